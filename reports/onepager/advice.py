"""The letter about advice: the risk, the options, what was decided and acknowledged, and the digests of all that."""

from datetime import datetime

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from advice.models import Recommendation
from advice.queries.sheet import sheet_of
from core.errors import NotAllowed
from reports.gather import brand_of, logo_of
from reports.models import OnePager, PageKind
from reports.onepager.actions import freeze


@transaction.atomic
def request_advice_letter(*, recommendation: Recommendation, by: Actor, at: datetime) -> OnePager:
    """Freeze the letter as it stands now (customer and provider loaded beforehand), and ask for its PDF."""
    check_may(by, Permission.ADVICE_VIEW)
    if recommendation.is_draft:
        raise NotAllowed("There is no letter of a draft: give the advice first.")
    return freeze(
        customer=recommendation.customer, kind=PageKind.LETTER, subject=recommendation.pk,
        title=f"{recommendation.reference}: {recommendation}"[:120], html=letter_html(recommendation, by, at), by=by,
        at=at,
    )  # fmt: skip


def letter_html(recommendation: Recommendation, by: Actor, at: datetime) -> str:
    """The letter that is printed: names both parties, whoever asks for it. Every text is escaped."""
    customer = recommendation.customer
    about = {
        "recommendation": recommendation,
        "sheet": sheet_of(recommendation, by, who=customer.name),
        "customer": customer,
        "provider": customer.provider,
        "provider_logo": logo_of(customer.provider.logo),
        "customer_logo": logo_of(customer.logo),
        "brand": brand_of(customer.provider.brand_colour),
        "given_on": timezone.localdate(recommendation.given_at),
        "at": at,
    }
    return render_to_string("reports/onepager/letter.html", about)
