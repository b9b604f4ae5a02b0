"""E-mails about advice. Each handler may run twice: an e-mail's key is written once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import Customer, User
from advice.enums import Owner, Urgency
from advice.models import Action, Decision, Recommendation
from advice.queries.people import account_team, deciders, is_of_side
from advice.wording import costs, decided
from audit.models import Event
from background.jobs import handles
from background.mail import post_email
from core.words import day

STEPS = ("action_done", "action_dropped", "action_reopened")


@handles("advice.email_given")
def email_given(*, recommendation_id: str, **_newer: Any) -> None:
    """Ask the customer's owners to read and decide, unless it was taken back since."""
    recommendation = _recommendation(recommendation_id)
    if not recommendation.is_waiting:
        return
    options = [
        f"{option.title}: {costs(option)}{' (recommended)' if option.is_recommended else ''}"
        for option in recommendation.options.order_by("position", "title")
    ]
    urgency = Urgency(recommendation.urgency)
    words = {"options": options, "how_soon": f"{urgency.label} ({urgency.term})"}
    _post_all(deciders(recommendation.customer), "advice_given", recommendation, "Read it and decide", words)


@handles("advice.email_withdrawn")
def email_withdrawn(*, recommendation_id: str, **_newer: Any) -> None:
    """Tell the customer's owners that there is nothing to decide any more."""
    recommendation = _recommendation(recommendation_id)
    _post_all(deciders(recommendation.customer), "advice_withdrawn", recommendation, "Read what it said", {})


@handles("advice.email_decided")
def email_decided(*, decision_id: str, **_newer: Any) -> None:
    """Tell the provider's team what the customer decided, unless it has decided anew since."""
    decision = Decision.objects.select_related("option", "decided_by").get(pk=decision_id)
    if decision.superseded_at is not None:
        return
    recommendation = _recommendation(str(decision.recommendation_id))
    customer = recommendation.customer
    words = {
        "said": decided(decision, who=customer.name),
        "decision": decision,
        "review": day(decision.review_on),
    }
    _post_all(account_team(customer), "advice_decided", recommendation, "See the decision", words, str(decision.pk))


@handles("advice.email_action")
def email_action(*, action_id: str, side: str, by_id: str, stamp: str, because: str = "", **_newer: Any) -> None:
    """Tell one side that the other has closed an action, or opened it again, unless that has changed since."""
    action = Action.objects.select_related("customer__provider", "customer__lead", "person").get(pk=action_id)
    if _last_step(action) != datetime.fromisoformat(stamp):
        return
    customer, told = action.customer, Owner(side)
    people = account_team(customer) if told == Owner.PROVIDER else deciders(customer)
    if action.person and is_of_side(action.person, customer, told):
        people = [*people, action.person]
    words = {
        "action": action,
        "because": because,
        "who": User.objects.get(pk=by_id).name,
        "is_theirs": action.owed_by == told,
    }
    for user in {each.pk: each for each in people}.values():
        _post(
            user, "advice_action", customer, action.get_absolute_url(), "See the action", words, f"{action.pk}:{stamp}"
        )


def _last_step(action: Action) -> datetime | None:
    """When it was closed or opened again last."""
    steps = Event.objects.about("advice.action", action.pk).filter(verb__in=STEPS).order_by("-sequence")
    return steps.values_list("at", flat=True).first()


def _recommendation(pk: str) -> Recommendation:
    return Recommendation.objects.select_related("customer__provider", "customer__lead", "given_by").get(pk=pk)


def _post_all(
    people: Iterable[User],
    kind: str,
    recommendation: Recommendation,
    link_text: str,
    words: dict[str, Any],
    about: str = "",
) -> None:
    words = {"recommendation": recommendation} | words
    for user in people:
        path, subject = recommendation.get_absolute_url(), about or str(recommendation.pk)
        _post(user, kind, recommendation.customer, path, link_text, words, subject)


def _post(
    to: User, kind: str, customer: Customer, path: str, link_text: str, words: dict[str, Any], about: str
) -> None:
    context = {"customer": customer, "provider": customer.provider} | words
    post_email(
        key=f"{kind}:{about}:{to.pk}",
        kind=kind,
        to=to,
        template=f"advice/email/{kind}",
        context=context | {"link": f"{settings.SITE_URL}{path}", "link_text": link_text},
        at=timezone.now(),
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        reply_to=customer.provider.contact_email,
    )
