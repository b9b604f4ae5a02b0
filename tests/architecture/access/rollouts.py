"""Who may call the addresses of updates, rings and ways back."""

from typing import Any

from django.core.files.base import ContentFile

from accounts.enums import Permission as P
from technology.models import Stop
from tests.architecture.entries import Entry, Place
from tests.cast import NOW
from tests.factories.rollouts import (
    make_plan,
    make_rollout,
    make_share,
    make_update,
    make_way_back,
)
from tests.factories.technology import make_product

BOTH, POST = {"GET": 200, "POST": 302}, {"POST": 302}
STALE = {"GET": 200, "POST": 409}  # the form's token is not sent: refused as somebody else's older page
MOMENT, DAY = "2026-11-23T09:00", "2026-11-16"


def _product(place: Place) -> Any:
    return make_product(place.provider)


def _update(place: Place) -> dict[str, Any]:
    return {"pk": make_update(_product(place), by=place.staff).pk}


def _rollout(place: Place, **about: Any) -> Any:
    is_high_risk = about.pop("is_high_risk", False)
    update = make_update(_product(place), by=place.staff, is_high_risk=is_high_risk)
    return make_rollout(update, by=place.staff, **{"stage": 1} | about)


def _under_way(place: Place) -> dict[str, Any]:
    return {"pk": _rollout(place).pk}


def _ready(place: Place) -> dict[str, Any]:
    return {"pk": _rollout(place, hours=72, well=True).stages.get(position=1).pk}


def _last(place: Place) -> dict[str, Any]:
    return {"pk": _rollout(place, stage=4, well=True).stages.get(position=4).pk}


def _urgent(place: Place) -> dict[str, Any]:
    return {"pk": _rollout(place, is_high_risk=True).pk}


def _missed(place: Place) -> dict[str, Any]:
    rollout = _rollout(place)
    rollout.stages.filter(position=0).update(entered_at=None, entered_by=None, left_at=None)
    return {"pk": rollout.pk}


def _stage(place: Place) -> dict[str, Any]:
    return {"pk": _rollout(place).stages.get(position=1).pk}


def _file(place: Place) -> dict[str, Any]:
    stage = _rollout(place).stages.get(position=1)
    return {"pk": make_share(stage, by=place.staff, file=ContentFile(b"a,b", "a.csv"), filename="a.csv").pk}


def _stop(place: Place) -> dict[str, Any]:
    rollout = _rollout(place, state="stopped")
    about = {"reason": "boot", "words": "Black", "opened_at": NOW, "opened_by": place.staff}
    return {"pk": Stop.objects.create(stage=rollout.stages.get(position=1), **about).pk}


def _own_plan(place: Place) -> dict[str, Any]:
    return {"pk": make_plan(place.provider, _product(place)).pk}


def _pilot(place: Place) -> dict[str, Any]:
    return {"pk": make_plan(place.provider, _product(place)).rings.get(position=1).pk}


def _product_pk(place: Place) -> dict[str, Any]:
    return {"pk": _product(place).pk}


def _way_back(place: Place) -> dict[str, Any]:
    return {"pk": make_way_back(_product(place)).pk}


def _new_update(place: Place) -> dict[str, Any]:
    return {"product": str(_product(place).pk), "version": "9", "kind": "software", "released_on": DAY}


def _later_ring(place: Place) -> dict[str, Any]:
    return {"happened_at": MOMENT, "words": "A policy sent it."}


RINGS = {
    "rollout_hours": "48", "rings-TOTAL_FORMS": "8", "rings-INITIAL_FORMS": "0",
    "rings-0-name": "Sandbox", "rings-0-audience": "own", "rings-0-soak_hours": "24",
    "rings-1-name": "Everybody", "rings-1-audience": "all", "rings-1-soak_hours": "0",
}  # fmt: skip
COUNT = {"devices": "9", "reporting": "9", "ok": "9", "failed": "0", "not_booting": "0", "tickets": "0"}
WAY = {"method": "Install the one before.", "who": "On duty", "minutes": "20", "test_months": "12"}
TRIED = {"tested_on": DAY, "has_worked": "yes", "what": "On a laptop"}
ENTRIES = {
    "technology:customer-updates": Entry(P.TECHNOLOGY_VIEW),
    "technology:update-board": Entry(P.TECHNOLOGY_VIEW),
    "technology:update": Entry(P.TECHNOLOGY_VIEW, _update),
    "technology:update-add": Entry(P.UPDATE_RECORD, methods=BOTH, data=_new_update),
    "technology:update-edit": Entry(
        P.UPDATE_RECORD, _update, STALE, {"version": "9", "kind": "software", "released_on": DAY}
    ),
    "technology:update-start": Entry(P.UPDATE_RECORD, _update, POST),
    "technology:update-unstaged": Entry(P.UPDATE_RECORD, _update, BOTH, {"happened_at": MOMENT, "words": "At once."}),
    "technology:stage-promote": Entry(P.UPDATE_APPROVE, _ready, POST),
    "technology:stage-finish": Entry(P.UPDATE_APPROVE, _last, POST),
    # The ring is not sent, so the form comes back; a right one is tested in tests/technology/rollouts/test_pages.py.
    "technology:rollout-bypass": Entry(P.UPDATE_RECORD, _under_way, {"GET": 200, "POST": 422}, _later_ring),
    "technology:rollout-shorten": Entry(P.UPDATE_APPROVE, _urgent, BOTH, {"hours": "4", "reason": "Exploited"}),
    "technology:rollout-stop": Entry(P.UPDATE_RECORD, _under_way, BOTH, {"reason": "other", "words": "Slow"}),
    "technology:rollout-back": Entry(P.UPDATE_RECORD, _under_way, BOTH, {"words": "Slow"}),
    "technology:rollout-review": Entry(P.UPDATE_RECORD, _missed, BOTH, {"words": "Locked now"}),
    "technology:stage-count": Entry(P.UPDATE_RECORD, _stage, BOTH, COUNT),
    "technology:count-file": Entry(P.TECHNOLOGY_VIEW, _file),
    "technology:stop-close": Entry(P.UPDATE_APPROVE, _stop, BOTH, {"closing": "Mended"}),
    "technology:ring-plans": Entry(P.TECHNOLOGY_VIEW),
    "technology:ring-plan-edit": Entry(P.UPDATE_APPROVE, methods=BOTH, data=RINGS),
    "technology:ring-plan-check": Entry(P.UPDATE_APPROVE, methods={"POST": 200}, data=RINGS),
    "technology:product-plan-edit": Entry(P.UPDATE_APPROVE, _product_pk, BOTH, RINGS),
    "technology:ring-plan-drop": Entry(P.UPDATE_APPROVE, _own_plan, POST),
    "technology:ring-volunteers": Entry(P.UPDATE_APPROVE, _pilot, BOTH),
    "technology:rollback-list": Entry(P.TECHNOLOGY_VIEW),
    "technology:rollback-edit": Entry(P.UPDATE_RECORD, _product_pk, BOTH, WAY),
    "technology:rollback-test": Entry(P.UPDATE_RECORD, _way_back, BOTH, TRIED),
}
