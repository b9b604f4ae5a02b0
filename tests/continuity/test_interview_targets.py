"""What is wanted of things, asked in the questions and written with the model."""

import pytest

from audit.models import Event
from continuity import actions
from continuity.actions.interview import answer_token, difference_token
from continuity.models import Node
from continuity.queries.interview import draft_of, replaced_by
from tests.cast import NOW, Cast, make_cast
from tests.factories.continuity import make_cafe


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def test_targets_are_written_told_as_differences_and_stay_where_nobody_asks(cast: Cast) -> None:
    make_cafe(cast.customer, by=cast.customer_owner)
    Node.objects.filter(name="Chiller").update(rto_minutes=90)
    by = cast.actor(cast.customer_owner)
    interview = actions.start_interview(customer=cast.customer, sector="cafe", by=by, at=NOW)
    assert (interview.known["back"], interview.known["work_lost"]) == (360, 1440)
    seen = answer_token(interview, "back")
    interview = actions.answer_question(interview=interview, question="back", answer=60, seen=seen, by=by, at=NOW)

    losing = replaced_by(cast.customer, draft_of(interview))
    actions.finish_interview(interview=interview, replaces=difference_token(losing), by=by, at=NOW)

    assert ("Till tablet wanted back within", "6 h", "1 h") in [(e.about, e.was, e.becomes) for e in losing]
    written = dict(Node.objects.values_list("name", "rto_minutes"))
    assert (written["Till tablet"], written["Chiller"]) == (60, 90)
    assert "Till tablet wanted back within" in Event.objects.get(verb="business_model_written").after
