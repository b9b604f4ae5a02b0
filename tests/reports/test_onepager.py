"""“Who would pay?” on paper: frozen for one side, printed by a job, kept, checked again on download."""

from collections.abc import Callable
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import User
from background.runner import drain
from contracts.models import LossScenario
from reports.models import OnePager, PackState, PageKind
from tests.cast import NOW, Cast
from tests.factories.reports import make_one_pager
from tests.factories.scenarios import TILLS, make_shared, make_terms, make_what_if

SignIn = Callable[[User], Client]


@pytest.fixture
def tills(cast: Cast) -> LossScenario:
    make_terms(cast.customer)
    row = make_shared(cast.customer, by=cast.provider_lead, **TILLS)
    make_what_if(row, name="Without it", changes={"without_sections": ["Dependent system failure"]})
    return row


def ask(browser: Client, cast: Cast, row: LossScenario) -> OnePager:
    url = reverse("reports:one-pager-ask", kwargs={"customer_slug": cast.customer.slug, "pk": row.pk})
    with time_machine.travel(NOW, tick=False):
        assert browser.post(url).status_code == 302
        drain()
    return OnePager.objects.latest("asked_at")


def words(browser: Client, cast: Cast, page: OnePager) -> str:
    url = reverse("reports:one-pager-download", kwargs={"customer_slug": cast.customer.slug, "pk": page.pk})
    answer = browser.get(url)
    assert answer.headers["Content-Type"] == "application/pdf"
    pdf = PdfReader(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file is streamed
    return " ".join(" ".join(part.extract_text() for part in pdf.pages).split())


def test_customer_prints_the_answer_without_the_providers_insurer(
    cast: Cast, sign_in: SignIn, tills: LossScenario
) -> None:
    browser = sign_in(cast.customer_owner)

    page = ask(browser, cast, tills)
    said = words(browser, cast, page)

    assert (page.state, page.pages) == (PackState.READY, 1)
    assert "As of 23 Nov 2026, 09:30" in said
    assert "Clause 11.4" in said
    assert "Of £13,000, £5,060 stays with you." in said
    assert "£12,760" in said
    assert "depends on its means" in said
    assert "Fairlead IT and its insurer" in said
    assert "Fairlead IT’s insurer" not in page.html
    assert "Fairlead IT’s insurer" not in said
    assert "Albion" not in page.html


def test_what_fits_on_no_sheet_is_set_loosely_on_several(cast: Cast, sign_in: SignIn, tills: LossScenario) -> None:
    tills.story = "And then something else broke too.\n" * 50
    tills.save()
    for number in range(25):
        make_what_if(tills, name=f"If the limit were £{number},000", changes={"general_cap": f"{number}000"})

    page = ask(sign_in(cast.customer_owner), cast, tills)

    assert page.pages > 1
    assert "If the limit were £24,000" in words(sign_in(cast.customer_owner), cast, page)


def test_staff_print_both(cast: Cast, sign_in: SignIn, tills: LossScenario) -> None:
    browser = sign_in(cast.provider_lead)

    page = ask(browser, cast, tills)

    assert "Fairlead IT’s insurer" in words(browser, cast, page)


def test_what_one_side_printed_the_other_does_not_get(cast: Cast, sign_in: SignIn) -> None:
    page = make_one_pager(cast.customer, by=cast.provider_lead)

    assert sign_in(cast.customer_owner).get(page.get_absolute_url()).status_code == 404


def test_while_it_is_made_the_page_looks_again(cast: Cast, sign_in: SignIn) -> None:
    page = make_one_pager(cast.customer, by=cast.provider_lead, state=PackState.QUEUED)
    browser = sign_in(cast.provider_lead)

    assert "The page is being set" in browser.get(page.get_absolute_url()).content.decode()
    fragment = browser.get(page.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert fragment.startswith("<section")
    assert browser.get(f"{page.get_absolute_url()}download/").status_code == 409


def test_a_file_that_was_altered_is_not_handed_out(cast: Cast, sign_in: SignIn) -> None:
    page = make_one_pager(cast.customer, by=cast.provider_lead, sha256="0" * 64)

    assert sign_in(cast.provider_lead).get(f"{page.get_absolute_url()}download/").status_code == 409


def test_facts_that_do_not_fit_are_said(cast: Cast, sign_in: SignIn) -> None:
    row = make_shared(cast.customer, by=cast.provider_lead, waiting={"EXTRA_EXPENSE": "5"})
    url = reverse("reports:one-pager-ask", kwargs={"customer_slug": cast.customer.slug, "pk": row.pk})

    page = sign_in(cast.provider_lead).post(url, follow=True).content.decode()

    assert "These facts do not fit together: This is more than the loss" in page
    assert not OnePager.objects.exists()


def test_what_cannot_be_printed_says_why(
    cast: Cast, sign_in: SignIn, tills: LossScenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports import tasks

    def fail(html: str) -> None:
        raise tasks.RenderFailed("It took too long.")

    monkeypatch.setitem(tasks.PRINTERS, PageKind.WHO_PAYS, fail)
    browser = sign_in(cast.provider_lead)

    page = ask(browser, cast, tills)

    assert "It took too long." in browser.get(page.get_absolute_url()).content.decode()
