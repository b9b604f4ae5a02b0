"""A row of the staff's list, ready to print: few bytes and little work for each, there may be hundreds.

Each word that people wrote goes through `fill` once. Marks are drawn by app.css.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from core.markup import NOTHING, fill
from core.words import count

if TYPE_CHECKING:
    from responsibilities.queries.matrix_lines import MatrixLine

ROW = (
    '<tr id="{anchor}" data-e={edition}{look}><td>{pick}</td>'
    '<th scope=row><a href="{url}">{title}</a><span class=term>{code}{said}{asked}</span>{gaps}</th>'
    "<td>{who}</td>"
    "<td>{ours}</td><td>{theirs}</td><td>{service}{clause}</td>"
    "<td>{review}<span class=term>{interval}</span></td></tr>"
)
GROUP = '<tr class="group"><th colspan="7" scope="rowgroup">{}</th></tr>'
PICK = '<input type=checkbox name=rows value="{}" form=bulk aria-label="Pick {}">'
OWNER = '<span class="own own--{}">{}</span><span class=term>{}</span>'
LEFT_OUT = '<span class="chip">Out of scope</span><span class="term">{}</span>'
LINK = '<a href="{}" data-row="{}">{}</a>'
TERM = '<span class="term">{}</span>'
ASKED = ', <b class="care">{}</b>'


def rows_piece(lines: Iterable["MatrixLine"], *, may_pick: bool, with_domains: bool) -> SafeString:
    """Table rows one after the other; `with_domains` puts a heading before the first of each domain."""
    pieces, domain = [], None
    for line in lines:
        if with_domains and line.domain != domain:
            domain = line.domain
            pieces.append(fill(GROUP, domain))
        pieces.append(row_piece(line, may_pick=may_pick))
    return SafeString("\n".join(pieces))


def row_piece(line: "MatrixLine", *, may_pick: bool) -> SafeString:
    """The table row; `may_pick` puts the box in it that picks the job for a change of several."""
    return fill(
        ROW,
        anchor=line.anchor,
        edition=line.edition,
        look=SafeString(f' class="{line.look}"' if line.look else ""),
        pick=fill(PICK, line.code, line.code) if may_pick else NOTHING,
        url=line.url,
        title=line.title,
        code=line.code,
        said=f", {line.answer.lower()}" if line.answer else "",
        asked=fill(ASKED, count(line.questions, "open question")) if line.questions else NOTHING,
        gaps=SafeString("".join(gap_piece(gap.mark, gap.title) for gap in line.flags)),
        who=_who(line),
        ours=line.provider_duty,
        theirs=line.customer_duty,
        service=line.service,
        clause=fill(TERM, line.clause) if line.clause else NOTHING,
        review=line.review,
        interval=line.interval,
    )


@lru_cache(maxsize=512)
def gap_piece(mark: str, title: str) -> SafeString:
    """A finding under the job: its bars and what it is."""
    return fill('<span class="gap gap--{}"><svg><use href="#sev-{}"/></svg>{}</span>', mark, mark, title)


def links_piece(lines: Iterable["MatrixLine"]) -> SafeString:
    """The codes of some jobs, each leading to its row."""
    return SafeString("".join(fill(LINK, line.url, line.anchor, line.code) for line in lines))


def _who(line: "MatrixLine") -> SafeString:
    if line.out_of_scope:
        return fill(LEFT_OUT, line.out_of_scope)
    return fill(OWNER, line.shape, line.owner, line.people)
