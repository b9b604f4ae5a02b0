"""C-35 and C-36: each finds, passes, and says when it cannot know."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.gaps.papers import DataFacts, Renewing, check_data, check_renewing

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
RENEWING = Renewing(
    key="1", reference="MSA-1", path="/c/", notice_by=TODAY + 30 * DAY, send_by=TODAY + 29 * DAY
)  # fmt: skip
DATA = DataFacts(
    customer_id="c", provider="Fairlead IT", customer="Harbour Roast", touching=("Managed backup",), unknown=(),
    has_signed_agreement=True, notice_hours=24, path="/c/",
)  # fmt: skip


def renewing(contract: Renewing) -> list[tuple[str, bool, str]]:
    return [(str(each.severity), each.is_unknown, each.message) for each in check_renewing([contract], TODAY)]


def data(**about: object) -> list[tuple[str, bool, str]]:
    facts = replace(DATA, **about)  # type: ignore[arg-type]  # each fits its field
    return [(str(each.severity), each.is_unknown, each.message) for each in check_data(facts)]


# C-35


def test_a_contract_whose_notice_is_near_is_found() -> None:
    assert renewing(RENEWING) == [("high", False, "It renews unless you write by Tue 22 Dec 2026.")]
    [found] = check_renewing([RENEWING], TODAY)
    assert found.in_names().message == "MSA-1 renews unless somebody writes by Tue 22 Dec 2026."


def test_once_sending_is_too_late_the_last_day_to_receive_it_is_told() -> None:
    near = replace(RENEWING, notice_by=TODAY, send_by=TODAY - DAY)

    assert renewing(near)[0][2] == "It renews unless you write by Mon 23 Nov 2026."


@pytest.mark.parametrize("days", [-1, 31])
def test_what_is_further_off_or_gone_passes(days: int) -> None:
    assert renewing(replace(RENEWING, notice_by=TODAY + days * DAY)) == []


def test_without_a_notice_period_nobody_knows() -> None:
    assert renewing(replace(RENEWING, notice_by=None, send_by=None)) == [
        ("high", True, "MSA-1 renews by itself; by when to write is not recorded.")
    ]


# C-36


def test_no_signed_agreement_while_a_service_touches_personal_data_is_found() -> None:
    assert data(has_signed_agreement=False) == [("medium", False, "No agreement about your customers’ data.")]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (24, []),
        (25, [("medium", False, "Fairlead IT may take 25 hours to tell you of a breach.")]),
        (72, [("medium", False, "Fairlead IT may take 72 hours to tell you of a breach.")]),
        (73, [("high", False, "Fairlead IT may take 73 hours to tell you of a breach.")]),
        (None, [("high", False, "Nothing says how soon Fairlead IT tells you of a breach.")]),
    ],
)
def test_how_soon_the_customer_is_told(hours: int | None, expected: list[tuple[str, bool, str]]) -> None:
    assert data(notice_hours=hours) == expected


def test_services_that_touch_none_need_no_agreement() -> None:
    assert data(touching=(), has_signed_agreement=False, notice_hours=None) == []


def test_as_long_as_nobody_said_which_services_touch_it_nobody_knows() -> None:
    assert data(touching=(), unknown=("Managed backup",), has_signed_agreement=False) == [
        ("medium", True, "Whether these services touch personal data is not recorded: Managed backup.")
    ]
