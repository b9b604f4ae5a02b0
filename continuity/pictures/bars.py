"""What lasts how long, as bars: the stretches of each thing along the time of the outage."""

from collections.abc import Iterator
from itertools import pairwise

from continuity.pictures.clock import Clock
from continuity.pictures.lasting import Lasting, said
from core.charts import Bar, Stretch, bars
from core.charts.bars import ON_PAPER, ON_SCREEN

MOST = 14  # rows of the picture; the table has all
TITLE = "How long each thing lasts; the table has the same times"


def draw_lastings(found: tuple[Lasting, ...], clock: Clock, *, key: str = "lasting", on_paper: bool = False) -> str:
    """The bars of what one would notice first; groups and what is too much for a picture are left to the table."""
    chosen = [each for each in found if not each.is_group]
    if len(chosen) > MOST:  # the service stands last
        chosen = [*chosen[: MOST - 1], chosen[-1]]
    rows = [_bar(each, clock) for each in chosen]
    about = f"{len(rows)} things over {clock.at(0)} to {clock.at(clock.until)}; the table below says when each stops."
    return bars(key, TITLE, about, rows, ON_PAPER if on_paper else ON_SCREEN) if rows else ""


def _bar(each: Lasting, clock: Clock) -> Bar:
    strong = each.is_service
    return Bar(each.name, each.note, said(each, clock), tuple(_stretches(each, clock)), is_strong=strong)


def _stretches(each: Lasting, clock: Clock) -> Iterator[Stretch]:
    """From the beginning: works, carries on, out, back."""
    share, normal = clock.share, "full" if each.is_service else "run"
    edges = sorted({0.0, float(clock.until), *(at for span in (*each.spans, *each.carried) for at in span)})
    edges = [at for at in edges if at <= clock.until]
    for begins, ends in pairwise(edges):
        if any(out <= begins < back for out, back in each.spans):
            continue
        is_half = any(since <= begins < until for since, until in each.carried)
        is_ended = any(out == ends for out, _ in each.spans)
        yield Stretch(share(begins), share(ends), "half" if is_half else normal, is_ended)
    if any(out == 0 for out, _ in each.spans):
        yield Stretch(0, 0, normal, is_ended=True)
