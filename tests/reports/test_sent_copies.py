"""A copy of a plan by e-mail: who may get it, what they get, what the history says."""

from collections.abc import Callable
from io import BytesIO
from smtplib import SMTPException

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import Membership, User
from audit.models import Event
from background.models import Email, Job
from background.runner import drain
from continuity.models import Plan
from core.errors import NotAllowed
from reports.models import OnePager, PageKind
from reports.onepager.sending import readers_of, send_plan_copy
from tests.cast import NOW, Cast
from tests.factories.plans import make_call, make_contact, make_plan

SignIn = Callable[[User], Client]


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Calls for the owner; the engineer, a stranger, somebody without an account and a supplier are contacts too."""
    made = make_plan(cast.customer, by=cast.provider_lead)
    about = {"by": cast.provider_lead}
    owner = make_contact(cast.customer, name="Amara", email=cast.customer_owner.email.upper(), **about)
    make_contact(cast.customer, name="Bryn", party="provider", email=cast.provider_engineer.email, **about)
    make_contact(cast.customer, name="Else", email=cast.stranger.email, **about)
    make_contact(cast.customer, name="Kit", email="kit@nowhere.example", **about)
    make_contact(cast.customer, name="Till maker", party="vendor", email=cast.customer_reader.email, **about)
    make_call(made, owner)
    return made


def at(plan: Plan) -> str:
    return reverse("reports:plan-copy-send", kwargs={"customer_slug": plan.customer.slug, "pk": plan.pk})


def send(browser: Client, plan: Plan, *people: User, kind: str = "plan") -> None:
    with time_machine.travel(NOW, tick=False):
        answer = browser.post(at(plan), {"to": [str(person.pk) for person in people], "kind": kind})
        assert answer.status_code == 302
        drain()


def test_only_people_of_the_plan_who_may_read_it_here_can_be_chosen(cast: Cast, plan: Plan) -> None:
    found = [(reader.user, reader.is_customers, reader.is_called) for reader in readers_of(plan)]

    assert found == [(cast.customer_owner, True, True), (cast.provider_engineer, False, False)]


def test_each_gets_the_plan_with_a_date_and_a_warning(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    send(sign_in(cast.customer_owner), plan, cast.customer_owner, cast.provider_engineer)

    assert {message.to[0].split("<")[1] for message in mail.outbox} == {
        f"{cast.customer_owner.email}>", f"{cast.provider_engineer.email}>",
    }  # fmt: skip
    for message in mail.outbox:
        assert "The copy was made on" in message.body
        assert "may be out of date" in message.body
        (name, content, kind), *_ = message.attachments
        assert (name, kind) == ("harbour-roast-the-power-goes-version-1-plan-2026-11-23.pdf", "application/pdf")
        words = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        assert "Copy made 23 Nov 2026, 09:30." in " ".join(words.split())
    assert Email.objects.filter(kind="plan_copy", sent_at=None).count() == 0
    assert {(page.is_customers, page.kind) for page in OnePager.objects.all()} == {(True, "plan"), (False, "plan")}


def test_the_history_says_who_got_it(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    send(sign_in(cast.customer_owner), plan, cast.customer_owner, kind="plan-card")

    event = Event.objects.get(verb="plan_copy_sent")
    assert event.says == (
        f"sent the card of “The power goes”, version 1, by e-mail to {cast.customer_owner.name}"
    )  # fmt: skip
    assert event.after == {"kind": "plan-card", "version": 1, "to": [cast.customer_owner.email]}


def test_nobody_else_can_be_slipped_in(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    browser = sign_in(cast.customer_owner)

    answer = browser.post(at(plan), {"to": [str(cast.stranger.pk)], "kind": "plan"})
    nobody = browser.post(at(plan), {"kind": "plan"})

    assert (answer.status_code, nobody.status_code) == (422, 422)
    assert "Choose at least one person." in nobody.content.decode()
    with pytest.raises(NotAllowed):
        send_plan_copy(plan=plan, kind=PageKind.PLAN, to=[cast.stranger.pk], by=cast.actor(cast.customer_owner), at=NOW)
    assert not Email.objects.exists()


def test_a_form_sent_twice_leaves_once(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    browser, people = sign_in(cast.customer_owner), [str(cast.customer_owner.pk), str(cast.provider_engineer.pk)]
    form = {"key": str(browser.get(at(plan)).context["form"]["key"].value()), "to": people, "kind": "plan"}

    for _ in range(2):
        assert browser.post(at(plan), form).status_code == 302
    drain()

    assert len(mail.outbox) == 2
    assert Event.objects.filter(verb="plan_copy_sent").count() == 1
    assert sign_in(cast.provider_lead).post(at(plan), form).status_code == 403
    assert browser.post(at(plan), form | {"to": people[1:]}).status_code == 302
    drain()
    assert len(mail.outbox) == 3  # chosen anew on the same page, it is meant


def test_the_longest_name_of_a_plan_fits_its_copies(cast: Cast, sign_in: SignIn, plan: Plan) -> None:
    Plan.objects.update(name="N" * 120, number=12)

    send(sign_in(cast.customer_owner), plan, cast.customer_owner)

    page = OnePager.objects.get()
    assert len(page.title) == 120
    assert page.title.endswith("N…, version 12")
    assert page.filename.isascii()


def test_who_has_lost_access_meanwhile_gets_nothing(cast: Cast, plan: Plan) -> None:
    people = [cast.customer_owner.pk, cast.provider_engineer.pk]
    send_plan_copy(plan=plan, kind=PageKind.PLAN_CARD, to=people, by=cast.actor(cast.provider_lead), at=NOW)
    Membership.objects.filter(user=cast.provider_engineer).update(ended_at=NOW)

    drain()

    assert [message.to[0].split("<")[1] for message in mail.outbox] == [f"{cast.customer_owner.email}>"]


def test_a_mail_server_that_refuses_is_told_and_tried_again(
    cast: Cast, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SMTPException

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    by = cast.actor(cast.provider_lead)
    send_plan_copy(plan=plan, kind=PageKind.PLAN_CARD, to=[cast.customer_owner.pk], by=by, at=NOW)

    drain()

    job = Job.objects.get(name="reports.deliver_plan_copy")
    assert "could not be reached" in job.reason
    assert job.state == "queued"


def test_a_draft_is_sent_to_nobody(cast: Cast, sign_in: SignIn) -> None:
    draft = make_plan(cast.customer, by=cast.provider_lead, state="draft")
    make_contact(cast.customer, name="Amara", email=cast.customer_owner.email, by=cast.provider_lead)
    sent = {"to": [str(cast.customer_owner.pk)], "kind": "plan"}

    answer = sign_in(cast.customer_owner).post(at(draft), sent)

    assert answer.status_code == 403
    assert "This version is a draft." in answer.content.decode()
    assert not OnePager.objects.exists()


def test_where_nobody_can_get_it_the_page_says_why(cast: Cast, sign_in: SignIn) -> None:
    bare = make_plan(cast.customer, by=cast.provider_lead)

    page = sign_in(cast.customer_owner).get(at(bare)).content.decode()

    assert "none of the contacts has an e-mail address with which they sign in here" in page
