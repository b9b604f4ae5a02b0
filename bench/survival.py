"""One failure played through a business of 10 to 10,000 things, and every thing failing alone.

Targets: 1,000 things with 5,000 links in well under 100 ms; growth about in line with things and links. Milliseconds of
processor time, the median of some runs.
"""

import random
import statistics
import time
from collections.abc import Callable
from datetime import datetime
from datetime import time as clock
from decimal import Decimal

from continuity.survival.course import simulate
from continuity.survival.model import Business, Facts, Failure, Link, LinkKind, Node, NodeKind, Takings, Workaround
from continuity.survival.points import alone

SIZES, NEEDS, ROUNDS, SEED = (10, 100, 1_000, 10_000), 5, 7, 7
MOST = 100  # milliseconds for 1,000 things
START = datetime(2026, 11, 23, 9)
LINE = "{:>8,} things {:>8,} links {:>10.2f} ms one failure {:>8.2f} µs a link  {}"


def main() -> None:
    for size in SIZES:
        business = made_up(size)
        fails = [Failure(key="0", back=480)]
        one = _milliseconds(lambda b=business, f=fails: simulate(b, f, START).loss(480))
        verdict = f"{'reaches' if one <= MOST else 'misses'} ≤ {MOST} ms" if size == 1_000 else ""
        print(LINE.format(size, len(business.links), one, one * 1_000 / len(business.links), verdict))
    for size in SIZES[:3]:
        business = made_up(size)
        every = _milliseconds(lambda b=business: alone(b), rounds=1)
        print(f"{size:>8,} things, each alone: {every:,.1f} ms, {every / size:.2f} ms a thing")


def made_up(size: int) -> Business:
    """A business of so many things, each needing up to five of those before it; every seventh is a group."""
    dice = random.Random(SEED)
    nodes, links = [], []
    for place in range(size):
        is_group = place % 7 == 6
        kind = NodeKind.SERVICE if place == size - 1 else NodeKind.ANY_OF if is_group else NodeKind.SYSTEM
        nodes.append(Node(key=str(place), name=f"Thing {place}", kind=kind, restart=dice.choice((0, 0, 15))))
        for other in dice.sample(range(place), min(place, NEEDS)):
            links.append(_link(dice, str(place), str(other), kind))
    hours = tuple(Takings(weekday=day, opens=clock(8), closes=clock(18), per_hour=Decimal(120)) for day in range(5))
    facts = Facts(gross_profit=Decimal("0.7"), minimum=Decimal("0.4"), tolerance=Decimal(350), takings=hours)
    return Business(nodes=tuple(nodes), links=tuple(links), facts=facts)


def _link(dice: random.Random, key: str, other: str, kind: NodeKind) -> Link:
    if kind == NodeKind.ANY_OF:
        return Link(node=key, needs=other, kind=LinkKind.MEMBER, share=Decimal(dice.choice(("1", "0.5"))))
    if dice.random() < 0.2:
        return Link(node=key, needs=other, kind=LinkKind.SOFT, share=Decimal("0.8"))
    around = Workaround(capacity=Decimal("0.5"), longest=120) if dice.random() < 0.2 else None
    return Link(node=key, needs=other, tolerance=dice.choice((0, 30, 120, 240)), workaround=around)


def _milliseconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of some runs, after one that does not count when there are several."""
    if rounds > 1:
        work()
    taken = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        taken.append(time.process_time() - begin)
    return statistics.median(taken) * 1_000


if __name__ == "__main__":
    main()
