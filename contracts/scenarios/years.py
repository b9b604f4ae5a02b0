"""Simulated years of a customer's examples: inputs as plain data, and results as each reader may see them. No numpy.

Inputs are frozen when the years are asked for: the same inputs, number of years and seed give the same figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Protocol

from contracts.insurance.answers import HOURS_IN_A_DAY
from contracts.loss import interchange
from contracts.loss.amounts import part_of
from contracts.loss.forms import Form
from contracts.loss.terms import CustomerPolicy, MspContract, MspPolicy, Scenario
from contracts.loss.vocabulary import Head
from contracts.loss.years import wording
from contracts.loss.years.model import Cost, YearModel, YearScenario
from contracts.loss.years.party import Party
from contracts.loss.years.results import Chance, FormYears, PartyYears, Percentile, Point
from contracts.loss.years.spreads import Pert
from contracts.scenarios.loss_forms import FormRow, form_rows
from contracts.scenarios.parties import PROVIDER_SIDE, Reader, Shown, parties
from core.charts import Line, Tick, curves

YEARS = 100_000
HUNDRED = Decimal(100)
ALIKE = ("100", "100")
ATTRIBUTABLE = "attributable"  # what the provider would owe without a cap: kept for the checks, shown to nobody
# Heads that an example's own promises name, by the limit they count under.
PROMISED = {
    "promised_uncapped": "uncapped_indemnity_heads",
    "promised_super": "super_indemnity_heads",
    "promised_general": "general_indemnity_heads",
}
LEAST = 0.001  # a chance below one year in a thousand is not put in numbers
DRAWN = 0.005  # the curve ends where fewer years are that costly
TOPS = (0.4, 0.8, 1.2, 2, 4, 8, 12, 20, 40, 60, 80, 100)  # of 100 years: the upper ends of charts, round in quarters


class Often(Protocol):
    """An example that says how often it happens."""

    pk: Any
    name: str
    often: list[str]
    spread: list[str]


def inputs(
    worked: Sequence[tuple[Often, Mapping[str, Any]]],
    *,
    per_claim: bool,
    indemnity_days: Mapping[str, int],
    is_published: bool,
) -> dict[str, Any]:
    """What the years are simulated from: examples with their cases, whose terms are the same but for promises and for
    conditions that have no bearing on an event.

    `is_published` says that the customer may read the contract that they were worked out under.
    """
    rows = [
        {
            "example": str(row.pk),
            "name": row.name,
            "often": list(row.often),
            "spread": list(row.spread or ALIKE),
            "scenario": case["scenario"],
            "promised": case["msp_contract"].get("indemnity_heads", []),
            **{key: case["msp_contract"].get(name, []) for key, name in PROMISED.items()},
            "no_bearing": _no_bearing(case["customer_policy"]),
        }
        for row, case in worked
    ]
    case = worked[0][1]
    terms = {name: case[name] for name in ("msp_contract", "customer_policy", "msp_policy")}
    return {
        "scenarios": rows,
        **terms,
        "per_claim": per_claim,
        "indemnity_days": min(indemnity_days.values(), default=None),
        "is_published": is_published,
    }


def examples_in(given: Mapping[str, Any]) -> list[str]:
    """The ids of the examples in frozen inputs; empty where they do not say."""
    rows = [each.get("example", "") for each in given["scenarios"]]
    return rows if all(rows) else []


def model_of(given: Mapping[str, Any]) -> YearModel:
    """The model in frozen inputs. Raises InvalidTerms or ValueError, with a sentence, where they do not fit."""
    read, days = interchange.read_object, given["indemnity_days"]
    policy, cover = given["customer_policy"], given["msp_policy"]
    return YearModel(
        scenarios=tuple(_scenario(each) for each in given["scenarios"]),
        contract=read(MspContract, interchange.CONTRACT, given["msp_contract"], "msp_contract"),
        customer_policy=policy and read(CustomerPolicy, interchange.CUSTOMER_POLICY, policy, "customer_policy"),
        msp_policy=cover and read(MspPolicy, interchange.MSP_POLICY, cover, "msp_policy"),
        caps_per_claim=given["per_claim"],
        indemnity_hours=None if days is None else Decimal(days * HOURS_IN_A_DAY),
    )


def _scenario(given: Mapping[str, Any]) -> YearScenario:
    facts: Scenario = interchange.read_object(Scenario, interchange.SCENARIO, given["scenario"], "scenario")
    least, most = (Decimal(part) / HUNDRED for part in given["spread"])
    return YearScenario(
        name=given["name"],
        cause=facts.cause,
        frequency=Pert(*(float(rate) for rate in given["often"])),
        duration=Pert.certain(float(facts.duration_hours)),
        costs=tuple(Cost(head=head, amount=_range(amount, least, most)) for head, amount in facts.heads.items()),
        msp_share=facts.msp_share,
        indirect_heads=facts.indirect_heads,
        availability_failure=facts.availability_failure,
        advice_declined=facts.advice_declined,
        service_credits=facts.service_credits,
        other_recoveries=facts.other_recoveries,
        promised=frozenset(Head(head) for head in given["promised"]),
        **{key: frozenset(Head(head) for head in given.get(key, ())) for key in PROMISED},  # older ones have none
        no_bearing=frozenset(given["no_bearing"]) if "no_bearing" in given else None,
    )


def _no_bearing(policy: Mapping[str, Any] | None) -> list[str]:
    """The codes of the conditions that have no bearing on a case."""
    return [each["code"] for each in (policy or {}).get("conditions", ()) if not each.get("relevant", True)]


def _range(amount: Decimal, least: Decimal, most: Decimal) -> Pert:
    return Pert(float(part_of(amount, least)), float(amount), float(part_of(amount, most)))


def to_json(found: Mapping[Any, PartyYears] | Mapping[Form, FormYears]) -> dict[str, Any]:
    """Results by party, or by form of loss, as they are kept."""
    return {str(key): asdict(years) for key, years in found.items()}


def _read(kept: Mapping[str, Any]) -> PartyYears:
    return PartyYears(
        mean=kept["mean"],
        error=kept["error"],
        median=kept["median"],
        percentiles=tuple(Percentile(**each) for each in kept["percentiles"]),
        loss=Chance(**kept["loss"]),
        curve=tuple(Point(each["pounds"], Chance(**each["chance"])) for each in kept["curve"]),
    )


@dataclass(frozen=True, kw_only=True)
class PartyRow:
    """A party's years in figures that an owner can use, each with its standard error where it has one."""

    label: str
    tone: str
    mean: str
    error: str
    median: str
    percentiles: tuple[tuple[str, str], ...]
    loss: str


@dataclass(frozen=True, kw_only=True)
class YearsSheet:
    """Simulated years as one reader sees them."""

    statement: str
    sentences: tuple[str, ...]
    rows: tuple[PartyRow, ...]
    thresholds: tuple[str, ...]
    chances: tuple[tuple[str, tuple[str, ...]], ...]
    chart: str
    forms: tuple[FormRow, ...]


def sheet(kept: Mapping[str, Any], reader: Reader) -> YearsSheet:
    """What this reader sees of results: the provider's insurer apart only where it may be."""
    found = [(party, _read(kept[_key(party)])) for party in parties(reader)]
    shown = [(party, years) for party, years in found if years.loss.value or party.key == "customer"]
    total = _read(kept[str(Party.TOTAL)])
    amounts = _thresholds(total)
    customer = found[0][1]
    return YearsSheet(
        statement=headline(kept, reader),
        sentences=tuple(_yours(each, reader) for each in _sentences(customer, total, amounts)),
        rows=tuple(_row(party, years) for party, years in shown),
        thresholds=tuple(wording.pounds(amount) for amount in amounts),
        chances=tuple((party.label, tuple(_chance(years, amount) for amount in amounts)) for party, years in shown),
        chart=_chart(shown, total),
        forms=form_rows(kept, total.mean),
    )


def headline(kept: Mapping[str, Any], reader: Reader) -> str:
    """What a year costs the customer on average."""
    return _yours(wording.average(_read(kept["customer"]), Party.CUSTOMER), reader)


def _key(party: Shown) -> str:
    return str(party.of[0]) if len(party.of) == 1 else PROVIDER_SIDE


def _sentences(customer: PartyYears, total: PartyYears, amounts: Iterable[int]) -> Iterable[str]:
    for amount in amounts:
        chance = customer.at(amount) if _has(customer, amount) else None
        if chance and chance.value >= LEAST:
            yield wording.exceeding(chance, amount, Party.CUSTOMER)
    yield wording.at_most(customer.percentiles[1], Party.CUSTOMER)
    yield f"Everybody together: about {wording.pounds(total.mean)} in a year, on average."


def _yours(sentence: str, reader: Reader) -> str:
    """The owner's sentence; staff read the customer's name in it."""
    return sentence if reader.is_you else sentence.replace(" you ", f" {reader.customer} ")


def _has(years: PartyYears, amount: int) -> bool:
    return any(point.pounds == amount for point in years.curve)


def _thresholds(total: PartyYears) -> tuple[int, ...]:
    """Round amounts that say something: those whose chance lies between one year in a thousand and nine in ten."""
    telling = [point.pounds for point in total.curve if LEAST <= point.chance.value <= 0.9]
    wanted = [pounds for pounds in telling if str(pounds)[0] in "125" and not int(str(pounds)[1:] or 0)]
    return tuple(wanted[-5:])


def _chance(years: PartyYears, amount: int) -> str:
    chance = years.at(amount) if _has(years, amount) else Chance(0.0, 0.0)
    if not chance.value:
        return "never seen"
    return wording.one_in(chance) if chance.value >= LEAST else "rarer than 1 in 1,000"


def _row(party: Shown, years: PartyYears) -> PartyRow:
    return PartyRow(
        label=party.label,
        tone=party.tone,
        mean=wording.pounds(years.mean),
        error=wording.pounds(years.error),
        median=wording.pounds(years.median),
        percentiles=tuple((wording.pounds(each.pounds), _range_words(each)) for each in years.percentiles),
        loss=wording.one_in(years.loss),
    )


def _range_words(each: Percentile) -> str:
    """Where 95 of 100 simulations would put it; nothing where that is one amount in an owner's figures."""
    low, high = wording.pounds(each.low), wording.pounds(each.high)
    return "" if low == high else f"{low} to {high}"


def _chart(shown: Iterable[tuple[Shown, PartyYears]], total: PartyYears) -> str:
    """The chance that a year costs so much or more, for each party; evenly spaced from nothing to the costliest."""
    drawn = [point for point in total.curve if point.chance.value >= DRAWN]
    if not drawn:
        return ""
    widest, highest = max(point.pounds for point in drawn), _top(total.loss.value)
    lines = [
        Line(party.label, party.tone, _points(years, widest, highest)) for party, years in shown if years.loss.value
    ]
    across = [Tick(part / 2, wording.pounds(widest * part / 2)) for part in range(3)]
    up = [Tick(part / 4, f"{highest * part * 25:g} of 100 years") for part in range(1, 5)]
    desc = "For each party the chance that a year costs so much or more. The same figures stand in the table below."
    return curves("exceedance", "How often a year costs so much or more", desc, lines, across=across, up=up)


def _top(chance: float) -> float:
    """The chance at the upper end of the chart."""
    return next(top for top in TOPS if top >= chance * 100) / 100


def _points(years: PartyYears, widest: int, highest: float) -> tuple[tuple[float, float], ...]:
    points = [(0.0, years.loss.value / highest)]
    points += [(point.pounds / widest, point.chance.value / highest) for point in years.curve if point.pounds <= widest]
    return tuple(points)
