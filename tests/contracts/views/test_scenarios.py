"""The pages of "Who would pay?" as people use them."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries as AssertQueries

from accounts.models import Customer, User
from contracts.models import LossScenario
from contracts.scenarios.starts import STARTS
from contracts.snapshots import token
from tests.cast import Cast
from tests.contracts.views.examples import address, text
from tests.factories.scenarios import TILLS, make_scenario, make_shared, make_terms, make_what_if

SignIn = Callable[[User], Client]
ONE = 7
TRADE = {
    "revenue": "600", "gross_profit": "70", "started_at": "2024-07-19T05:00", "opens": "07:00", "closes": "18:00",
    "kept": "40", "kept_hours": "6",
}  # fmt: skip
TILL_FACTS = TRADE | {
    "name": "A faulty update", "cause": "dependent_system_failure", "duration_hours": "36", "service_credits": "240",
    "head_INCIDENT_RESPONSE": "1,800", "head_EXTRA_EXPENSE": "1400", "head_STOCK_SPOILAGE": "900",
    "head_GOODWILL": "1088", "availability_failure": "on",
}  # fmt: skip


def test_a_form_in_plain_words_gives_the_worked_figures(cast: Cast, owner: Client) -> None:
    make_terms(cast.customer)

    answer = owner.post(f"{address('scenario-add', cast)}?start=vendor-outage", TILL_FACTS, follow=True)

    page = text(answer)
    assert "Of £13,000, <b>£5,060 stays with you.</b> Your insurer pays £7,700" in page
    assert "£1,512" in page
    assert "depends on its means" in page
    assert "Strictly it ranks beside the insurer" in page


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.key)
def test_starting_points_ask_and_invent_no_figures(cast: Cast, owner: Client, start: Any) -> None:
    page = text(owner.get(f"{address('scenario-add', cast)}?start={start.key}"))

    assert start.title in page
    assert f'value="{start.cause}" selected' in page
    for head in start.asks:
        assert f'name="head_{head}"' in page
    assert 'inputmode="decimal" class="textinput form-control" value' not in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"opens": ""}, "This is needed to work lost profit out from the hours."),
        ({"head_LOST_GROSS_PROFIT": "5"}, "Either write the lost profit, or have it worked out"),
        ({"waiting_extra": "2000"}, "This is more than the loss under EXTRA_EXPENSE itself."),
        ({"often_low": "1"}, "Write all three"),
        ({"often_low": "2", "often_mode": "1", "often_high": "3"}, "must not fall"),
        ({"head_GOODWILL": "lots"}, "Write a number"),
        ({"started_at": "9999-12-31T23:00"}, "between 1900 and 2199"),
        ({"started_at": "0001-01-01T00:00"}, "between 1900 and 2199"),
    ],
)
def test_bad_facts_get_a_sentence(cast: Cast, owner: Client, wrong: dict[str, str], sentence: str) -> None:
    answer = owner.post(address("scenario-add", cast), TILL_FACTS | wrong)

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not LossScenario.objects.exists()


def test_user_text_never_becomes_markup(cast: Cast, owner: Client) -> None:
    page = text(
        owner.post(address("scenario-add", cast), TILL_FACTS | {"name": "<b>x</b>", "story": "<i>y</i>"}, follow=True)
    )

    assert "<b>x</b>" not in page
    assert "<i>y</i>" not in page


def test_facts_are_shown_again_and_changed(cast: Cast, owner: Client, tills: LossScenario) -> None:
    url = address("scenario-edit", cast, pk=tills.pk)
    page = text(owner.get(url))
    assert 'value="2024-07-19T05:00"' in page
    assert 'value="0.4' not in page

    owner.post(url, TILL_FACTS | {"edited": token(tills), "name": "Half a day", "kept": ""})

    tills.refresh_from_db()
    assert (tills.name, tills.trade["kept"]) == ("Half a day", "0")


def test_saving_what_was_shown_changes_nothing(cast: Cast, owner: Client, tills: LossScenario) -> None:
    form = owner.get(address("scenario-edit", cast, pk=tills.pk)).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, "", False)}
    sent |= {name: form[name].value().strftime("%H:%M") for name in ("opens", "closes")}

    answer = owner.post(address("scenario-edit", cast, pk=tills.pk), sent)

    assert answer.status_code == 302
    before = {name: getattr(tills, name) for name in ("trade", "duration_hours", "msp_share")}
    tills.refresh_from_db()
    assert {name: getattr(tills, name) for name in before} == before | {"trade": tills.trade}
    assert tills.trade["kept_hours"] == "6"


def test_another_writer_is_told(cast: Cast, owner: Client, tills: LossScenario) -> None:
    answer = owner.post(address("scenario-edit", cast, pk=tills.pk), TILL_FACTS | {"edited": "older", "name": "Mine"})

    assert answer.status_code == 409
    assert "A faulty update stops every till" in text(answer)


def test_amounts_of_a_table_have_one_form(cast: Cast, owner: Client, tills: LossScenario) -> None:
    nothing = '<span class="muted">{}</span>'

    assert nothing.format("£0") in text(owner.get(tills.get_absolute_url()))
    assert "£1,800<" in text(owner.get(tills.get_absolute_url()))
    LossScenario.objects.update(heads=tills.heads | {"STOCK_SPOILAGE": "410.55"})
    page = text(owner.get(tills.get_absolute_url()))

    for words in ("£1,800.00<", "£410.55<", "− £240.00<", "− £7,700.00</text>", nothing.format("£0.00")):
        assert words in page
    assert nothing.format("£0") not in page
    assert "£12,510.55<" in text(owner.get(address("scenario-list", cast)))


def test_names_and_reasons_are_text_in_legends_and_hints(cast: Cast, sign_in: SignIn, tills: LossScenario) -> None:
    Customer.objects.filter(pk=cast.customer.pk).update(name="<i>{{ request.user.email }}</i>{% now 'Y' %}")
    why = ["<img src=x>: somebody.", "{{ request.user.email }}"]
    facts = TILLS | {"suggested": {"msp_share": {"value": "0.5", "why": why}}}
    own = make_scenario(cast.customer, by=cast.provider_lead, **facts)
    lead = sign_in(cast.provider_lead)

    what_if, edit = (text(lead.get(address(name, cast, pk=own.pk))) for name in ("what-if-add", "scenario-edit"))

    assert "&lt;i&gt;&#123;&#123; request.user.email }}&lt;/i&gt;&#123;% now" in what_if
    assert "&lt;img src=x&gt;: somebody. {{ request.user.email }}" in edit
    for page in (what_if, edit):
        assert "<img src=x" not in page
        assert "<i>" not in page


def test_the_other_side_makes_its_own_copy(cast: Cast, sign_in: SignIn, tills: LossScenario) -> None:
    lead = sign_in(cast.provider_lead)
    assert "Make your own copy" in text(lead.get(tills.get_absolute_url()))

    page = text(lead.get(f"{address('scenario-add', cast)}?copy={tills.pk}"))

    assert 'value="1800"' in page


def test_what_is_shared_is_read_by_readers(cast: Cast, sign_in: SignIn, tills: LossScenario) -> None:
    page = text(sign_in(cast.customer_reader).get(tills.get_absolute_url()))

    assert "£5,060 stays with you." in page
    assert "Change the facts" not in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_holds_what_the_page_shows_and_no_more(
    cast: Cast, owner: Client, sign_in: SignIn, tills: LossScenario, kind: str
) -> None:
    mistake = {"cause": "msp_error", "msp_share": "1", "heads": {"DATA_RESTORATION": "9000"}, "name": "=1+1"}
    row = make_shared(cast.customer, by=cast.provider_lead, **mistake)

    theirs = _cells(owner.get(f"{row.get_absolute_url()}?export={kind}"), kind)
    ours = _cells(sign_in(cast.provider_lead).get(f"{row.get_absolute_url()}?export={kind}"), kind)

    assert "Fairlead IT and its insurer" in theirs
    assert "Fairlead IT’s insurer" not in theirs
    assert "4000" not in theirs
    assert "4000" in ours


def test_print_and_page_hide_the_same(cast: Cast, owner: Client, tills: LossScenario) -> None:
    """What is printed is the page itself: nothing of the provider's policy is in it."""
    page = text(owner.get(tills.get_absolute_url()))

    assert "Albion" not in page
    assert "are shown as one" in page


def test_page_costs_the_same_for_many(
    cast: Cast, owner: Client, tills: LossScenario, django_assert_num_queries: AssertQueries
) -> None:
    owner.get(tills.get_absolute_url())
    for number in range(20):
        make_what_if(tills, name=f"If {number}")

    with django_assert_num_queries(ONE):
        owner.get(tills.get_absolute_url())


def test_facts_that_do_not_fit_say_so(cast: Cast, owner: Client) -> None:
    row = make_shared(cast.customer, by=cast.provider_lead, waiting={"EXTRA_EXPENSE": "5"})

    assert "do not fit together" in text(owner.get(row.get_absolute_url()))
    assert "£1,800" in text(owner.get(address("scenario-list", cast)))


def _cells(answer: Any, kind: str) -> str:
    if kind == "csv":
        return answer.content.decode()
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    return " ".join(str(cell) for row in sheet.values for cell in row)
