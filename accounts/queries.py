"""Who somebody is in the organisation that a path names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, FilteredRelation, OuterRef, Q, QuerySet, SlugField, Subquery, UUIDField

from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import ApiToken, Customer, Membership, Provider, User
from background.models import Email
from core.prepared import prepared
from core.searching import with_words


@dataclass(frozen=True)
class Org:
    """The organisation in the path, and its provider: what every page's frame shows."""

    provider: Provider
    customer: Customer | None
    unread: int = 0  # notices to whoever asks, from this provider


@dataclass(frozen=True)
class Place:
    """An organisation that somebody belongs to, as they would recognise it."""

    name: str
    role: str
    about: str
    url: str


def places_of(user: Any) -> list[Place]:
    """Providers first, then customers, each by name."""
    members = Membership.objects.live().filter(user=user).select_related("provider", "customer__provider")
    places = (_place(member) for member in members.order_by("created_at", "pk"))
    return sorted(places, key=lambda place: (place.about != "", place.name.lower()))


def _place(member: Membership) -> Place:
    if member.provider:
        return Place(member.provider.name, member.get_role_display(), "", member.provider.get_absolute_url())
    customer = member.customer
    about = f"Looked after by {customer.provider.name}"  # type: ignore[union-attr]  # one of the two is there
    url = customer.get_absolute_url()  # type: ignore[union-attr]  # one of the two is there
    return Place(str(customer), member.get_role_display(), about, url)


@dataclass(frozen=True)
class Token:
    """An API token as its list shows it, with how it stands as a chip's tone, icon and words."""

    pk: UUID
    name: str
    hint: str
    person: str
    last_used_at: datetime | None
    expires_at: datetime
    is_revocable: bool
    tone: str
    icon: str
    label: str


TOKEN_LIST = 200  # the newest; older ones are long dead


def tokens_of(actor: Actor, *, at: datetime) -> list[Token]:
    """The provider's tokens, the newest first."""
    live = set(ApiToken.objects.visible_to(actor).live(at=at).values_list("pk", flat=True))
    found = ApiToken.objects.visible_to(actor).select_related("membership__user").order_by("-created_at", "pk")
    return [_token(token, is_live=token.pk in live, at=at) for token in found[:TOKEN_LIST]]


def _token(token: ApiToken, *, is_live: bool, at: datetime) -> Token:
    tone, icon, label = _standing(token, is_live=is_live, at=at)
    return Token(
        pk=token.pk, name=token.name, hint=token.hint, person=token.membership.user.name,
        last_used_at=token.last_used_at, expires_at=token.expires_at, is_revocable=token.revoked_at is None,
        tone=tone, icon=icon, label=label,
    )  # fmt: skip


def _standing(token: ApiToken, *, is_live: bool, at: datetime) -> tuple[str, str, str]:
    if is_live:
        return "ok", "tick", "Works"
    if token.revoked_at is not None:
        return "calm", "close", "Taken back"
    return ("warn", "late", "Expired") if token.expires_at <= at else ("calm", "close", "Access ended")


def archived_customers(actor: Actor, words: str = "") -> QuerySet[Customer]:
    """Archived customers this actor may bring back, the latest first; `people` counts who would sign in again."""
    customers = with_words(Customer.objects.archived_from(actor), words, "name", "legal_name", "about")
    returning = Count("memberships", filter=Q(memberships__ended_at=None, memberships__user__is_active=True))
    return customers.annotate(people=returning).order_by("-archived_at", "pk")


def count_archived(actor: Actor) -> int:
    """How many customers this actor may bring back."""
    return sum(_archived(actor))


@prepared()
def _archived(actor: Actor) -> QuerySet[Any, Any]:
    archived = Customer.objects.archived_from(actor).order_by().values("provider")
    return archived.annotate(number=Count("pk")).values_list("number", flat=True)


def find_actor(
    user: Any, *, provider_slug: str | None, customer_slug: str | None, address: str = ""
) -> tuple[Actor, Org] | None:
    """The actor and organisation for a path, or None when this person has no place there."""
    if customer_slug is not None:
        found = _customers(slug=customer_slug, user=user.pk)
        return next((_in_customer(user, customer, address) for customer in found), None)
    if provider_slug is not None:
        return next((_in_provider(user, found, address) for found in _providers(slug=provider_slug)), None)
    return None


@prepared(slug=SlugField(), user=UUIDField())
def _customers(slug: Any, user: Any) -> QuerySet[Customer]:
    """The customer with the person's places in it: nobody has two live ones in one organisation."""
    theirs = Q(memberships__user=user, memberships__ended_at=None)
    ours = Q(provider__memberships__user=user, provider__memberships__ended_at=None)
    customers = Customer.objects.live().select_related("provider").filter(slug=slug)
    return customers.annotate(
        member=FilteredRelation("memberships", condition=theirs),
        staff=FilteredRelation("provider__memberships", condition=ours),
        member_role=F("member__role"),
        staff_id=F("staff__pk"),
        staff_role=F("staff__role"),
        staff_for_all=F("staff__looks_after_all"),
        unread=_unread(user, OuterRef("provider_id")),
    )


@prepared(slug=SlugField())
def _providers(slug: Any) -> QuerySet[Provider]:
    return Provider.objects.filter(slug=slug)


@prepared(user=UUIDField(), provider=UUIDField())
def _places_in_provider(user: Any, provider: Any) -> QuerySet[Membership]:
    places = Membership.objects.filter(user=user, provider=provider, ended_at=None)
    return places.annotate(unread=_unread(user, OuterRef("provider_id")))


def _unread(user: Any, provider: Any) -> Subquery:
    """How many notices of the provider this person has not read, inside the query that every page asks anyway."""
    notices = Email.objects.filter(user_id=user, provider_id=provider, is_secret=False, read_at=None).order_by()
    return Subquery(notices.values("provider_id").annotate(number=Count("pk")).values("number"))


def _in_customer(user: User, customer: Any, address: str) -> tuple[Actor, Org] | None:
    """A customer's own member acts for the customer even when also staff of its provider.

    `customer` is not archived, and whoever has signed in is active: nothing of that is asked again.
    """
    places = []
    if customer.member_role:
        places.append(Membership(user=user, customer=customer, role=customer.member_role))
    if customer.staff_id:
        about = {"role": customer.staff_role, "looks_after_all": customer.staff_for_all}
        places.append(Membership(pk=customer.staff_id, user=user, provider=customer.provider, **about))
    for membership in places:
        ids = membership.customer_ids()
        if ids is None or customer.pk in ids:
            reach, unread = frozenset({customer.pk}), customer.unread or 0
            return _actor(user, membership, customer.provider, reach, customer, address, unread)
    return None


def _in_provider(user: User, provider: Provider, address: str) -> tuple[Actor, Org] | None:
    places = _places_in_provider(user=user.pk, provider=provider.pk)
    found = (_actor(user, one, provider, one.customer_ids(), None, address, one.unread or 0) for one in places)
    return next(found, None)


def actors_of(user: User, *, address: str = "") -> list[Actor]:
    """Who this person is in each of their organisations, one for each."""
    memberships = Membership.objects.live().filter(user=user).select_related("provider", "customer__provider")
    found = []
    for member in memberships.order_by("created_at", "pk"):
        provider = member.provider or member.customer.provider  # type: ignore[union-attr]  # one of the two is there
        found.append(_actor(user, member, provider, member.customer_ids(), member.customer, address)[0])
    return found


def _actor(
    user: User,
    membership: Membership,
    provider: Provider,
    customer_ids: frozenset[UUID] | None,
    customer: Customer | None,
    address: str,
    unread: int = 0,
) -> tuple[Actor, Org]:
    actor = Actor.member(
        side=membership.side,
        role=Role(membership.role),
        user_id=user.pk,
        name=user.name,
        provider_id=provider.pk,
        customer_ids=customer_ids,
        customer_id=customer.pk if customer else None,
        address=address,
    )
    return actor, Org(provider, customer, unread)
