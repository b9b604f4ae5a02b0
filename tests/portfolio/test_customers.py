"""The customer list: who is in it, in which order, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Customer, User
from accounts.queries import find_actor
from demo.scale import seed
from engagement.models import Due
from findings.models import Watch
from portfolio.enums import Agreement
from portfolio.queries.portfolio import CustomerLine, lines
from portfolio.queries.standing import sorted_by, totals
from responsibilities.models import Question, Row, Signature, Version
from tests.cast import NOW, Cast
from tests.factories.engagement import make_due
from tests.factories.insurance import make_policy

SignIn = Callable[[User], Client]
TODAY = NOW.date()


def only_line(customer: Customer) -> CustomerLine:
    return lines([customer.pk], today=TODAY)[0]


def version_of(customer: Customer, state: str, user: User, **about: object) -> Version:
    frozen = {} if state == "draft" else {"digest": "d" * 64, "proposed_at": NOW, "proposed_by": user}
    if state == "agreed":
        frozen["agreed_at"] = NOW
    return Version.objects.create(customer=customer, number=1, state=state, created_at=NOW, **frozen, **about)


def test_staff_see_their_customers_only(cast: Cast, sign_in: SignIn) -> None:
    url = f"/providers/{cast.provider.slug}/customers/"

    everyone = sign_in(cast.provider_lead).get(url).content.decode()
    limited = sign_in(cast.limited_lead).get(url).content.decode()

    assert "Harbour Roast" in everyone
    assert "Bosun Yard" not in everyone
    assert "Tidewell Lettings" in limited
    assert "Harbour Roast" not in limited


def test_archived_customers_are_gone(cast: Cast, sign_in: SignIn) -> None:
    Customer.objects.filter(pk=cast.customer.pk).update(archived_at=NOW)

    page = sign_in(cast.provider_lead).get(f"/providers/{cast.provider.slug}/customers/").content.decode()

    assert "Harbour Roast" not in page


def test_agreement_follows_the_versions(cast: Cast) -> None:
    assert only_line(cast.customer).agreement == Agreement.NONE
    draft = version_of(cast.customer, "draft", cast.provider_lead)
    assert only_line(cast.customer).agreement == Agreement.DRAFT
    draft.delete()
    proposed = version_of(cast.customer, "proposed", cast.provider_lead, sign_by=TODAY + timedelta(days=3))
    assert only_line(cast.customer).agreement == Agreement.WITH_CUSTOMER
    Version.objects.filter(pk=proposed.pk).update(sign_by=TODAY - timedelta(days=1))
    assert only_line(cast.customer).agreement == Agreement.LATE
    Signature.objects.create(
        version=proposed,
        side="customer",
        signed_by=cast.customer_owner,
        signed_at=NOW,
        name="A",
        digest="d",
        text_seen="t",
    )
    assert only_line(cast.customer).agreement == Agreement.WITH_US
    Version.objects.filter(pk=proposed.pk).update(state="agreed", agreed_at=NOW)
    assert only_line(cast.customer).agreement == Agreement.SIGNED


def test_open_question_comes_before_everything(cast: Cast) -> None:
    version = version_of(cast.customer, "proposed", cast.provider_lead)
    row = Row.objects.create(version=version, code="A-1", domain="monitoring", title="Watch")
    Question.objects.create(
        customer=cast.customer, row=row, line=row.line, asked_at=NOW, asked_by=cast.customer_owner, waits_for="provider"
    )

    assert only_line(cast.customer).agreement == Agreement.QUESTIONS


def test_unchecked_is_never_shown_as_none(cast: Cast, sign_in: SignIn) -> None:
    Watch.objects.create(customer=cast.other_customer)

    page = sign_in(cast.provider_lead).get(f"/providers/{cast.provider.slug}/customers/").content.decode()

    assert page.count("Not checked yet") == 1
    assert page.count("None open") == 1


def test_cover_ends_with_the_last_cyber_policy_that_is_known(cast: Cast) -> None:
    assert only_line(cast.customer).cover_ends_on is None
    make_policy(cast.customer, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    make_policy(cast.customer, kind="crime", ends_on=date(2027, 12, 31))
    make_policy(cast.other_customer, ends_on=date(2027, 6, 30))
    make_policy(cast.provider, ends_on=date(2027, 6, 30))
    line = only_line(cast.customer)
    assert (line.cover_ends_on, line.cover_tone) == (date(2025, 12, 31), "alarm")

    make_policy(cast.customer)

    line = only_line(cast.customer)
    assert (line.cover_ends_on, line.cover_left, line.cover_tone) == (date(2026, 12, 31), "38 days left", "care")


def test_reviews_are_those_of_jobs_in_the_matrix(cast: Cast) -> None:
    late = TODAY - timedelta(days=3)
    make_due(cast.customer, due_on=late)
    make_due(cast.customer, due_on=TODAY + timedelta(days=9))
    make_due(cast.customer, due_on=late, kind="finding")
    make_due(cast.customer, due_on=TODAY + timedelta(days=2), kind="finding")

    (line,) = lines([cast.customer.pk], today=TODAY)
    figures = totals(cast.actor(cast.provider_lead, provider=cast.provider), today=TODAY, soon=TODAY)

    assert (line.overdue_reviews, line.next_review_on) == (1, TODAY + timedelta(days=9))
    assert figures.overdue_reviews == 1


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "Harbour Roast"),
        ("agreement", "Harbour Roast"),
        ("-agreement", "Tidewell Lettings"),
        ("-name", "Tidewell Lettings"),
        ("findings", "Tidewell Lettings"),
        ("notice", "Harbour Roast"),
        ("cover", "Harbour Roast"),
        ("-cover", "Harbour Roast"),  # what nobody knows comes last either way
    ],
)
def test_sorting(cast: Cast, sort: str, first: str) -> None:
    Watch.objects.create(customer=cast.other_customer, high=3)
    version_of(cast.customer, "proposed", cast.provider_lead, sign_by=TODAY)
    make_policy(cast.customer)
    Due.objects.create(
        provider=cast.provider,
        customer=cast.customer,
        kind="notice",
        subject_id=cast.customer.pk,
        owed_by="both",
        title="Notice",
        path="/",
        due_on=TODAY + timedelta(days=5),
        armed_on=TODAY,
    )
    customers = Customer.objects.filter(provider=cast.provider)

    assert sorted_by(customers, sort, today=TODAY).first().name == first


def test_filters_and_search(cast: Cast, sign_in: SignIn) -> None:
    Watch.objects.create(customer=cast.other_customer, high=3)
    url = f"/providers/{cast.provider.slug}/customers/"
    browser = sign_in(cast.provider_lead)

    by_findings = browser.get(url, {"findings": "high"}).content.decode()
    by_words = browser.get(url, {"q": "harbour"}).content.decode()
    by_nothing = browser.get(url, {"q": "nobody has this name"}).content.decode()

    assert "Tidewell Lettings</a>" in by_findings
    assert "Harbour Roast</a>" not in by_findings
    assert "Harbour Roast</a>" in by_words
    assert "No customer fits" in by_nothing


def test_export_holds_what_is_shown_and_escapes_formulas(cast: Cast, sign_in: SignIn) -> None:
    Customer.objects.filter(pk=cast.customer.pk).update(name="=HYPERLINK(1)")
    url = f"/providers/{cast.provider.slug}/customers/export.csv"

    answer = sign_in(cast.provider_lead).get(url, {"q": "hyperlink"})

    assert answer["Content-Type"].startswith("text/csv")
    assert b"'=HYPERLINK(1)" in answer.content
    assert b"Tidewell" not in answer.content


def test_workbook_export_opens(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.provider_lead).get(f"/providers/{cast.provider.slug}/customers/export.xlsx")

    assert answer.content.startswith(b"PK")


def test_totals_count_everybody(db: None) -> None:
    provider = seed(customers=8, rows=4, at=timezone.now(), password="x")
    found = find_actor(provider.memberships.get().user, provider_slug=provider.slug, customer_slug=None)
    assert found is not None

    figures = totals(
        found[0],
        today=timezone.localdate(),
        soon=timezone.localdate() + timedelta(days=30),
    )

    assert figures.customers == 8
    assert figures.signed == 4
    assert figures.waiting == 2


def test_export_menu_follows_a_filter_without_a_page_load(cast: Cast, sign_in: SignIn) -> None:
    url = f"/providers/{cast.provider.slug}/customers/"

    fragment = sign_in(cast.provider_lead).get(url, {"q": "harbour"}, headers={"HX-Request": "true"}).content.decode()

    assert 'hx-swap-oob="true"' in fragment
    assert "export.csv?q=harbour" in fragment
