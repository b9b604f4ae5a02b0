"""Simulated years in an owner's words: never more than two significant figures (domain.md §4.8). No numpy."""

from contracts.loss.years.party import Party
from contracts.loss.years.results import Chance, PartyYears, Percentile, round_figures

WHOM = {
    Party.CUSTOMER: "you ",
    Party.CUSTOMER_INSURER: "your insurer ",
    Party.MSP: "your provider ",
    Party.MSP_INSURER: "your provider’s insurer ",
    Party.THIRD_PARTY: "others ",
    Party.TOTAL: "",
}
SPANS = (100, 1_000, 10_000, 100_000, 1_000_000)  # years; the first in which it is expected at least once is named
BETWEEN = (0.25, 0.75)  # a count in between lies as near to the one whole number as to the other


def average(years: PartyYears, party: Party = Party.TOTAL) -> str:
    """What a usual year costs: the mean, in which one bad year among many counts."""
    return f"On average a year like this one would cost {WHOM[party]}about {pounds(years.mean)}."


def exceeding(chance: Chance, amount: float, party: Party = Party.TOTAL) -> str:
    """In how many years it costs more, of the first span in which that is to be expected at least once."""
    what = f"cost {WHOM[party]}more than {pounds(amount)}."
    if not chance.value:
        return f"None of the simulated years {what}"
    span = next((span for span in SPANS if chance.value * span >= 1), SPANS[-1])
    return f"In {span:,} years like this one, {_about(chance.value * span, span)} would {what}"


def at_most(percentile: Percentile, party: Party = Party.TOTAL) -> str:
    """What most years do not go beyond."""
    often = f"In {percentile.chance * 100:.0f} of 100 years like this one it would cost"
    return f"{often} {WHOM[party]}no more than {pounds(percentile.pounds)}."


def one_in(chance: Chance) -> str:
    """`1 year in 12`, `9 years in 10`."""
    if chance.one_in is None:
        return "never in the simulated years"
    if chance.value > 0.5:
        return f"{chance.value * 10:.0f} years in 10"
    return f"1 year in {figures(chance.one_in)}"


def pounds(amount: float) -> str:
    return f"£{figures(amount)}"


def figures(value: float) -> str:
    """`6,100`, `25,000`: two significant figures, and never pence."""
    return f"{round_figures(value) if value >= 10 else round(value):,.0f}"


def _about(count: float, span: int) -> str:
    """How many of so many years."""
    if count > span - 0.5:
        return "all"
    whole = int(count)
    if whole < 10 and BETWEEN[0] <= count - whole < BETWEEN[1]:
        return f"about {whole} or {whole + 1}"
    return f"about {figures(count)}"
