"""A gap whose facts are gone is not called fixed, on no page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from audit.models import Event
from contracts.gaps.promises import Asked, Insured, check_clauses
from core.checks import Found, Severity
from findings.actions import refresh_findings
from findings.models import Finding
from findings.queries.lists import SHOWN, lines_of
from findings.queries.story import story_of
from tests.cast import NOW, Cast
from tests.findings.test_refresh import finds

LATER = NOW + timedelta(hours=1)


def test_a_gap_whose_facts_are_gone_is_lost_and_not_fixed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def gap(check: str, subject: str, *, is_unknown: bool = False) -> Found:
        return Found(check, Severity.HIGH, subject, "Thing", "It is so.", "Mend it.", is_unknown=is_unknown)

    finds(monkeypatch, *(gap(check, "row:1") for check in ("C-01", "C-04", "C-05")), gap("C-05", "row:2"))
    refresh_findings(customer=cast.customer, at=NOW)
    finds(monkeypatch, gap("C-04", "row:1", is_unknown=True), gap("C-05", "list:1", is_unknown=True))
    refresh_findings(customer=cast.customer, at=LATER)

    gone = Finding.objects.filter(closed_at=LATER, is_unknown=False)
    assert sorted(gone.filter(is_lost=True).values_list("check_id", flat=True)) == ["C-04", "C-05", "C-05"]
    assert gone.get(is_lost=False).check_id == "C-01"
    assert (
        Event.objects.order_by("sequence").last().says.endswith("saw 1 gap closed, could not tell of 3 gaps any more")
    )


def test_a_gap_that_is_fixed_beside_one_of_its_kind_that_cannot_be_told_is_fixed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [Found("C-14", Severity.HIGH, f"condition:{n}", "MFA", "Not met.", "Fix it.") for n in (1, 2)]
    finds(monkeypatch, *known)
    refresh_findings(customer=cast.customer, at=NOW)
    finds(monkeypatch, replace(known[1], is_unknown=True))
    refresh_findings(customer=cast.customer, at=LATER)

    assert Finding.objects.get(subject="condition:1").is_lost is False
    assert Finding.objects.get(subject="condition:2", is_unknown=False).is_lost is True


def test_a_clause_is_not_amended_by_the_end_of_the_policy(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = Insured(pk="1", per_claim=Decimal(10), claims_made=True, allows_waiver=None)
    asked = Asked(
        key="1", reference="MSA-1", path="/", minimum=None, occurrence=True, waiver=False, waives_customers=False,
        customer_allows=None, in_pounds=True, insured=policy,
    )  # fmt: skip
    for at, each in ((NOW, asked), (LATER, replace(asked, insured=None))):
        finds(monkeypatch, *(told.found for told in check_clauses([each], "Fairlead IT", "Harbour Roast")))
        refresh_findings(customer=cast.customer, at=at)

    assert Finding.objects.get(closed_at=LATER).is_lost


def test_what_is_lost_is_told_in_words_and_not_under_fixed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, sign_in: Callable[[User], Client]
) -> None:
    known = Found("C-14", Severity.HIGH, "condition:1", "MFA", "Not met.", "Fix it.")
    finds(monkeypatch, known)
    refresh_findings(customer=cast.customer, at=NOW)
    finds(monkeypatch, replace(known, is_unknown=True))
    refresh_findings(customer=cast.customer, at=LATER)

    lost = Finding.objects.select_related("customer__provider").get(is_unknown=False)
    reader = cast.actor(cast.provider_lead)
    assert not Finding.objects.filter(SHOWN["closed"]).exists()
    assert lines_of([lost], reader, LATER.date())[0].when.startswith("Cannot be told since")
    told = [event.words for event in story_of(lost, reader, LATER.date()).events]
    assert "Facts are missing now: it cannot be told any more." in told
    page = sign_in(cast.provider_lead).get(lost.get_absolute_url()).content.decode()
    assert "Cannot be told</span>" in page
    assert "Fixed</span>" not in page
