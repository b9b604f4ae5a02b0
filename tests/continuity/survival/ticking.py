"""The same answers by letting a clock tick: every minute, every node is asked whether it works. Slow and plain."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from continuity.survival.model import Business, Failure, Link, LinkKind, Node, NodeKind


@dataclass
class Life:
    """What is remembered of a node: is it out, since when, how long everything it needs has been back."""

    out: bool = False
    since: int = -1
    all_back_for: int = 0
    gave_up: set[str] = field(default_factory=set)  # needs whose fallback came to an end


def tick(
    business: Business, failures: Sequence[Failure], minutes: int
) -> tuple[dict[str, list[bool]], dict[str, list[Fraction]]]:
    """For each node and minute: whether it is out, and what it can do."""
    lives = {node.key: Life() for node in business.nodes}
    back = {each.key: minutes + 1 if each.back is None else each.back for each in failures}
    nodes = {node.key: node for node in business.nodes}
    links = {key: [link for link in business.links if link.node == key] for key in nodes}
    out: dict[str, list[bool]] = {key: [] for key in nodes}
    can: dict[str, list[Fraction]] = {key: [] for key in nodes}
    for now in range(minutes):
        for key in sorted(nodes):  # each needs only those before it
            failed = now < back.get(key, 0)
            _step(nodes[key], links[key], lives, failed, now)
            out[key].append(lives[key].out)
            can[key].append(_can(nodes[key], links[key], lives, {k: can[k][-1] for k in can if can[k]}, now))
    return out, can


def _step(node: Node, links: Sequence[Link], lives: dict[str, Life], failed: bool, now: int) -> None:
    life = lives[node.key]
    if node.kind == NodeKind.ANY_OF:
        _set(life, failed or (bool(links) and all(lives[link.needs].out for link in links)), now)
        return
    hard = [link for link in links if link.kind == LinkKind.HARD]
    missing = failed or any(lives[link.needs].out for link in hard)
    falls = failed and now >= node.holds
    for link in hard:
        if not lives[link.needs].out:
            life.gave_up.discard(link.needs)
        elif not _carried(link, lives, now):
            falls = True
    if life.out and ((life.all_back_for >= node.restart) if node.restart else not missing):
        _set(life, False, now)
    if falls:
        _set(life, True, now)
    life.all_back_for = 0 if missing else life.all_back_for + 1


def _set(life: Life, out: bool, now: int) -> None:
    if out and not life.out:
        life.since = now
    life.out = out


def _carried(link: Link, lives: dict[str, Life], now: int) -> bool:
    """Whether the node goes on without this need, which is out."""
    elapsed, around = now - lives[link.needs].since, link.workaround
    if elapsed < link.tolerance:
        return True
    if around is None:
        return False
    if any(lives[other].out for other in around.needs):
        lives[link.node].gave_up.add(link.needs)
    if link.needs in lives[link.node].gave_up:
        return False
    return around.longest is None or elapsed < link.tolerance + around.longest


def _can(node: Node, links: Sequence[Link], lives: dict[str, Life], can: dict[str, Fraction], now: int) -> Fraction:
    if lives[node.key].out:
        return Fraction(0)
    if node.kind == NodeKind.ANY_OF:
        normal = min(Fraction(1), sum((Fraction(link.share) for link in links), Fraction(0)))
        total = sum((Fraction(link.share) * can[link.needs] for link in links), Fraction(0))
        return min(Fraction(1), total / normal) if normal else Fraction(1)
    return min([Fraction(1), *(_lets(link, lives, can, now) for link in links)])


def _lets(link: Link, lives: dict[str, Life], can: dict[str, Fraction], now: int) -> Fraction:
    share, level, around = Fraction(link.share), can[link.needs], link.workaround
    if link.kind == LinkKind.SOFT:
        return share + (1 - share) * level
    if lives[link.needs].out:
        if now - lives[link.needs].since < link.tolerance:
            return Fraction(1)
        return Fraction(around.capacity) if around else Fraction(0)
    if link.tolerance:
        return Fraction(1)
    if around and around.longest != 0 and not any(lives[other].out for other in around.needs):
        return max(level, Fraction(around.capacity))
    return level
