"""The pack's pages about advice and actions: through the customer's eyes, as at the cut-off."""

import json
from datetime import date

from advice.enums import Answer
from advice.models import Recommendation
from core.digest import canonical
from reports.frozen import read
from reports.gather import gather_pack
from reports.pack import PackDocument
from reports.render import pack_html
from tests.cast import NOW
from tests.factories.advice import make_action, make_advice, make_decision, make_draft
from tests.reports.conftest import Story, on


def gathered(story: Story) -> PackDocument:
    return gather_pack(story.customer, story.quarter, at=NOW, edition=1)


def given(story: Story, title: str, month: int, **about: object) -> Recommendation:
    return make_advice(story.customer, story.cast.provider_lead, title=title, given_at=on(month, 5), **about)


def test_advice_of_the_quarter_and_what_was_still_open(story: Story) -> None:
    owner = story.cast.customer_owner
    declined = given(story, "Declined in spring", 3)
    make_decision(declined, owner, decided_at=on(4, 1), review_on=date(2026, 12, 1), reason="Too dear.")
    accepted = given(story, "Accepted in spring", 3)
    make_decision(accepted, owner, decided_at=on(4, 1), answer=Answer.ACCEPTED, option=accepted.options.get())
    late = given(story, "Decided after the quarter", 8)
    make_decision(late, owner, decided_at=on(10, 20))
    given(story, "Given after the quarter", 10)
    make_draft(story.customer, story.cast.provider_lead, title="SECRET DRAFT")
    make_advice(story.cast.other_customer, story.cast.provider_lead, title="OTHERS", given_at=on(8, 5))

    found = {each.title: each for each in gathered(story).advice}

    assert set(found) == {"Declined in spring", "Decided after the quarter"}
    told = found["Declined in spring"]
    assert told.decision == "Harbour Roast decided against it on Wed 1 Apr 2026"
    assert (told.reason, told.review_on, told.is_declined) == ("Too dear.", date(2026, 12, 1), True)
    assert found["Decided after the quarter"].decision == "Waiting for a decision"


def test_advice_taken_back(story: Story) -> None:
    back = {"state": "withdrawn", "withdrawn_by": story.cast.provider_lead, "withdrawn_because": "Sold."}
    given(story, "In the quarter", 8, withdrawn_at=on(9, 1), **back)
    given(story, "Before", 3, withdrawn_at=on(4, 1), **back)
    given(story, "Afterwards", 8, withdrawn_at=on(10, 9), **back)

    assert {each.title: each.decision for each in gathered(story).advice} == {
        "In the quarter": "Taken back on Tue 1 Sep 2026: Sold.",
        "Afterwards": "Waiting for a decision",
    }


def test_actions_open_then_or_closed_in_the_quarter(story: Story) -> None:
    lead, engineer = story.cast.provider_lead, story.cast.provider_engineer
    done = {"state": "done", "closing": "Seen", "closed_by": lead}
    customer = story.customer
    make_action(
        customer, lead, text="Done in it", added_at=on(7, 2), due_on=date(2026, 8, 1), closed_at=on(8, 9), **done
    )
    make_action(customer, lead, text="Done before", added_at=on(3, 2), closed_at=on(4, 9), **done)
    make_action(
        customer, lead, text="Done after", added_at=on(7, 2), due_on=date(2026, 9, 1), closed_at=on(10, 9), **done
    )
    make_action(customer, lead, text="Open", added_at=on(9, 2), due_on=date(2026, 12, 1), person=engineer)
    make_action(customer, lead, text="Agreed later", added_at=on(10, 2))

    found = gathered(story).actions

    assert [(each.text, each.stands, each.is_late, each.closing) for each in found] == [
        ("Done in it", "Done on Sun 9 Aug 2026", False, "Seen"),
        ("Done after", "Overdue", True, ""),
        ("Open", "To do", False, ""),
    ]
    assert found[2].who == "Fairlead IT, Priya Nair"


def test_printed_and_reproducible(story: Story) -> None:
    make_decision(given(story, "Replace <i>it</i>", 8), story.cast.customer_owner, decided_at=on(9, 1))
    make_action(story.customer, story.cast.provider_lead, added_at=on(7, 2), text="Try it", origin_words="")
    pack = gathered(story)

    html = pack_html(pack)

    for words in ("Advice given and decided", "Replace &lt;i&gt;it&lt;/i&gt;", "Actions agreed", "Try it"):
        assert words in html
    again = read(json.loads(canonical(pack)))
    assert again == pack


def test_nothing_given_and_nothing_agreed_is_said(story: Story) -> None:
    html = pack_html(gathered(story))

    assert "No advice had been given to Harbour Roast" in html
    assert "No action was open" in html
