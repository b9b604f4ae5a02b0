"""Pieces of a job on the review page, ready to print.

A template takes some microseconds for each word it puts in; a page of hundreds of jobs has thousands of them.
Each word that people wrote goes through `fill` once. Marks are drawn by app.css, and app.js sends a
button's `formaction` for the job it stands in; without script the page's one form "answer" does.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from core.markup import NOTHING, fill
from core.templatetags.sheet import chip, icon
from responsibilities.duties import Duty, Owner

if TYPE_CHECKING:
    from responsibilities.queries.review_items import Item
    from responsibilities.queries.review_reader import Reader

TOP = '<article class="job{}" id="{}"><div class="job-body"><h3 id="t-{}">{}</h3>{}'
TOP_SETTLED = (
    '<article class="job job--agreed" id="{}"><details class="reread"><summary><h3 id="t-{}">{}</h3></summary>'
    '<div class="job-body">{}'
)
FOOT = '</div><div class="who">{}{}{}<p class="actions">{}</p></div></article>'
FOOT_SETTLED = '{}<p class="actions">{}</p></div></details><div class="who">{}{}{}</div></article>'
BUTTON = '<button class="btn btn-sm{}"{} form="answer" formaction="{}" aria-describedby="t-{}">{}</button>'
LINK = '<a class="btn btn-sm{}" href="{}"{}>{}</a>'
QUIET = " btn-quiet"


def top_piece(item: "Item") -> SafeString:
    """Where a job begins: its title and what it is about."""
    row, anchor = item.row, item.anchor
    about = fill("<p>{}</p>", row.description) if row.description else NOTHING
    if item.is_settled:
        return fill(TOP_SETTLED, anchor, anchor, row.title, about)
    return fill(TOP, item.look, anchor, anchor, row.title, about)


def foot_piece(item: "Item", reader: "Reader") -> SafeString:
    """Where a job ends: who does it, where the contract says it, how it stands and what can be done."""
    owner = owner_piece(item.owner)
    if item.is_settled:
        chips, undo = _settled_chips(item, reader), _undo(item, reader) if reader.agree else NOTHING
        return fill(FOOT_SETTLED, item.place, _ask(item, reader, is_first=False), owner, chips, undo)
    standing = _standing(item, reader) if item.is_asked else NOTHING
    return fill(FOOT, owner, item.place, standing, _buttons(item, reader))


def owner_piece(owner: Owner) -> SafeString:
    """Who does it, by mark and word."""
    return fill('<span class="own own--{}">{}</span>', owner.shape, owner.label)


def duties_piece(duties: Iterable[Duty]) -> SafeString:
    """Each party's part side by side; nothing when there is no part to tell."""
    parts = [_part(duty) for duty in duties]
    if not parts:
        return NOTHING
    return SafeString(f'<div class="duties">{"".join(parts)}</div>')


def place_piece(clause: str, clause_url: str, code: str) -> SafeString:
    """Where the contract says it, as a link for those who may open it, and the job's code."""
    if clause_url:
        return fill('<p><a href="{}">{}</a><span class="term">{}</span></p>', clause_url, clause, code)
    return fill('<p>{}<span class="term">{}</span></p>', clause or "No clause covers this", code)


def _part(duty: Duty) -> SafeString:
    return fill(
        '<div class="duty--{}"><h4>{}{}</h4><p{}>{}</p>{}</div>',
        duty.party,
        duty.heading,
        fill(" <small>{}</small>", duty.person) if duty.person else NOTHING,
        SafeString(' class="care"') if duty.is_missing else NOTHING,
        duty.text,
        fill("<p>{}</p>", duty.note) if duty.note else NOTHING,
    )


def _standing(item: "Item", reader: "Reader") -> SafeString:
    if item.is_answered:
        return chip("warn", "ask", "Answered")
    return fill('<span class="chip">{}With {}</span>', icon("wait"), reader.names.provider)


def _settled_chips(item: "Item", reader: "Reader") -> SafeString:
    open_ones = (reader.links.to("responsibilities:question", thread.question.pk) for thread in item.open_threads)
    asked = "".join(
        fill('<a class="chip chip--warn" href="{}">{}Question open</a>', url, icon("ask")) for url in open_ones
    )
    if item.is_agreed:
        return fill('{}<span class="chip chip--ok chip--plain">Agreed {}</span>', SafeString(asked), item.answered_on)
    words = fill('<span class="chip chip--warn chip--plain">{}Risk accepted {}</span>', icon("late"), item.answered_on)
    return SafeString(asked) + words


def _buttons(item: "Item", reader: "Reader") -> SafeString:
    """What can be done with a job that waits. The first one is described by the job's title, the others follow it."""
    if reader.agree and item.is_agreeable:
        url = reader.links.to("responsibilities:row-agree", item.row.pk)
        return fill(BUTTON, "", "", url, item.anchor, "Agree") + _ask(item, reader, is_first=False)
    asking = _ask(item, reader)
    if reader.agree and item.is_nobodys:
        return asking + _link(item, reader, "row-accept-risk", "Accept the risk", QUIET, is_first=not asking)
    return asking


def _undo(item: "Item", reader: "Reader") -> SafeString:
    """Its id is that of the button which settled the job, so that the keyboard stays there."""
    url, name = reader.links.to("responsibilities:row-take-back", item.row.pk), fill(' id="do-{}"', item.anchor)
    return fill(BUTTON, QUIET, name, url, item.anchor, "Undo")


def _ask(item: "Item", reader: "Reader", *, is_first: bool = True) -> SafeString:
    """A question, or for a job that nobody does who should; one open question on a waiting job is enough."""
    if not reader.ask or (item.open_threads and not item.is_settled):
        return NOTHING
    if item.is_nobodys and reader.is_customer:
        return _link(item, reader, "row-suggest", "Say who should", "", is_first=is_first)
    return _link(item, reader, "row-ask", "Ask a question", "" if item.is_settled else QUIET, is_first=is_first)


def _link(item: "Item", reader: "Reader", step: str, words: str, look: str, *, is_first: bool) -> SafeString:
    about = fill(' aria-describedby="t-{}"', item.anchor) if is_first else NOTHING
    return fill(LINK, look, reader.links.to(f"responsibilities:{step}", item.row.pk), about, words)
