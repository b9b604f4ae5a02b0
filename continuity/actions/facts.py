"""What trading is worth: rates, the minimum, what can be lost, takings by hour, scores."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from continuity.actions.model import check_works, locked, note
from continuity.actions.parts import TAKEN
from continuity.models import BusinessModel, ImpactScore, Takings
from continuity.trace import assign, check_untouched, snapshot
from core.once import save_once


@transaction.atomic
def edit_facts(*, model: BusinessModel, edited: str, by: Actor, at: datetime, **about: Any) -> BusinessModel:
    """Change the rate of gross profit, the minimum or what can be lost."""
    model = locked(model, by)
    check_untouched(model, edited)
    before, after = assign(model, about)
    if after:
        model.save()
        says = "changed what trading is worth"
        note("business_facts_edited", model, model, by=by, at=at, says=says, before=before, after=after)
    return model


@transaction.atomic
def add_takings(
    *, model: BusinessModel, weekdays: Iterable[int], opens_at: time, closes_at: time, per_hour: Decimal,
    by: Actor, at: datetime,
) -> list[Takings]:  # fmt: skip
    """What an hour brings in, on several days at once. Conflict when hours overlap."""
    model = locked(model, by)
    rows = [
        Takings(model=model, weekday=day, opens_at=opens_at, closes_at=closes_at, per_hour=per_hour)
        for day in weekdays
    ]  # fmt: skip
    for row in rows:
        save_once(row, TAKEN[Takings])
    check_works(model)
    says = "wrote takings: " + ", ".join(str(row) for row in rows)
    note("takings_added", model, model, by=by, at=at, says=says, after={"rows": [snapshot(row) for row in rows]})
    return rows


@transaction.atomic
def set_scores(*, model: BusinessModel, scores: Mapping[tuple[str, str], int], by: Actor, at: datetime) -> None:
    """All scores anew, by (kind, point)."""
    model = locked(model, by)
    before = {f"{row.kind} {row.point}": row.score for row in model.scores.order_by("kind", "point")}
    after = {f"{kind} {point}": score for (kind, point), score in sorted(scores.items())}
    if before == after:
        return
    model.scores.all().delete()
    ImpactScore.objects.bulk_create(
        ImpactScore(model=model, kind=kind, point=point, score=score) for (kind, point), score in scores.items()
    )
    says = "scored what an outage does besides money"
    note("impact_scores_set", model, model, by=by, at=at, says=says, before=before, after=after)
