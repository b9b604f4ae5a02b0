"""What the engine refuses, in sentences for the person who wrote it."""

from collections.abc import Iterable, Mapping, Sequence

from continuity.survival.model import Business, Failure, Link, LinkKind, NodeKind
from core.words import per_cent


class ModelRefused(ValueError):
    """The model cannot be worked out; the sentence says what to change."""


class CycleRefused(ModelRefused):
    """Things need each other in a circle. `path` holds their keys, the first again at the end."""

    def __init__(self, path: tuple[str, ...], names: Mapping[str, str]) -> None:
        self.path = path
        said = " needs ".join(names.get(key, key) for key in path)
        super().__init__(f"Things can't need each other in a circle: {said}.")


def check(business: Business) -> None:
    """Refuse what cannot be worked out, cycles apart (`in_order` finds them)."""
    names = {node.key: node.name for node in business.nodes}
    if len(names) < len(business.nodes):
        raise ModelRefused("Two things have the same key.")
    if sum(node.kind == NodeKind.SERVICE for node in business.nodes) != 1:
        raise ModelRefused("Name exactly one thing as what customers come for.")
    for node in business.nodes:
        _at_least_nought(node.name, "own holding time", node.holds)
        _at_least_nought(node.name, "restart time", node.restart)
    kinds = {node.key: node.kind for node in business.nodes}
    for link in business.links:
        _check_link(link, names, kinds)
    _check_facts(business, names)


def check_failures(business: Business, failures: Iterable[Failure]) -> None:
    known = {node.key: node.name for node in business.nodes}
    seen = set()
    for failure in failures:
        if failure.key not in known:
            raise ModelRefused(f"“{failure.key}” is not in this model, so it can't fail.")
        if failure.key in seen:
            raise ModelRefused(f"{known[failure.key]} is named twice among what fails.")
        seen.add(failure.key)
        _at_least_nought(known[failure.key], "time until it is back", failure.back)


def _check_link(link: Link, names: Mapping[str, str], kinds: Mapping[str, NodeKind]) -> None:
    around = link.workaround
    for key in (link.node, link.needs, *(around.needs if around else ())):
        if key not in names:
            raise ModelRefused(f"A link names “{key}”, which is not in this model.")
    about = f"{names[link.node]} on {names[link.needs]}"
    if (kinds[link.node] == NodeKind.ANY_OF) != (link.kind == LinkKind.MEMBER):
        raise ModelRefused(f"{about}: a group has ways, and only a group has them.")
    if link.kind != LinkKind.HARD and (link.tolerance or around):
        raise ModelRefused(f"{about}: only a thing that can't do without has a time to carry on or a fallback.")
    _at_least_nought(about, "time to carry on", link.tolerance)
    if not 0 <= link.share <= 1:
        raise ModelRefused(f"{about}: the share must be between {per_cent(0)} and {per_cent(100)}.")
    if around and not 0 < around.capacity <= 1:
        raise ModelRefused(f"{about}: a fallback serves more than {per_cent(0)} and at most {per_cent(100)}.")
    if around:
        _at_least_nought(about, "longest time of the fallback", around.longest)


def _check_facts(business: Business, names: Mapping[str, str]) -> None:
    facts = business.facts
    for what, share in (("gross-profit rate", facts.gross_profit), ("minimum", facts.minimum)):
        if not 0 <= share <= 1:
            raise ModelRefused(f"The {what} must be between {per_cent(0)} and {per_cent(100)}.")
    _at_least_nought("The business", "money it can lose", facts.tolerance)
    for cost in facts.step_costs:
        if cost.when is not None and cost.when not in names:
            raise ModelRefused(f"The cost “{cost.name}” names “{cost.when}”, which is not in this model.")
        _at_least_nought(cost.name, "amount", cost.amount)
        _at_least_nought(cost.name, "time after which it falls due", cost.after)
    for rate in facts.takings:
        _at_least_nought("The business", "revenue per hour", rate.per_hour)
        if not 0 <= rate.weekday <= 6:
            raise ModelRefused("A weekday is a number from 0, Monday, to 6, Sunday.")
    if any(not 1 <= score <= 5 for _, score in facts.scores):
        raise ModelRefused("A score is a number from 1 to 5.")


def _at_least_nought(whose: str, what: str, number: object) -> None:
    if number is not None and number < 0:  # type: ignore[operator]  # minutes or money
        raise ModelRefused(f"{whose}: the {what} can't be below nought.")


def in_order(needs: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> list[str]:
    """Every key after all it needs. CycleRefused names the first circle found."""
    done: dict[str, bool] = {}  # False while it is on the way
    order: list[str] = []
    for root in needs:
        if root in done:
            continue
        done[root], way = False, [(root, iter(needs[root]))]
        while way:
            key, rest = way[-1]
            below = next(rest, None)
            if below is None:
                done[key] = True
                order.append(key)
                way.pop()
            elif below not in done:
                done[below] = False
                way.append((below, iter(needs[below])))
            elif not done[below]:
                keys = [key for key, _ in way]
                raise CycleRefused((*keys[keys.index(below) :], below), names)
    return order
