"""The page on which a customer reads a version: what it shows, to whom, and in how many queries."""

from itertools import cycle
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from contracts.models import Contract
from responsibilities.actions.questions import ask_question
from responsibilities.models import Question, Version
from tests.cast import NOW, Cast
from tests.factories.contracts import make_clause, make_contract
from tests.factories.responsibilities import make_version, sign
from tests.responsibilities.review_pages import GAP, HTMX, address, link_to, page_of, proposed, row_address, text_of


class TestReading:
    def test_jobs_in_plain_words_with_both_parts(self, cast: Cast, owner: Client) -> None:
        page = text_of(page_of(owner, proposed(cast, [{"title": "Spot odd sign-ins", "code": "DET-03"}])))

        assert "Spot odd sign-ins" in page
        assert "Fairlead IT Tom Hallett Watches it and acts on alerts." in page
        assert "You Amara Osei Says when something changes." in page
        assert "DET-03" in page
        assert "0 of 1 agreed" in page

    def test_a_search_keeps_the_jobs_that_hold_all_its_words(self, cast: Cast, owner: Client) -> None:
        rows = [{"title": "Prove that backups can be restored", "code": "BAK-03"}, {"title": "Spot odd sign-ins"}]
        version = proposed(cast, rows)

        assert "Spot odd sign-ins" not in text_of(page_of(owner, version, "?q=RESTORED+backups"))
        assert "Prove that backups" in text_of(page_of(owner, version, "?q=RESTORED+backups"))
        assert "No job of this version fits “kettle”: try fewer words." in text_of(page_of(owner, version, "?q=kettle"))

    def test_its_file_holds_what_the_page_shows(self, cast: Cast, owner: Client) -> None:
        version = proposed(
            cast, [{"title": "Prove that backups can be restored"}, {"title": "Spot odd sign-ins"} | GAP]
        )
        file = address("version-export", version, "csv")

        searched = page_of(owner, version, "?q=backups")
        nobodys = page_of(owner, version, "?show=nobody")

        assert f"{file}?show=&amp;q=backups" in searched
        assert f"{file}?show=nobody&amp;q=" in nobodys
        assert "odd sign-ins" not in owner.get(f"{file}?show=&q=backups").content.decode()
        assert "backups" not in owner.get(f"{file}?show=nobody&q=").content.decode()
        assert owner.get(f"{file}?show=&q=").content == owner.get(file).content

    def test_the_matrix_page_of_a_customer_is_this_page(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast)

        response = owner.get(reverse("responsibilities:matrix", args=[cast.customer.slug]))

        assert "Nothing is binding until you and Fairlead IT" in response.content.decode()
        assert str(version.number) in text_of(response.content.decode())

    def test_words_that_changed_are_struck_and_underlined(self, cast: Cast, owner: Client) -> None:
        before = make_version(cast.customer, "agreed", by=cast.provider_lead, rows=1)
        row = before.rows.get()
        after = {"line": row.line, "code": row.code, "title": row.title, "position": row.position}
        version = proposed(cast, [after | {"provider_duty": "Watches it day and night and acts on alerts."}])

        page = page_of(owner, version)

        assert "Changed since version 1" in page
        assert "<ins>day and night and</ins>" in page or "<ins>day and night</ins>" in page
        assert 'class="job job--changed"' in page

    def test_a_changed_owner_is_shown_by_both_marks(self, cast: Cast, owner: Client) -> None:
        before = make_version(cast.customer, "agreed", by=cast.provider_lead, rows=[{"ownership": "provider"}])
        row = before.rows.get()
        version = proposed(cast, [{"line": row.line, "code": row.code, "title": row.title, "position": row.position}])

        assert "was Fairlead IT now Shared" in text_of(page_of(owner, version))

    def test_a_clause_is_a_link_only_when_its_contract_is_published(self, cast: Cast, owner: Client) -> None:
        contract = make_contract(cast.customer, reference="MSA-7")
        clause = make_clause(contract, "3.2")
        version = proposed(cast, [{"clause": clause}])
        link = f"../../../../clauses/{clause.pk}/"
        assert link in page_of(owner, version)

        Contract.objects.update(published_at=None)

        page = page_of(owner, version)
        assert link not in page
        assert "MSA-7, clause 3.2" in page

    def test_internal_notes_and_imported_facts_stay_inside(self, cast: Cast, owner: Client) -> None:
        contract = make_contract(cast.customer, internal_note="They haggle.")
        version = proposed(cast, [{"clause": make_clause(contract), "facts": {"status": "Margin 40 %"}}])

        page = page_of(owner, version)

        assert "They haggle." not in page
        assert "Margin 40" not in page

    def test_markup_in_a_job_is_only_text(self, cast: Cast, owner: Client) -> None:
        page = page_of(owner, proposed(cast, [{"title": "<script>alert(1)</script>"}]))

        assert "<script>alert(1)" not in page

    def test_tabs_count_what_they_show(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast, [{}, {}, {"title": "Asked about"}, GAP])
        ask_question(row=version.rows.get(title="Asked about"), text="Why?", by=cast.actor(cast.customer_owner), at=NOW)

        page = text_of(page_of(owner, version))

        assert "Everything 4 To read 2 Changed 0 Your questions 1 Nobody’s yet 1" in page

    @pytest.mark.parametrize(("show", "title"), [("questions", "Asked about"), ("nobody", "A gap"), ("to-read", "Job")])
    def test_a_tab_shows_only_its_jobs(self, cast: Cast, owner: Client, show: str, title: str) -> None:
        titles = {"Job": {}, "Asked about": {}, "A gap": GAP}
        version = proposed(cast, [{"title": name} | about for name, about in titles.items()])
        ask_question(row=version.rows.get(title="Asked about"), text="Why?", by=cast.actor(cast.customer_owner), at=NOW)

        page = page_of(owner, version, f"?show={show}")

        assert [name for name in titles if f">{name}</h3>" in page] == [title]

    def test_an_empty_tab_says_what_to_do(self, cast: Cast, owner: Client) -> None:
        assert "No job of this version fits." in page_of(owner, proposed(cast), "?show=changed")

    def test_an_unknown_tab_shows_everything(self, cast: Cast, owner: Client) -> None:
        assert "0 of 3 agreed" in text_of(page_of(owner, proposed(cast), "?show=bogus"))

    def test_a_settled_part_is_folded(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast, [{}, {"domain": "Data backup"}])
        version.rows.filter(domain="Monitoring").update(agreed_at=NOW, agreed_by=cast.customer_owner)

        page = text_of(page_of(owner, version))

        assert "All 1 agreed" in page
        assert "0 of 1 agreed" in page

    def test_a_draft_is_not_there_for_the_customer(self, cast: Cast, owner: Client) -> None:
        assert owner.get(address("review", make_version(cast.customer))).status_code == 404


class TestButtons:
    def test_the_sign_button_waits_and_says_why(self, cast: Cast, owner: Client) -> None:
        page = page_of(owner, proposed(cast, [{}, GAP]))

        assert 'aria-disabled="true" aria-describedby="why-not"' in page
        assert "You can sign once each job is agreed and the one that is nobody’s has an owner" in page

    def test_the_sign_button_opens_once_everything_is_settled(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast)
        version.rows.update(agreed_at=NOW, agreed_by=cast.customer_owner)

        page = page_of(owner, version)

        assert address("sign", version) in page
        assert "aria-disabled" not in page

    @pytest.mark.parametrize("person", ["customer_reader", "provider_auditor"])
    def test_readers_have_no_buttons_of_others(self, cast: Cast, sign_in, person: str) -> None:
        version = proposed(cast, [{}, GAP])

        page = page_of(sign_in(getattr(cast, person)), version)

        for name in ("row-agree", "row-ask", "row-suggest", "row-accept-risk"):
            assert not any(link_to(name, row) in page for row in version.rows.select_related("version__customer"))
        assert address("sign", version) not in page

    def test_contributors_ask_but_do_not_agree(self, cast: Cast, sign_in) -> None:
        version = proposed(cast, 1)
        row = version.rows.get()

        page = page_of(sign_in(cast.customer_contributor), version)

        assert f'href="{link_to("row-ask", row)}"' in page
        assert link_to("row-agree", row) not in page
        assert "An owner of Harbour Roast signs for you." in page

    def test_staff_read_it_as_the_customer_does(self, cast: Cast, sign_in) -> None:
        page = page_of(sign_in(cast.provider_lead), proposed(cast))

        assert "You read this as Harbour Roast does." in page
        assert "Agree</button>" not in page

    def test_an_agreed_version_is_read_without_a_sign_bar(self, cast: Cast, owner: Client) -> None:
        page = page_of(owner, make_version(cast.customer, "agreed", by=cast.provider_lead))

        assert 'id="signbar"' not in page
        assert "In force since" in page

    @pytest.mark.parametrize(("state", "says"), [("withdrawn", "Withdrawn on"), ("superseded", "In force from")])
    def test_a_version_of_the_past_says_so(self, cast: Cast, owner: Client, state: str, says: str) -> None:
        page = page_of(owner, make_version(cast.customer, state, by=cast.provider_lead))

        assert says in page
        assert "Ask a question" not in page

    def test_after_signing_nothing_is_taken_back(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast)
        version.rows.update(agreed_at=NOW, agreed_by=cast.customer_owner)
        sign(version, "customer", cast.customer_owner)

        page = page_of(owner, version)

        assert "Undo" not in page
        assert "Your side has signed." in page


class TestSize:
    @pytest.mark.parametrize("rows", [5, 600])
    def test_queries_do_not_grow_with_rows(
        self, cast: Cast, owner: Client, rows: int, django_assert_max_num_queries
    ) -> None:
        before = make_version(cast.customer, "agreed", by=cast.provider_lead, rows=[_numbered(n) for n in range(rows)])
        lines = dict(before.rows.values_list("code", "line"))
        version = proposed(cast, [_numbered(n) | {"line": lines[f"C-{n}"], "title": "New"} for n in range(rows)])
        _ask_about_some(cast.customer_owner, version)
        page_of(owner, version)

        with django_assert_max_num_queries(12):
            page_of(owner, version)

    @pytest.mark.parametrize("state", ["proposed", "agreed"])
    def test_sixty_rows_are_at_most_60_kilobytes(self, cast: Cast, owner: Client, state: str) -> None:
        clause = make_clause(make_contract(cast.customer, reference="MSA-7"))
        kinds = cycle(["shared", "provider", "customer", "provider", "shared", "third_party", "customer", "undecided"])
        rows = [_in_words(n) | {"ownership": kind, "clause": clause} for n, kind in zip(range(60), kinds, strict=False)]
        version = make_version(cast.customer, state, by=cast.provider_lead, rows=rows)

        for url in (address("review", version), reverse("responsibilities:matrix", args=[cast.customer.slug])):
            answer = owner.get(url)
            assert answer.text.count("<article") >= 40
            assert len(answer.content) <= 60_000

    def test_links_fit_the_page_on_which_they_stand(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast, 1)
        row = version.rows.get()
        matrix = reverse("responsibilities:matrix", args=[cast.customer.slug])
        come_from = HTMX | {"HX-Current-URL": f"http://testserver{matrix}"}

        assert f'formaction="rows/{row.pk}/agree/"' in owner.get(matrix).text
        assert f'formaction="../../../rows/{row.pk}/agree/"' in page_of(owner, version)
        assert (
            f'formaction="rows/{row.pk}/take-back/"'
            in owner.post(row_address("row-agree", row), headers=come_from).text
        )

    def test_a_long_list_sends_closed_parts_later(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast, [_numbered(n) for n in range(200)])

        page = page_of(owner, version)
        part = owner.get(address("part", version, "part-9"), headers=HTMX).content.decode()

        assert page.count("<article") <= 120
        assert address("part", version, "part-9") in page
        assert part.count("<article") == 20

    def test_without_script_a_closed_part_opens_by_its_link(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast, [_numbered(n) for n in range(200)])

        page = page_of(owner, version, "?open=part-9")

        assert '<section class="domain" id="part-9"' in page


def _in_words(number: int) -> dict[str, Any]:
    return {
        "code": f"JOB-{number:03}",
        "domain": f"Part {number // 10}",
        "position": number,
        "title": f"Do job number {number} and show that it was done",
        "description": "In plain words, what this job is for and what goes wrong when nobody does it.",
    }


def _numbered(number: int) -> dict[str, Any]:
    return {"code": f"C-{number}", "domain": f"Part {number // 20}", "position": number}


def _ask_about_some(user: User, version: Version) -> None:
    from responsibilities.models import Message

    for row in version.rows.all()[:5]:
        question = Question.objects.create(
            customer=version.customer, row=row, line=row.line, asked_at=NOW, asked_by=user, waits_for="provider"
        )
        Message.objects.create(question=question, side="customer", said_by=user, said_at=NOW, text="Why?")
