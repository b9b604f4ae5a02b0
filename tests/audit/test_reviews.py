"""How reviews end: in one of three ways, with a reason, for whoever may read it."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from audit.endings import LABELS, Ending, ending_words, uncapped
from audit.forms import WAYS, EndingForm
from audit.models import Review
from audit.reviews import end_review
from tests.cast import NOW, Cast


def end(cast: Cast, **about: Any) -> Review:
    about = {
        "kind": "review", "subject_id": uuid4(), "label": "Backups", "path": "/", "ending": Ending.VALID, "why": "Same",
        "by": cast.actor(cast.provider_owner, provider=cast.provider), "at": NOW,
    } | about  # fmt: skip
    return end_review(**about)


@pytest.mark.parametrize(
    ("ending", "why", "words"),
    [
        ("valid", "Nothing has changed.", "still valid because nothing has changed"),
        ("changed", "VPN replaced the line", "changed because VPN replaced the line"),
        ("retired", "the till is gone", "retired because the till is gone"),
    ],
)
def test_an_ending_is_a_part_of_a_sentence(ending: str, why: str, words: str) -> None:
    assert ending_words(ending, why) == words
    assert set(LABELS) == set(WAYS) == set(Ending)


@given(st.text())
def test_only_the_first_letter_of_a_reason_is_touched(text: str) -> None:
    assert uncapped(text)[1:] == text[1:] or len(text[:1].lower()) != 1


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"ending": "maybe"}, {"why": "  "}])
def test_the_database_refuses_an_ending_of_another_kind_or_without_a_reason(cast: Cast, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        end(cast, **wrong)


@pytest.mark.django_db
def test_who_reads_it(cast: Cast) -> None:
    end(cast, label="Own")
    end(cast, label="Harbour", customer_id=cast.customer.pk)
    end(cast, label="Inside", customer_id=cast.customer.pk, is_internal=True)
    end(cast, label="Tidewell", customer_id=cast.other_customer.pk)

    def read(user: Any, **place: Any) -> set[str]:
        return set(Review.objects.visible_to(cast.actor(user, **place)).values_list("label", flat=True))

    assert read(cast.provider_auditor, provider=cast.provider) == {"Own", "Harbour", "Inside", "Tidewell"}
    assert read(cast.limited_lead, provider=cast.provider) == {"Own", "Tidewell"}
    assert read(cast.customer_reader) == {"Harbour"}
    assert read(cast.other_owner, customer=cast.other_customer) == {"Tidewell"}
    assert read(cast.stranger, provider=cast.strange_provider) == set()


def test_the_form_asks_for_both() -> None:
    whole, empty = EndingForm({"ending": "valid", "why": " Same "}), EndingForm({"ending": "", "why": " "})

    assert whole.is_valid()
    assert whole.found == {"ending": Ending.VALID, "why": "Same"}
    assert empty.errors == {
        "ending": ["Say what you found: still valid, changed or retired."],
        "why": ["Say why: a reason makes it worth reading next time."],
    }
