"""Who may do what to a matrix: the actor's rights and side first, then what the state allows."""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, Protocol

from accounts.actor import Actor, check_may
from accounts.enums import Permission, Side
from core.errors import NotAllowed
from responsibilities import policies
from responsibilities.enums import VersionState
from responsibilities.policies import RowLike, VersionLike
from responsibilities.transitions import Step


class QuestionLike(Protocol):
    """What the rules need to know of a question."""

    @property
    def is_open(self) -> bool: ...


class EvidenceLike(Protocol):
    """What the rules need to know of proof."""

    added_by_id: Any


def why_not(check: Callable[..., None], *about: Any, **more: Any) -> str:
    """The sentence that stops the actor, or "" when nothing does: for buttons that say why they wait."""
    try:
        check(*about, **more)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def allowed(check: Callable[..., None], *about: Any, **more: Any) -> bool:
    """Whether the check lets the actor through."""
    return not why_not(check, *about, **more)


def _check_provider(actor: Actor) -> None:
    if not actor.is_provider:
        raise NotAllowed("Only the provider’s people write the list. Ask a question to have it changed.")


def _check_customer(actor: Actor) -> None:
    if not actor.is_customer:
        raise NotAllowed("Only the customer can say this.")


def check_can_start(actor: Actor, *, open_number: int | None = None) -> None:
    """The provider begins a version while no other is open."""
    check_may(actor, Permission.MATRIX_EDIT)
    _check_provider(actor)
    policies.check_nothing_open(open_number)


def check_can_edit_row(actor: Actor, version: VersionLike) -> None:
    """The provider writes in a draft."""
    check_may(actor, Permission.MATRIX_EDIT)
    _check_provider(actor)
    policies.check_is_draft(version)


def check_can_propose(actor: Actor, version: VersionLike) -> None:
    """The provider puts a draft to the customer."""
    check_may(actor, Permission.MATRIX_PROPOSE)
    _check_provider(actor)
    policies.check_step(version, Step.PROPOSE)


def check_can_withdraw(actor: Actor, version: VersionLike) -> None:
    """The provider takes back what both sides have not signed."""
    check_may(actor, Permission.MATRIX_PROPOSE)
    _check_provider(actor)
    policies.check_step(version, Step.WITHDRAW)


def check_can_revise(actor: Actor, version: VersionLike, *, open_number: int | None = None) -> None:
    """The provider starts the next version from this one; `open_number` is another one still open."""
    check_may(actor, Permission.MATRIX_EDIT)
    _check_provider(actor)
    policies.check_step(version, Step.REVISE)
    policies.check_nothing_open(None if open_number == version.number else open_number)


def check_can_agree_row(actor: Actor, version: VersionLike, row: RowLike | None = None) -> None:
    """The customer agrees jobs of a proposed version that say who does them."""
    check_may(actor, Permission.MATRIX_AGREE)
    _check_customer(actor)
    policies.check_is_proposed(version)
    if row is not None:
        policies.check_can_be_agreed(row)


def check_can_accept_risk(actor: Actor, version: VersionLike, row: RowLike) -> None:
    """The customer accepts in writing that a job of a proposed version has no clear owner."""
    check_may(actor, Permission.MATRIX_AGREE)
    _check_customer(actor)
    policies.check_is_proposed(version)
    policies.check_risk_is_open(row)


def check_can_review(actor: Actor, version: VersionLike) -> None:
    """Either side looks at jobs in force again and says that they still hold."""
    check_may(actor, Permission.ROW_REVIEW)
    policies.check_is_in_force(version)


def check_can_ask(actor: Actor, version: VersionLike) -> None:
    """Either side asks about what both have been shown."""
    check_may(actor, Permission.QUESTION_ASK if actor.is_customer else Permission.QUESTION_ANSWER)
    policies.check_can_be_asked_about(version)


def check_can_suggest(actor: Actor, version: VersionLike) -> None:
    """The customer says who should do a job; the provider writes that into a draft itself."""
    _check_customer(actor)
    check_can_ask(actor, version)


def check_can_answer(actor: Actor, question: QuestionLike) -> None:
    """Either side adds to a thread that is open."""
    check_may(actor, Permission.QUESTION_ASK if actor.is_customer else Permission.QUESTION_ANSWER)
    if not question.is_open:
        raise NotAllowed("This question is closed. Ask a new one.")


def check_can_close(actor: Actor, question: QuestionLike, *, asked_side: str) -> None:
    """The side that asked says when it is settled; an owner of the customer may say so too."""
    check_can_answer(actor, question)
    if actor.side != asked_side and not actor.may(Permission.MATRIX_AGREE):
        raise NotAllowed("Whoever asked says when it is settled. Answer, and they can close it.")


def check_can_reopen(actor: Actor, question: QuestionLike) -> None:
    """Whoever may speak may open a settled thread again."""
    check_may(actor, Permission.QUESTION_ASK if actor.is_customer else Permission.QUESTION_ANSWER)
    if question.is_open:
        raise NotAllowed("This question is open already.")


def check_can_sign(actor: Actor, version: VersionLike, rows: Iterable[RowLike], signed_sides: Collection[str]) -> None:
    """Each side signs a proposed version once, when nothing in it is left open."""
    check_may(actor, Permission.MATRIX_SIGN)
    if actor.side not in (Side.PROVIDER, Side.CUSTOMER):
        raise NotAllowed("Only a person of one of the two sides can sign.")
    policies.check_step(version, Step.SIGN)
    policies.check_not_signed(actor.side, signed_sides)
    policies.check_rows_can_be_signed(rows, as_customer=actor.is_customer)


def check_can_start_round(actor: Actor, *, has_list: bool, is_open: bool) -> None:
    """A manager or the customer's owner asks both sides about jobs in force, one check at a time."""
    check_may(actor, Permission.VIEWS_ASK)
    if not has_list:
        raise NotAllowed("Nothing is in force yet. Both sides sign a list first, then they can be asked about it.")
    if is_open:
        raise NotAllowed("A check is open already. Close it, or let everybody answer, before you start another.")


def check_can_give_view(actor: Actor, *, is_asked: bool, is_open: bool) -> None:
    """Those asked answer until the check shows the answers."""
    check_may(actor, Permission.VIEWS_GIVE)
    if not is_asked:
        raise NotAllowed("You were not asked in this check. Its results are shown to you once everybody has answered.")
    if not is_open:
        raise NotAllowed("The answers of this check are shown already, so none can be given or changed.")


def check_can_close_round(actor: Actor, *, is_open: bool) -> None:
    """Whoever may start a check may close it before everybody has answered."""
    check_may(actor, Permission.VIEWS_ASK)
    if not is_open:
        raise NotAllowed("This check is closed.")


def check_can_mark_topic(actor: Actor, *, is_open: bool) -> None:
    """What is to be talked about is chosen once the answers are there to be seen."""
    check_may(actor, Permission.VIEWS_ASK)
    if is_open:
        raise NotAllowed("Nobody has seen the answers yet. Choose what to talk about once everybody has answered.")


def check_can_import(actor: Actor, base: VersionLike | None) -> None:
    """Who may write in the draft, or start one from the `base` that is in force, may import into it."""
    if base is None:
        check_can_start(actor)
    elif base.state == VersionState.AGREED:
        check_can_revise(actor, base)
    else:
        check_can_edit_row(actor, base)


def check_can_add_evidence(actor: Actor, happened_on: date, today: date) -> None:
    """People of both sides add proof of what has happened."""
    check_may(actor, Permission.EVIDENCE_ADD)
    if actor.user_id is None:
        raise NotAllowed("Only a person can add proof.")
    if happened_on > today:
        raise NotAllowed("Proof is of something that has happened. Choose today or an earlier day.")


def check_can_remove_evidence(actor: Actor, evidence: EvidenceLike) -> None:
    """Whoever added it; else the provider's managers."""
    check_may(actor, Permission.EVIDENCE_ADD)
    is_own = evidence.added_by_id == actor.user_id
    if not is_own and not (actor.is_provider and actor.may(Permission.MATRIX_EDIT)):
        raise NotAllowed("Only the person who added this proof, or the provider’s manager, can remove it.")
