"""What the customer does on the review page: agree, take back, accept a risk, ask."""

from django.test import Client

from responsibilities.actions.questions import answer_question, ask_question, close_question
from responsibilities.models import Question
from tests.cast import NOW, Cast
from tests.responsibilities.review_pages import GAP, HTMX, address, page_of, proposed, row_address, text_of


class TestAgreeing:
    def test_htmx_gets_the_row_and_what_hangs_on_it(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, 2).rows.order_by("position").first()

        answer = owner.post(row_address("row-agree", row), headers=HTMX).content.decode()

        assert 'class="job job--agreed"' in answer
        assert "1 of 2 agreed" in answer
        assert answer.count("<article") == 1
        assert 'id="signbar"' in answer
        assert 'hx-swap-oob="true"' in answer

    def test_without_script_the_page_comes_back_to_the_row(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast, [{"code": "DET-03", "title": "Spot odd sign-ins"}])

        response = owner.post(row_address("row-agree", version.rows.get()), follow=True)

        assert response.redirect_chain[-1][0].endswith("?open=monitoring#det-03")
        assert "Agreed: Spot odd sign-ins." in response.content.decode()

    def test_a_double_click_is_harmless(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, 1).rows.get()

        answers = [owner.post(row_address("row-agree", row), headers=HTMX).status_code for _ in range(2)]

        assert answers == [200, 200]

    def test_a_refusal_leaves_the_row_and_says_why(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, [GAP]).rows.get()

        response = owner.post(row_address("row-agree", row), headers=HTMX)

        assert response.status_code == 403
        assert response["HX-Retarget"]  # a notice, not the row
        assert "Nobody does this yet" in response.content.decode()
        assert "<html" not in response.content.decode()

    def test_the_rest_of_a_part_is_offered_with_a_question_first(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast)
        assert "Agree the other 3 in this part" in text_of(page_of(owner, version))

        response = owner.post(address("part-agree", version, "monitoring"), follow=True)

        assert "3 jobs agreed." in response.content.decode()
        assert version.rows.filter(agreed_at=None).count() == 0

    def test_taking_back_shows_the_row_to_be_read_again(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, 1).rows.get()
        owner.post(row_address("row-agree", row))

        answer = owner.post(row_address("row-take-back", row), headers=HTMX).content.decode()

        assert "Agree</button>" in answer
        assert "0 of 1 agreed" in answer

    def test_a_risk_needs_a_reason(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, [GAP]).rows.get()

        response = owner.post(row_address("row-accept-risk", row), {"reason": " "}, headers=HTMX)

        assert response.status_code == 422
        assert "Write a few words first." in response.content.decode()
        assert response["HX-Retarget"] == f"#risk-{row.pk}"

    def test_an_accepted_risk_is_shown_with_its_reason(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, [GAP]).rows.get()

        response = owner.post(row_address("row-accept-risk", row), {"reason": "We close that day."}, headers=HTMX)

        assert "Risk accepted by Amara Osei: We close that day." in text_of(response.content.decode())


class TestAsking:
    def test_the_form_opens_under_the_row_or_on_its_own_page(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, 1).rows.get()

        part = owner.get(row_address("row-ask", row), headers=HTMX).content.decode()
        page = owner.get(row_address("row-ask", row)).content.decode()

        assert part.lstrip().startswith("<form")
        assert "<html" in page

    def test_a_question_appears_on_the_row(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, 1).rows.get()

        answer = owner.post(row_address("row-ask", row), {"text": "Also on Saturdays?"}, headers=HTMX)

        assert "Also on Saturdays?" in answer.content.decode()
        assert "With Fairlead IT" in text_of(answer.content.decode())

    def test_saying_who_should_is_a_question(self, cast: Cast, owner: Client) -> None:
        row = proposed(cast, [GAP]).rows.get()

        owner.post(row_address("row-suggest", row), {"owner": "provider", "text": "You have the keys."})

        message = Question.objects.get().messages.get()
        assert message.text == "We think Fairlead IT should do this. You have the keys."

    def test_an_answered_row_offers_to_settle_it(self, cast: Cast, owner: Client) -> None:
        version = proposed(cast, 1)
        asked = ask_question(row=version.rows.get(), text="When?", by=cast.actor(cast.customer_owner), at=NOW)
        answer_question(question=asked, text="At night.", by=cast.actor(cast.provider_engineer), at=NOW)

        page = page_of(owner, version)

        assert "That settles it: agree" in page
        assert "Priya Nair, Fairlead IT" in page
        assert "Answered" in page

    def test_settled_threads_are_kept_folded(self, cast: Cast, owner: Client) -> None:
        version, by = proposed(cast, 1), cast.actor(cast.customer_owner)
        asked = ask_question(row=version.rows.get(), text="When?", by=by, at=NOW)
        close_question(question=asked, by=by, at=NOW)

        assert "1 question settled" in page_of(owner, version)
