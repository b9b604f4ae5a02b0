"""A whole business as the ground that a failure is played over."""

from collections import defaultdict
from collections.abc import Iterable

from continuity.blast.striking import Ground, Thing, Tie
from continuity.survival.model import Business, NodeKind


def ground_of(business: Business) -> Ground:
    below: dict[str, list[Tie]] = defaultdict(list)
    above: dict[str, list[str]] = defaultdict(list)
    others: dict[tuple[str, str], tuple[str, ...]] = {}
    for link in business.links:
        around = link.workaround
        below[link.node].append(
            Tie(
                link.node, link.needs, str(link.kind), link.tolerance, str(link.share),
                around.name if around else "", str(around.capacity) if around else None,
                around.longest if around else None,
            )
        )  # fmt: skip
        above[link.needs].append(link.node)
        if around and around.needs:
            others[link.node, link.needs] = around.needs
    things = {node.key: Thing(node.holds, node.restart, node.kind == NodeKind.ANY_OF) for node in business.nodes}
    return Ground(below, above, others, things)


def only_reached(business: Business, failing: Iterable[str]) -> Ground:
    """The same without the links of what the failure can't reach, as a query leaves them out."""
    ground, found, more = ground_of(business), set(failing), True
    while more:
        new = {link.node for link in business.links if link.needs in found} - found
        found, more = found | new, bool(new)
    below = {key: ties for key, ties in ground.below.items() if key in found}
    above = {key: [each for each in keys if each in found] for key, keys in ground.above.items()}
    return Ground(below, above, ground.fallback_needs, ground.things)
