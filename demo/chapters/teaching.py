"""Warned, taught, tried and reported: advisories, courses, phishing exercises and what looked suspicious."""

from collections.abc import Callable
from datetime import datetime, timedelta

from accounts.actor import Actor
from accounts.models import Customer, Provider
from demo import teaching as told
from demo.chapters.days import Step, morning, step
from demo.people import actor
from demo.story import PROVIDER, STAFF
from engagement.actions import advisories, education, suspicions
from engagement.caught import Caught
from engagement.models import Advisory, AdvisoryCopy, Course
from engagement.queries.advisories import matches
from engagement.queries.education import people_at
from technology.models import Product

LEAD = STAFF[1].email  # Tom, who looks after customers
ENGINEER = STAFF[2].email
HOUR = timedelta(hours=1)


def steps(now: datetime) -> list[Step]:
    """Everything in the order in which it happened."""
    found = [step(morning(now, days=170), _offer)]
    for warned in told.WARNED:
        found.append(step(morning(now, days=warned.ago), _warn(warned)))
        answers = [each for each in told.ANSWERED if each.title == warned.title]
        found += [step(morning(now, days=warned.ago - each.after) + HOUR, _answer(each)) for each in answers]
    for asked in told.ASKED:
        found.append(step(morning(now, days=asked[2]), _ask(*asked)))
        found.append(step(morning(now, days=asked[2] - 3) + HOUR, _finish(asked[0], asked[1], everybody=False)))
        if asked[5]:
            found.append(
                step(morning(now, days=asked[2] - asked[5]) + HOUR, _finish(asked[0], asked[1], everybody=True))
            )
    found += [step(morning(now, days=tried[1] - 2), _try(*tried)) for tried in told.TRIED]
    found += [step(morning(now, days=one[1]), _report(*one)) for one in told.REPORTED]
    return found


def _provider() -> Provider:
    return Provider.objects.get(slug=PROVIDER["slug"])


def _staff(email: str) -> Actor:
    return actor(email, provider=_provider())


def _customer(name: str) -> Customer:
    return Customer.objects.select_related("provider").get(name=name)


def _offer(at: datetime) -> None:
    for title, kind, minutes, words in told.COURSES:
        education.add_course(
            provider=_provider(), title=title, kind=kind, minutes=minutes, words=words, by=_staff(LEAD), at=at
        )


def _warn(warned: told.Warned) -> Callable[[datetime], None]:
    def warn(at: datetime) -> None:
        lead, provider = _staff(LEAD), _provider()
        about = Product.objects.filter(vendor__provider=provider, name__icontains=warned.product)
        advisory = advisories.draft_advisory(
            provider=provider, products=about if warned.product else (), severity=warned.severity, title=warned.title,
            what=warned.what, why=warned.why, what_to_do=warned.what_to_do,
            do_by=at.date() + warned.do_within * told.DAY,
            by=lead, at=at,
        )  # fmt: skip
        found = matches(lead, advisory)
        to = {each.customer.pk: each.because for each in found if each.because or not warned.product}
        advisories.issue_advisory(advisory=advisory, to=to, seen=advisories.token(advisory), by=lead, at=at)

    return warn


def _answer(answered: told.Answered) -> Callable[[datetime], None]:
    def answer(at: datetime) -> None:
        customer, advisory = _customer(answered.customer), Advisory.objects.get(title=answered.title)
        copy = AdvisoryCopy.objects.filter(advisory=advisory, customer=customer).first()
        if copy is None:
            return
        by = actor(answered.email, customer)
        if not answered.decision:
            advisories.acknowledge_advisory(copy=copy, by=by, at=at)
            return
        day = at.date() + answered.days * told.DAY if answered.days else None
        advisories.decide_advisory(
            copy=copy,
            edited=advisories.token(copy),
            decision=answered.decision,
            shown_by=answered.words,
            scheduled_for=day,
            by=by,
            at=at,
        )

    return answer


def _ask(
    name: str, title: str, _ago: int, days: int, others: tuple[str, ...], _after: int
) -> Callable[[datetime], None]:
    def ask(at: datetime) -> None:
        customer = _customer(name)
        education.plan_campaign(
            customer=customer, course=Course.objects.get(title=title), users=people_at(customer), others=others,
            opens_on=at.date(), closes_on=at.date() + days * told.DAY, target_percent=90,
            by=actor(LEAD, customer), at=at,
        )  # fmt: skip

    return ask


def _finish(name: str, title: str, *, everybody: bool) -> Callable[[datetime], None]:
    """The first of the people after three days; later everybody, the owner for those without an account."""

    def finish(at: datetime) -> None:
        customer = _customer(name)
        campaign = customer.campaigns.get(title=title)
        waiting = campaign.people.filter(done_at=None).select_related("person").order_by("person", "name")
        owner = people_owner(customer)
        for one in waiting if everybody else waiting.filter(person__isnull=False)[:1]:
            by = actor(one.person.email, customer) if one.person else owner
            education.finish(one=one, by=by, at=at)

    return finish


def people_owner(customer: Customer) -> Actor:
    """The customer's lead."""
    member = customer.memberships.select_related("user").get(role="owner", ended_at=None)
    return actor(member.user.email, customer)


def _try(name: str, _ago: int, title: str, people: tuple[tuple[object, ...], ...]) -> Callable[[datetime], None]:
    def enter(at: datetime) -> None:
        customer, sent_at = _customer(name), at - 2 * told.DAY
        caught = [_caught(sent_at, *person) for person in people]
        education.import_phishing(
            customer=customer, caught=caught, title=title, opens_on=sent_at.date(), closes_on=sent_at.date(),
            by=actor(LEAD, customer), at=at,
        )  # fmt: skip

    return enter


def _caught(sent_at: datetime, name: object, email: object, *minutes: object) -> Caught:
    opened, clicked, submitted, reported = (
        sent_at + timedelta(minutes=each) if isinstance(each, int) else None for each in minutes
    )
    return Caught(
        name=str(name), email=str(email), is_delivered=True, sent_at=sent_at, opened_at=opened, clicked_at=clicked,
        submitted_at=submitted, reported_at=reported,
    )  # fmt: skip


def _report(
    name: str, _ago: int, email: str, what: str, came_from: str, verdict: str, answer: str
) -> Callable[[datetime], None]:
    def report(at: datetime) -> None:
        customer = _customer(name)
        one = suspicions.report_suspicion(
            customer=customer, what=what, came_from=came_from, did="Nothing", by=actor(email, customer), at=at
        )
        if verdict:
            suspicions.answer_suspicion(
                suspicion=one, verdict=verdict, answer=answer, by=actor(ENGINEER, customer), at=at + HOUR
            )

    return report
