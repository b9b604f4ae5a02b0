"""What a person's calendar address answers: what the pages would show that person at this moment."""

from datetime import date, timedelta

from accounts.actor import Actor
from accounts.enums import Permission
from accounts.models import Customer, User
from accounts.queries import actors_of, find_actor
from engagement.enums import Standing
from engagement.ical import Event
from engagement.queries.calendar import KIND_WORDS, Entry, customers_of, entries, narrowed, openable

BACK, AHEAD = timedelta(days=92), timedelta(days=731)


def scopes_of(user: User, place: str = "") -> list[tuple[Actor, Customer | None]]:
    """Who this person is in each of their organisations, or in the customer whose slug is `place`; empty: nowhere."""
    if place:
        found = find_actor(user, provider_slug=None, customer_slug=place)
        scopes = [(found[0], found[1].customer)] if found else []
    else:
        mine = actors_of(user)
        own = {each.pk: each for each in Customer.objects.live().filter(pk__in=[one.customer_id for one in mine])}
        scopes = [(actor, own.get(actor.customer_id) if actor.customer_id else None) for actor in mine]
    return [(actor, customer) for actor, customer in scopes if actor.may(Permission.CALENDAR_VIEW)]


def events_of(scopes: list[tuple[Actor, Customer | None]], today: date, site: str) -> list[Event]:
    """Everything from a quarter back to two years ahead, each thing once, by day."""
    found: dict[str, Event] = {}
    for actor, customer in scopes:
        names = {customer.pk: customer} if customer else customers_of(actor)
        shown = narrowed(entries(actor, customer, today - BACK, today + AHEAD, today), {}, names)
        for entry in shown:
            name = names[entry.customer_id].name if entry.customer_id and not actor.is_customer else ""
            event = _event(entry, actor, name, site)
            found.setdefault(event.uid, event)
    return sorted(found.values(), key=lambda event: (event.on, event.uid))


def _event(entry: Entry, actor: Actor, customer: str, site: str) -> Event:
    is_done = entry.standing == Standing.DONE
    opening = f"{customer}: " if customer else ""
    return Event(
        uid=entry.key.partition(":")[0],
        on=entry.on,
        title=f"{'Done: ' if is_done else ''}{opening}{entry.title}",
        about="\n".join(filter(None, (KIND_WORDS.get(entry.kind, ""), entry.said))),
        url=site + entry.path if openable(entry.path, actor) else "",
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        known_on=entry.known_on,
    )
