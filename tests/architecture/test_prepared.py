"""What a reader may see is the same whether a query is written for each use or once for all readers of a shape."""

import re
from typing import Any

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from core.prepared import prepared
from tests.architecture.test_models import MODELS
from tests.cast import Cast

NARROWED = [model for model in MODELS if hasattr(model._default_manager, "visible_to")]
# A value stands in brackets of its own once it was put into a slot.
BRACKETS = re.compile(r"\(('?[0-9a-f-]{32,36}'?(?:::uuid)?)\)")


def readers(cast: Cast) -> list[Actor]:
    """Several of each shape, so that one uses what was written for another."""
    inside = [cast.provider_owner, cast.provider_lead, cast.provider_engineer, cast.provider_auditor]
    theirs = [cast.customer_owner, cast.customer_contributor, cast.customer_reader]
    return [
        *(cast.actor(user) for user in (*inside, *theirs)),
        *(cast.actor(user, provider=cast.provider) for user in (*inside, cast.limited_lead)),
        cast.actor(cast.provider_lead, cast.other_customer),
        cast.actor(cast.other_owner, cast.other_customer),
        cast.actor(cast.stranger, cast.strange_customer),
        cast.actor(cast.stranger, provider=cast.strange_provider),
        Actor.system("Reminders", cast.provider.pk),
        Actor.system("Reminders", cast.strange_provider.pk),
    ]


def asked(work: Any) -> list[str]:
    """What the database was asked, values included."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return [BRACKETS.sub(r"\1", query["sql"]) for query in queries]


@pytest.mark.django_db
@pytest.mark.parametrize("model", NARROWED, ids=lambda model: model._meta.label)
def test_readers_of_one_shape_see_their_own(model: type[models.Model], cast: Cast) -> None:
    @prepared()
    def seen(actor: Actor) -> Any:
        return model._default_manager.visible_to(actor).order_by("pk")  # type: ignore[attr-defined]

    everybody = readers(cast)

    for actor in [*everybody, *reversed(everybody)]:
        assert asked(lambda actor=actor: seen(actor)) == asked(lambda actor=actor: list(seen.write(actor)))
    assert len(seen.written) < len(everybody)
