"""Simulated years with the whole waterfall, against the bare numpy draw and quantiles in the same run.

Targets: ≤ 2 × floor for each million simple layers; memory ≤ 150 MB a chunk, < 1 GB in all; 100,000 years of
five scenarios < 5 s on one core. Seconds are of processor time, because other work on the machine changes those of
the clock; memory is what the process has grown by.
"""

import resource
import statistics
import time
from collections.abc import Callable
from decimal import Decimal

import numpy as np
from numpy.random import default_rng

from contracts.loss.terms import CustomerPolicy, InterruptionRetention, MspContract, MspPolicy, Section
from contracts.loss.vocabulary import Cause, Head
from contracts.loss.years.model import Cost, YearModel, YearScenario
from contracts.loss.years.simulation import chunk_of, simulate
from contracts.loss.years.spreads import Lognormal, Pert
from contracts.loss.years.summary import summarise

MILLION, TYPICAL_YEARS, SEED, ROUNDS = 1_000_000, 100_000, 7, 5
LAYERS = (0, 1, 2)
RATE, AMOUNT = Pert(0.1, 0.3, 0.5), Lognormal(5_000, 50_000)
RESPONSE = frozenset({Head.INCIDENT_RESPONSE, Head.DATA_RESTORATION, Head.NOTIFICATION})
INTERRUPTION = frozenset({Head.EXTRA_EXPENSE, Head.LOST_GROSS_PROFIT})
CLAIMS = frozenset({Head.LEGAL_DEFENCE, Head.THIRD_PARTY_DAMAGES})
LINE = "{:<58}{:>9}  {}"


def main() -> None:
    """Measure and print; whatever is measured, the exit is 0. What needs least memory comes first."""
    begin = _memory()
    size = chunk_of(typical())
    chunk = _seconds(lambda: simulate(typical(), years=size, seed=SEED))
    chunk_memory = _memory() - begin
    years = _seconds(lambda: summarise(simulate(typical(), years=TYPICAL_YEARS, seed=SEED)))
    years_memory = _memory() - begin
    floor = _seconds(_floor)
    ours = [_seconds(lambda n=layers: summarise(simulate(simple(n), years=MILLION, seed=SEED))) for layers in LAYERS]
    print(LINE.format("", "seconds", ""))
    print(LINE.format(f"floor: {MILLION:,} years drawn, summed, quantiles", f"{floor:.2f}", ""))
    for layers, seconds in zip(LAYERS, ours, strict=True):
        print(
            LINE.format(
                f"{MILLION:,} years, simple layers: {layers}", f"{seconds:.2f}", f"{seconds / floor:.2f} × floor"
            )
        )
    for layers, seconds in list(zip(LAYERS, ours, strict=True))[1:]:
        verdict = _verdict(seconds / layers / floor, 2, "× floor")
        print(LINE.format(f"for each million simple layers of {layers}", f"{seconds / layers:.2f}", verdict))
    print(LINE.format(f"five scenarios: a chunk of {size:,} years", f"{chunk:.2f}", ""))
    print(LINE.format(f"five scenarios: {TYPICAL_YEARS:,} years", f"{years:.2f}", _verdict(years, 5, "s")))
    print(LINE.format("memory of a chunk", f"{chunk_memory:.0f} MB", _verdict(chunk_memory, 150, "MB")))
    print(LINE.format(f"memory of {TYPICAL_YEARS:,} years", f"{years_memory:.0f} MB", ""))
    print(LINE.format("the whole process at its largest", f"{_memory():.0f} MB", _verdict(_memory(), 1024, "MB")))


def _floor() -> None:
    """Sums of a Poisson number of lognormal losses at a PERT rate, and their quantiles, as numpy does it in one go."""
    rng = default_rng(SEED)
    counts = rng.poisson(RATE.low + (RATE.high - RATE.low) * rng.beta(RATE.alpha, RATE.beta, MILLION))
    amounts = rng.lognormal(AMOUNT.mu, AMOUNT.sigma, counts.sum())
    sums = np.bincount(np.repeat(np.arange(MILLION), counts), amounts, MILLION)
    np.quantile(sums, (0.5, 0.9, 0.95, 0.99))


def simple(layers: int) -> YearModel:
    """One kind of event under one head: without layers, with the policy, or with the contract's share and cap too."""
    incident = scenario(
        "incident", Cause.MSP_ERROR, RATE, 0, cost(Head.INCIDENT_RESPONSE, AMOUNT), share="0.5" if layers > 1 else "0"
    )
    policy = CustomerPolicy(
        retention=Decimal(2_500),
        aggregate_limit=Decimal(100_000),
        sections=(Section(causes=frozenset({Cause.MSP_ERROR}), heads=RESPONSE),),
    )
    return YearModel(
        scenarios=(incident,),
        contract=MspContract(general_cap=Decimal(20_000)),
        customer_policy=policy if layers else None,
    )


def typical() -> YearModel:
    """A small accountancy's year: nearly two events, 23 costs, every layer of the terms."""
    return YearModel(
        scenarios=(ransomware(), vendor_outage(), provider_error(), breach(), power_cut()),
        contract=MspContract(
            excluded_causes=frozenset({Cause.DEPENDENT_SYSTEM_FAILURE}),
            excluded_heads=frozenset({Head.GOODWILL}),
            general_cap=Decimal(20_000),
            super_cap=Decimal(60_000),
            super_heads=RESPONSE | CLAIMS,
            super_causes=frozenset({Cause.DATA_BREACH}),
            basket=Decimal(1_000),
        ),
        customer_policy=customer_policy(),
        msp_policy=MspPolicy(retention=Decimal(5_000), aggregate_limit=Decimal(1_000_000)),
    )


def customer_policy() -> CustomerPolicy:
    attacks = frozenset({Cause.RANSOMWARE, Cause.DATA_BREACH})
    outages = frozenset({Cause.RANSOMWARE, Cause.DEPENDENT_SYSTEM_FAILURE, Cause.MSP_ERROR})
    return CustomerPolicy(
        retention=Decimal(2_500),
        bi_retention=InterruptionRetention.GREATER_OF,
        coinsurance={Cause.RANSOMWARE: Decimal("0.25")},
        event_sublimit={Cause.RANSOMWARE: Decimal(30_000)},
        aggregate_limit=Decimal(100_000),
        sections=(
            Section(causes=attacks, heads=RESPONSE),
            Section(causes=outages, heads=INTERRUPTION, limit=Decimal(25_000), waiting_hours=Decimal(8)),
            Section(causes=attacks, heads=CLAIMS, limit=Decimal(25_000)),
        ),
    )


def ransomware() -> YearScenario:
    return scenario(
        "ransomware", Cause.RANSOMWARE, Pert(0.02, 0.05, 0.2), 400,
        cost(Head.INCIDENT_RESPONSE, Lognormal(8_000, 60_000)),
        cost(Head.DATA_RESTORATION, Pert(2_000, 8_000, 30_000)),
        cost(Head.NOTIFICATION, Pert(500, 4_000, 10_000)),
        hourly(Head.EXTRA_EXPENSE, 25),
        hourly(Head.LOST_GROSS_PROFIT, 108),
        cost(Head.THIRD_PARTY_DAMAGES, Lognormal(1_000, 30_000)),
        share="0.5",
    )  # fmt: skip


def vendor_outage() -> YearScenario:
    return scenario(
        "a vendor's outage", Cause.DEPENDENT_SYSTEM_FAILURE, Pert(0.1, 0.5, 2), 48,
        cost(Head.INCIDENT_RESPONSE, Pert(200, 600, 3_000)),
        hourly(Head.EXTRA_EXPENSE, 40),
        hourly(Head.LOST_GROSS_PROFIT, 217),
        cost(Head.STOCK_SPOILAGE, Pert.certain(900), from_hours=12),
    )  # fmt: skip


def provider_error() -> YearScenario:
    return scenario(
        "a mistake", Cause.MSP_ERROR, Pert(0.1, 0.3, 1), 72,
        cost(Head.INCIDENT_RESPONSE, Pert(200, 600, 3_000)),
        hourly(Head.EXTRA_EXPENSE, 40),
        hourly(Head.LOST_GROSS_PROFIT, 217),
        cost(Head.GOODWILL, Lognormal(100, 5_000)),
        share="1",
    )  # fmt: skip


def breach() -> YearScenario:
    return scenario(
        "a breach", Cause.DATA_BREACH, Pert(0.01, 0.05, 0.2), 0,
        cost(Head.INCIDENT_RESPONSE, Lognormal(4_000, 40_000)),
        cost(Head.NOTIFICATION, Lognormal(2_000, 20_000)),
        cost(Head.LEGAL_DEFENCE, Lognormal(2_000, 30_000)),
        cost(Head.THIRD_PARTY_DAMAGES, Lognormal(5_000, 120_000)),
        cost(Head.REGULATORY_FINE, Lognormal(1_000, 20_000)),
        cost(Head.GOODWILL, Lognormal(1_000, 40_000)),
        share="1",
    )  # fmt: skip


def power_cut() -> YearScenario:
    return scenario(
        "a power cut", Cause.UTILITY_FAILURE, Pert(0.2, 0.5, 2), 24,
        hourly(Head.EXTRA_EXPENSE, 30),
        hourly(Head.LOST_GROSS_PROFIT, 217),
        cost(Head.STOCK_SPOILAGE, Pert(100, 500, 2_000), from_hours=6),
    )  # fmt: skip


def scenario(name: str, cause: Cause, rate: Pert, longest: int, *costs: Cost, share: str = "0") -> YearScenario:
    return YearScenario(
        name=name,
        cause=cause,
        frequency=rate,
        duration=Pert(longest / 20, longest / 4, longest),
        costs=costs,
        msp_share=Decimal(share),
    )


def cost(head: Head, amount: Lognormal | Pert, from_hours: int = 0) -> Cost:
    return Cost(head=head, amount=amount, from_hours=Decimal(from_hours))


def hourly(head: Head, pounds: int) -> Cost:
    return Cost(head=head, amount=Pert(pounds / 2, pounds, pounds * 2), is_hourly=True)


def _verdict(found: float, most: float, unit: str) -> str:
    return f"{found:.2f} {unit}; {'reaches' if found <= most else 'misses'} ≤ {most} {unit}"


def _seconds(work: Callable[[], object]) -> float:
    """The median of some runs, after one that does not count."""
    work()
    taken = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return statistics.median(taken)


def _memory() -> float:
    """Megabytes of this process at its largest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
