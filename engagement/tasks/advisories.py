"""E-mails about advisories, to whoever answers them at the customer."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from background.jobs import handles
from background.mail import post_email
from engagement.models import AdvisoryCopy
from engagement.queries.advisories import answerers, page_of_copy


@handles("engagement.email_advisory")
def email_advisory(*, copy_id: str, **_newer: Any) -> None:
    """Tell a customer's people what to do by when, unless it was taken back since."""
    copy = _copy(copy_id)
    if copy.advisory.withdrawn_at is None:
        _post(copy, "advisory_sent", "Read it and say what you do")


@handles("engagement.email_advisory_withdrawn")
def email_advisory_withdrawn(*, copy_id: str, **_newer: Any) -> None:
    """Tell them that there is nothing to do any more."""
    _post(_copy(copy_id), "advisory_withdrawn", "Read what it said")


def _copy(pk: str) -> AdvisoryCopy:
    return AdvisoryCopy.objects.select_related("advisory", "customer__provider").get(pk=pk)


def _post(copy: AdvisoryCopy, kind: str, link_text: str) -> None:
    customer = copy.customer
    words = {
        "advisory": copy.advisory,
        "copy": copy,
        "customer": customer,
        "provider": customer.provider,
        "urgency": copy.advisory.urgency.label,
        "link": settings.SITE_URL + page_of_copy(copy),
        "link_text": link_text,
    }
    for user in answerers(customer):
        post_email(
            key=f"{kind}:{copy.pk}:{user.pk}",
            kind=kind,
            to=user,
            template=f"engagement/email/{kind}",
            context=words,
            at=timezone.now(),
            provider_id=customer.provider_id,
            customer_id=customer.pk,
            reply_to=customer.provider.contact_email,
        )
