"""What the database refuses about due dates."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.factories.engagement import make_due, make_own_due

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("about", [{"kind": "birthday"}, {"owed_by": "nobody"}])
def test_words_outside_the_vocabulary_are_refused(cast: Cast, about: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_due(cast.customer, **about)


def test_a_subject_is_due_once_for_each_side(cast: Cast) -> None:
    subject = uuid4()
    make_due(cast.customer, subject_id=subject, owed_by="provider")
    make_due(cast.customer, subject_id=subject, owed_by="customer")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_due(cast.customer, subject_id=subject, owed_by="customer")


def test_every_date_has_a_provider(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_due(cast.customer, provider_id=None)


def test_what_is_the_providers_alone_is_owed_by_it_once(cast: Cast) -> None:
    subject = uuid4()
    make_own_due(cast.provider, subject_id=subject)
    make_own_due(cast.strange_provider, subject_id=subject)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_own_due(cast.provider, subject_id=subject)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_own_due(cast.provider, owed_by="customer")
