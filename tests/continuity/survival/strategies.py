"""Small random businesses without circles, in few minutes, so that a clock can tick through them."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from continuity.survival.model import Business, Failure, Link, LinkKind, Node, NodeKind, Workaround

MINUTES = st.integers(0, 6)
SHARES = st.sampled_from([Decimal(share) for share in ("0.2", "0.25", "0.5", "0.55", "1")])
KEYS = "abcdefgh"


@st.composite
def businesses(draw: st.DrawFn) -> Business:
    """Two to eight nodes; each needs only those before it; the last is the service."""
    count = draw(st.integers(2, len(KEYS)))
    nodes, links = [], []
    for place, key in enumerate(KEYS[:count]):
        kind = draw(st.sampled_from([NodeKind.SYSTEM, NodeKind.SYSTEM, NodeKind.ANY_OF]))
        kind = NodeKind.SERVICE if place == count - 1 else kind if place else NodeKind.SYSTEM
        nodes.append(Node(key=key, name=key, kind=kind, holds=draw(MINUTES), restart=draw(st.integers(0, 3))))
        below = draw(st.lists(st.sampled_from(KEYS[:place]), unique=True, max_size=3)) if place else []
        links += [draw(_link(key, other, kind, KEYS[:place])) for other in below]
    return Business(nodes=tuple(nodes), links=tuple(links))


@st.composite
def _link(draw: st.DrawFn, key: str, other: str, kind: NodeKind, earlier: Sequence[str]) -> Link:
    if kind == NodeKind.ANY_OF:
        return Link(node=key, needs=other, kind=LinkKind.MEMBER, share=draw(SHARES))
    if draw(st.integers(0, 4)) == 0:
        return Link(node=key, needs=other, kind=LinkKind.SOFT, share=draw(SHARES))
    around = draw(st.none() | _workaround(earlier))
    return Link(node=key, needs=other, tolerance=draw(MINUTES), workaround=around)


@st.composite
def _workaround(draw: st.DrawFn, earlier: Sequence[str]) -> Workaround:
    return Workaround(
        capacity=draw(SHARES),
        longest=draw(st.none() | MINUTES),
        needs=tuple(draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2))),
    )


@st.composite
def failing(draw: st.DrawFn, business: Business) -> tuple[Failure, ...]:
    """Some nodes fail, for some minutes or for good."""
    keys = [node.key for node in business.nodes]
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, min_size=1, max_size=3))
    return tuple(Failure(key=key, back=draw(st.none() | st.integers(0, 15))) for key in chosen)
