"""Something suspicious: reported by anybody at the customer, answered once, read by whom it concerns."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from background.runner import drain
from core.errors import NotAllowed
from engagement.actions.suspicions import (
    LEAVING,
    MOST_OF_A_CUSTOMER,
    MOST_OF_A_PERSON,
    WINDOW,
    answer_suspicion,
    report_suspicion,
)
from engagement.models import Suspicion
from tests.cast import NOW, Cast
from tests.factories.education import make_suspicion

SignIn = Callable[[User], Client]


def report(cast: Cast, by: User, **about: object) -> Suspicion:
    values = {"what": "An invoice", "came_from": "", "did": "", "at": NOW} | about
    return report_suspicion(customer=cast.customer, by=cast.actor(by), **values)


def told() -> set[str]:
    return {message.to[0].partition("<")[2].rstrip(">") or message.to[0] for message in mail.outbox}


def test_a_report_of_a_reader_reaches_provider_and_the_customers_lead(cast: Cast) -> None:
    report(cast, cast.customer_reader, what="An <b>odd</b> invoice")
    drain()

    assert cast.customer_owner.email in told()
    assert any(address in told() for address in (cast.provider_lead.email, cast.provider_owner.email))
    assert "<b>odd</b>" not in mail.outbox[0].alternatives[0][0]


def test_a_second_click_reports_nothing_twice(cast: Cast) -> None:
    first = report(cast, cast.customer_owner)

    assert report(cast, cast.customer_owner, at=NOW + timedelta(seconds=5)).pk == first.pk
    assert Suspicion.objects.count() == 1


def told_of(what: str) -> int:
    return sum(what in message.body for message in mail.outbox)


def test_many_reports_of_one_person_are_kept_and_told_together(cast: Cast, time_machine) -> None:
    every = timedelta(minutes=1)
    for number in range(MOST_OF_A_PERSON + 3):
        time_machine.move_to(NOW + number * every, tick=False)
        last = report(cast, cast.customer_reader, what=f"Invoice {number}", at=NOW + number * every)
    drain()

    recipients = len(told())
    assert Suspicion.objects.count() == MOST_OF_A_PERSON + 3
    assert len(mail.outbox) == MOST_OF_A_PERSON * recipients
    assert last.told_later_at == NOW + MOST_OF_A_PERSON * every + WINDOW
    mail.outbox.clear()
    time_machine.move_to(last.told_later_at, tick=False)
    drain()
    assert len(mail.outbox) == recipients
    assert "3 more reports of something suspicious" in mail.outbox[0].subject
    assert all(told_of(f"Invoice {number}") == recipients for number in range(MOST_OF_A_PERSON, MOST_OF_A_PERSON + 3))
    assert not told_of("Invoice 0")


def test_what_comes_as_the_others_leave_goes_with_the_next(cast: Cast) -> None:
    for number in range(MOST_OF_A_CUSTOMER):
        make_suspicion(cast.customer, by=cast.customer_reader, what=f"{number}", reported_at=NOW + WINDOW / 2)
    first = report(cast, cast.customer_reader, what="One more", at=NOW + WINDOW / 2)
    leaves = first.told_later_at

    with_it = report(cast, cast.customer_reader, what="In time", at=leaves - 2 * LEAVING)
    after = report(cast, cast.customer_reader, what="As it leaves", at=leaves - LEAVING)

    assert with_it.told_later_at == leaves
    assert after.told_later_at != leaves


def test_somebody_elses_first_report_is_told_at_once(cast: Cast) -> None:
    for number in range(MOST_OF_A_PERSON + 1):
        report(cast, cast.customer_reader, what=f"Invoice {number}")

    assert report(cast, cast.customer_owner, what="A call").told_later_at is None
    assert report(cast, cast.customer_reader, what="Next day", at=NOW + timedelta(days=1)).told_later_at is None


def test_a_customer_has_a_limit_too_that_another_does_not_feel(cast: Cast) -> None:
    for number in range(MOST_OF_A_CUSTOMER):
        make_suspicion(cast.customer, by=cast.customer_reader, what=f"Invoice {number}")

    assert report(cast, cast.customer_owner, what="A call").told_later_at == NOW + WINDOW
    theirs = report_suspicion(
        customer=cast.other_customer,
        what="A call",
        came_from="",
        did="",
        at=NOW,
        by=cast.actor(cast.other_owner, customer=cast.other_customer),
    )
    assert theirs.told_later_at is None


def test_whoever_reports_one_too_many_is_told_when_the_e_mail_leaves(cast: Cast, sign_in: SignIn, time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    for number in range(MOST_OF_A_PERSON):
        report(cast, cast.customer_reader, what=f"Invoice {number}")
    add = reverse("engagement:suspicion-add", args=[cast.customer.slug])

    page = sign_in(cast.customer_reader).post(add, {"what": "One more"}, follow=True).content.decode()

    assert "leaves with the others, 23 Nov 2026, 10:30" in page
    assert Suspicion.objects.get(what="One more").told_later_at == NOW + WINDOW


def test_the_history_cannot_be_searched_for_what_was_reported(cast: Cast, sign_in: SignIn) -> None:
    report(cast, cast.customer_contributor, what="A mail about Amara and the bailiffs")
    page = reverse("portfolio:history", args=[cast.customer.slug])

    reader = sign_in(cast.customer_reader)
    assert "reported something suspicious" in reader.get(page, {"q": "suspicious"}).content.decode()
    assert "reported something suspicious" not in reader.get(page, {"q": "bailiffs"}).content.decode()


def test_somebody_who_has_left_is_not_told_what_it_was(cast: Cast) -> None:
    found = report(cast, cast.customer_contributor)
    drain()
    mail.outbox.clear()
    cast.customer_contributor.memberships.update(ended_at=NOW)
    answer_suspicion(suspicion=found, verdict="harmless", answer="", by=cast.actor(cast.provider_engineer), at=NOW)
    drain()

    assert mail.outbox == []


def test_staff_do_not_report_in_the_customers_name(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        report(cast, cast.provider_lead)


def test_it_is_answered_once_and_whoever_reported_it_is_told(cast: Cast) -> None:
    found = report(cast, cast.customer_contributor)
    engineer = cast.actor(cast.provider_engineer)
    answer_suspicion(suspicion=found, verdict="exercise", answer="Well done.", by=engineer, at=NOW)
    drain()

    assert any("It was an exercise: well done" in message.subject for message in mail.outbox)
    with pytest.raises(NotAllowed, match="answered this already"):
        answer_suspicion(suspicion=found, verdict="harmless", answer="", by=engineer, at=NOW)


@pytest.mark.parametrize(
    ("persona", "sees"),
    [
        ("customer_owner", True), ("customer_reader", True), ("customer_contributor", False),
        ("provider_engineer", True), ("other_owner", False), ("stranger", False),
    ],
)  # fmt: skip
def test_who_reads_a_report(cast: Cast, sign_in: SignIn, persona: str, sees: bool) -> None:
    found = make_suspicion(cast.customer, by=cast.customer_reader)
    client = sign_in(getattr(cast, persona))

    answer = client.get(reverse("engagement:suspicion", args=[cast.customer.slug, found.pk]))

    assert answer.status_code == (200 if sees else 404)


def test_reported_on_a_phone_with_a_screenshot_and_answered(cast: Cast, sign_in: SignIn) -> None:
    reader, engineer = sign_in(cast.customer_reader), sign_in(cast.provider_engineer)
    add = reverse("engagement:suspicion-add", args=[cast.customer.slug])
    bad = {"what": "Odd", "file": SimpleUploadedFile("a.png", b"no picture")}
    assert reader.post(add, bad).status_code == 422

    page = reader.post(add, {"what": "Odd", "came_from": "A parcel firm"}, follow=True).content.decode()
    assert "will answer here and by e-mail" in page
    found = Suspicion.objects.get()
    answer = reverse("engagement:suspicion-answer", args=[cast.customer.slug, found.pk])
    page = engineer.post(answer, {"verdict": "harmless", "answer": "Delete it."}, follow=True).content.decode()
    assert "It was harmless: better once too often." in page


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [({"what": ""}, "says_what"), ({"verdict": "odd"}, "verdict_known"), ({"answered_at": NOW}, "answered")],
)
def test_what_cannot_be_is_refused(cast: Cast, wrong: dict, rule: str) -> None:
    make_suspicion(cast.customer, by=cast.customer_reader)
    if "verdict" in wrong:
        wrong = wrong | {"answered_at": NOW, "answered_by": cast.provider_engineer}

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Suspicion.objects.update(**wrong)
