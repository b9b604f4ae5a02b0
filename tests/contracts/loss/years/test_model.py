"""A year that cannot be simulated is refused in a sentence."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from contracts.loss.terms import Condition, CustomerPolicy, Effect, InvalidTerms, MspContract, Section
from contracts.loss.vocabulary import Head
from contracts.loss.years.model import Cost, YearModel
from contracts.loss.years.plan import plan
from contracts.loss.years.spreads import Pert
from tests.contracts.loss.years.cases import Cases

MODEL = Cases(1).model(2)
SCENARIO = MODEL.scenarios[0]
ON_PAGES = ("model", "party", "plan", "results", "spreads", "wording")


def test_pages_import_what_they_need_without_numpy() -> None:
    imports = "\n".join(f"import contracts.loss.years.{name}" for name in ON_PAGES)

    found = subprocess.run([sys.executable, "-c", f"{imports}\nimport sys; sys.exit('numpy' in sys.modules)"])

    assert found.returncode == 0


def test_heads_stand_in_the_order_in_which_money_is_applied() -> None:
    costs = [Cost(head=head, amount=Pert.certain(1)) for head in (Head.OTHER, Head.HARDWARE, Head.OTHER)]

    assert replace(SCENARIO, costs=tuple(costs)).heads == [Head.HARDWARE, Head.OTHER]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"frequency": Pert(0, 1, 101)}, "frequency: An event must not happen more than 100 times a year."),
        ({"duration": Pert(0, 1, 8_761)}, "duration: An event must not last longer than a year."),
        ({"costs": ()}, "costs: An event must cost something."),
    ],
)
def test_a_wrong_scenario_is_refused(wrong: dict, sentence: str) -> None:
    with pytest.raises(InvalidTerms, match=sentence):
        replace(SCENARIO, **wrong)


def test_a_promise_counts_for_the_event_it_speaks_of() -> None:
    notices = (Cost(head=Head.NOTIFICATION, amount=Pert.certain(1)),)
    about = {"msp_share": Decimal("0.25"), "costs": notices, "advice_declined": False, "availability_failure": False}
    breach = replace(SCENARIO, cause="data_breach", promised=frozenset({Head.NOTIFICATION}), **about)
    outage = replace(SCENARIO, cause="system_failure", promised=frozenset(), **about)
    model = YearModel(scenarios=(breach, outage), contract=MspContract())

    assert [plan(model, each).claims.shares[Head.NOTIFICATION] for each in model.scenarios] == [1, Decimal("0.25")]


def test_a_condition_counts_for_the_events_it_bears_on() -> None:
    policy = CustomerPolicy(
        conditions=(Condition(code="MFA", met=False, effect=Effect.VOID),),
        sections=(Section(causes=frozenset({"ransomware", "msp_error"}), heads=frozenset(Head)),),
    )
    attack = replace(SCENARIO, cause="ransomware", no_bearing=frozenset())
    mistake = replace(SCENARIO, cause="msp_error", no_bearing=frozenset({"MFA"}))
    older = replace(SCENARIO, cause="msp_error")
    model = YearModel(scenarios=(attack, mistake, older), contract=MspContract(), customer_policy=policy)

    assert [plan(model, each).answer is not None for each in model.scenarios] == [False, True, False]
    assert mistake.insured_by(None) is None


def test_a_cost_must_begin_within_a_year() -> None:
    with pytest.raises(InvalidTerms, match="within 8,760 hours"):
        Cost(head=Head.OTHER, amount=Pert.certain(1), from_hours=Decimal(-1))


@pytest.mark.parametrize("scenarios", [(), (SCENARIO,) * 51])
def test_none_or_too_many_scenarios_are_refused(scenarios: tuple) -> None:
    with pytest.raises(InvalidTerms, match="between 1 and 50 scenarios"):
        replace(MODEL, scenarios=scenarios)


def test_too_many_events_are_refused() -> None:
    often = replace(SCENARIO, frequency=Pert.certain(13))

    with pytest.raises(InvalidTerms, match="more than 25 events"):
        replace(MODEL, scenarios=(often, often))
