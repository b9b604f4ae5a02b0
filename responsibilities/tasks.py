"""E-mails about versions, questions and views. Each handler may run twice: an e-mail's key is written once."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Customer, Membership, User
from background.jobs import handles
from background.mail import post_email
from core.words import count, long_day
from responsibilities.models import Message, Participant, Round, Signature, Version
from responsibilities.queries.recipients import (
    account_team,
    readers_of_message,
    signers_of_customer,
    signers_of_provider,
)


@handles("responsibilities.email_version_proposed")
def email_version_proposed(*, version_id: str, **_newer: Any) -> None:
    """Ask the customer's owners to read and sign."""
    version = _version(version_id)
    if version.is_proposed:
        words = {"jobs": count(version.rows.count(), "job"), "sign_by": long_day(version.sign_by)}
        _post_all(signers_of_customer(version.customer), "version_proposed", version, _review(version), words)


@handles("responsibilities.email_version_withdrawn")
def email_version_withdrawn(*, version_id: str, **_newer: Any) -> None:
    """Tell the customer's owners that there is nothing to sign any more."""
    version = _version(version_id)
    _post_all(signers_of_customer(version.customer), "version_withdrawn", version, _review(version), {})


@handles("responsibilities.email_version_signed_by_one_side")
def email_version_signed_by_one_side(*, signature_id: str, **_newer: Any) -> None:
    """Ask the other side for its signature, unless it has signed or the version was withdrawn since."""
    signature, version = _signature(signature_id)
    if not version.is_proposed:
        return
    other = signers_of_customer if signature.side == "provider" else signers_of_provider
    words = {"signature": signature, "party": _party(signature, version.customer)}
    link = (reverse("responsibilities:sign", args=[version.customer.slug, version.number]), "Read and sign")
    _post_all(other(version.customer), "version_signed_by_one_side", version, link, words)


@handles("responsibilities.email_version_agreed")
def email_version_agreed(*, signature_id: str, **_newer: Any) -> None:
    """Tell both sides that the version is in force."""
    _, version = _signature(signature_id)
    people = {user.pk: user for user in [*signers_of_customer(version.customer), *account_team(version.customer)]}
    address = reverse("responsibilities:signatures", args=[version.customer.slug, version.number])
    _post_all(list(people.values()), "version_agreed", version, (address, "See both signatures"), {})


@handles("responsibilities.email_question_asked")
def email_question_asked(*, message_id: str, **_newer: Any) -> None:
    """Tell the other side what was asked."""
    _post_message(message_id, "question_asked", "Answer")


@handles("responsibilities.email_question_answered")
def email_question_answered(*, message_id: str, **_newer: Any) -> None:
    """Tell the other side and whoever asked what was answered."""
    _post_message(message_id, "question_answered", "Read it and answer")


def _version(version_id: str) -> Version:
    return Version.objects.select_related("customer__provider", "customer__lead", "proposed_by").get(pk=version_id)


def _signature(signature_id: str) -> tuple[Signature, Version]:
    signature = Signature.objects.get(pk=signature_id)
    return signature, _version(str(signature.version_id))


def _party(signature: Signature, customer: Customer) -> str:
    return customer.provider.name if signature.side == "provider" else customer.name


def _review(version: Version) -> tuple[str, str]:
    return reverse("responsibilities:review", args=[version.customer.slug, version.number]), "Read the list"


def _post_message(message_id: str, kind: str, link_text: str) -> None:
    about = "question__row__version", "question__customer__provider", "question__customer__lead", "said_by"
    message = Message.objects.select_related(*about).get(pk=message_id)
    customer = message.question.customer
    words = {
        "message": message,
        "row": message.question.row,
        "customer": customer,
        "is_from_provider": message.side == "provider",
    }
    for user in readers_of_message(message):
        link = (message.question.get_absolute_url(), link_text)
        _post(user, kind, str(message.pk), customer, link, words)


def _post_all(people: list[User], kind: str, version: Version, link: tuple[str, str], words: dict[str, Any]) -> None:
    for user in people:
        about = {"version": version, "customer": version.customer, "provider": version.customer.provider}
        _post(user, kind, str(version.pk), version.customer, link, about | words)


def _post(user: User, kind: str, about: str, customer: Customer, link: tuple[str, str], words: dict[str, Any]) -> None:
    address, link_text = link
    post_email(
        key=f"{kind}:{about}:{user.pk}",
        kind=kind,
        to=user,
        template=f"responsibilities/email/{kind}",
        context={**words, "link": f"{settings.SITE_URL}{address}", "link_text": link_text},
        at=timezone.now(),
        provider_id=customer.provider_id,
        customer_id=customer.pk,
        reply_to=customer.provider.contact_email,
    )


@handles("responsibilities.email_views_asked")
def email_views_asked(*, round_id: str, **_newer: Any) -> None:
    """Ask everybody of an open check for their view; who has answered everything is left alone."""
    round_ = _round(round_id)
    if round_.is_open:
        _post_round(round_, [each for each in _asked_of(round_) if each.finished_at is None], "views_asked", "Answer")


@handles("responsibilities.email_views_shown")
def email_views_shown(*, round_id: str, **_newer: Any) -> None:
    """Tell everybody who was asked that both sides see the answers now."""
    round_ = _round(round_id)
    _post_round(round_, _asked_of(round_), "views_shown", "See both sides")


def _round(round_id: str) -> Round:
    return Round.objects.select_related("customer__provider", "started_by").get(pk=round_id)


def _asked_of(round_: Round) -> list[Participant]:
    """Those asked who still have a place there."""
    here = Membership.objects.live().reaching(round_.customer).values("user")
    return list(round_.participants.filter(person__in=here).select_related("person").order_by("person__name", "pk"))


def _post_round(round_: Round, people: list[Participant], kind: str, link_text: str) -> None:
    customer = round_.customer
    words = {
        "customer": customer,
        "provider": customer.provider,
        "asked_by": round_.started_by,
        "jobs": count(round_.asked.count(), "job"),
        "due_on": long_day(round_.due_on),
    }
    for each in people:
        about = words | {"other": customer.name if each.side == "provider" else customer.provider.name}
        _post(each.person, kind, str(round_.pk), customer, (round_.get_absolute_url(), link_text), about)
