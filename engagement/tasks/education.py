"""E-mails about training and about what was reported as suspicious."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Customer, Membership, User
from background.jobs import handles
from background.mail import post_email
from engagement.models import Campaign, Participation, Suspicion
from engagement.queries.education import customer_leads
from responsibilities.queries.recipients import account_team

NAMED = 20  # reports that an e-mail about many tells one by one


@handles("engagement.email_course")
def email_course(*, campaign_id: str, stage: str, **_newer: Any) -> None:
    """Ask everybody who has still to do it."""
    campaign = Campaign.objects.select_related("customer__provider", "course").get(pk=campaign_id)
    waiting = Participation.objects.to_do().filter(campaign=campaign, person__isnull=False).select_related("person")
    link = reverse("engagement:teaching", args=[campaign.customer.slug])
    words = {"campaign": campaign, "is_policy": campaign.is_policy}
    Campaign.objects.filter(pk=campaign.pk).update(asked_stage=stage)
    for one in waiting.order_by("name", "pk"):
        if one.person is not None:
            _post(one.person, campaign.customer, "training_asked", f"{campaign.pk}:{stage}", link, "Open it", words)


@handles("engagement.email_suspicion")
def email_suspicion(*, suspicion_id: str, **_newer: Any) -> None:
    """Tell the provider's team and the customer's lead."""
    found = _suspicion(suspicion_id)
    for user in _told(found.customer):
        _post(user, found.customer, "suspicion_reported", str(found.pk), _page(found), "See it", {"one": found})


@handles("engagement.email_suspicions")
def email_suspicions(*, of_customer: str, told_at: str, **_newer: Any) -> None:
    """Tell the same people of all that came after the first few of an hour, in one e-mail."""
    names = ("customer__provider", "customer__lead", "reported_by")
    at = datetime.fromisoformat(told_at)
    rows = Suspicion.objects.of_customer(of_customer).filter(told_later_at=at).select_related(*names)
    several = list(rows.order_by("reported_at", "pk"))
    if not several:
        return
    customer = several[0].customer
    words = {"several": several[:NAMED], "number": len(several), "more": max(len(several) - NAMED, 0)}
    link = reverse("engagement:suspicion-list", args=[customer.slug])
    for user in _told(customer):
        _post(user, customer, "suspicions_reported", f"{customer.pk}:{told_at}", link, "See them", words)


@handles("engagement.email_suspicion_answered")
def email_suspicion_answered(*, suspicion_id: str, **_newer: Any) -> None:
    """Tell whoever reported it, if they are still there."""
    found = _suspicion(suspicion_id)
    if not Membership.objects.live().of_customer(found.customer).filter(user=found.reported_by).exists():
        return
    _post(found.reported_by, found.customer, "suspicion_answered", str(found.pk), _page(found), "See it",
          {"one": found})  # fmt: skip


def _told(customer: Customer) -> Iterable[User]:
    """Whom a report reaches: the provider's team and the customer's lead, each once."""
    return {user.pk: user for user in [*account_team(customer), *customer_leads(customer)]}.values()


def _suspicion(pk: str) -> Suspicion:
    names = ("customer__provider", "customer__lead", "reported_by", "answered_by")
    return Suspicion.objects.select_related(*names).get(pk=pk)


def _page(found: Suspicion) -> str:
    return reverse("engagement:suspicion", args=[found.customer.slug, found.pk])


def _post(
    to: User, customer: Customer, kind: str, about: str, path: str, link_text: str, words: dict[str, Any]
) -> None:
    post_email(
        key=f"{kind}:{about}:{to.pk}",
        kind=kind,
        to=to,
        template=f"engagement/email/{kind}",
        context=words
        | {
            "customer": customer,
            "provider": customer.provider,
            "link": settings.SITE_URL + path,
            "link_text": link_text,
        },
        at=timezone.now(),
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        reply_to=customer.provider.contact_email,
    )
