"""Service levels of the quarter: targets against results as far as was known at the cut-off, and their credits."""

from collections.abc import Iterable

from django.utils import timezone

from contracts.measuring import pages
from contracts.measuring.board import Kept, Miss, board_of, claims_of
from contracts.measuring.credits import credit_why
from contracts.measuring.loading import load_books, targets_to_measure
from contracts.measuring.misses import misses_in
from contracts.models import CreditClaim, SlaTarget
from contracts.service_levels import wording
from contracts.service_levels.windows import Window, quarter_window
from core.words import count, day, money
from reports.gather.scope import Scope
from reports.levels import Credit, Outcome, Promised, Results


def results_of(scope: Scope) -> Results | None:
    """Every promise published to the customer that ran in the quarter; None without one. At most eight queries."""
    board = _board(scope)
    whole = quarter_window(scope.quarter)
    windows = [*whole.months(), whole]
    if not board:
        return None
    kept, missed, nothing = pages.statement(board, whole)
    names = pages.names_of(pages.worst_keys(board, whole))
    return Results(
        statement=_statement(kept, missed, nothing),
        periods=(*(f"{window.first:%B}" for window in windows[:-1]), "Quarter"),
        promises=tuple(_promised(one, windows, pages.worst_words(one.result(whole), names)) for one in board),
        credits=tuple(_credits(scope, board)),
        unmeasured=tuple(f"{one.target}" for one in board if _is_unmeasured(one, windows)),
    )


def _board(scope: Scope) -> list[Kept]:
    """What ran on a day of the quarter before the cut-off."""
    published = SlaTarget.objects.visible_to(scope.reader).filter(
        contract__customer=scope.customer, contract__published_at__lte=scope.cut_off_at
    )
    targets = list(targets_to_measure(published))
    claims = claims_of(targets) if targets else {}
    books = load_books(targets, scope.cut_off_at).values()
    board = [kept for book in books for kept in board_of(book, claims)]
    return [kept for kept in board if _ran(kept, scope)]


def _ran(kept: Kept, scope: Scope) -> bool:
    contract = kept.target.contract
    first, last = contract.holds_from, contract.holds_until
    return first <= min(scope.today, scope.quarter.end) and (last is None or last >= scope.quarter.start)


def _is_unmeasured(kept: Kept, windows: Iterable[Window]) -> bool:
    return not any(result.measured is not None for window in windows if (result := kept.result(window)))


def _statement(kept: int, missed: int, nothing: int) -> str:
    if not kept + missed:
        return "Nothing was measured in the quarter: that is not the same as kept."
    if missed:
        verb = "was" if missed == 1 else "were"
        said = f"{missed} of {kept + missed} results {verb} missed."
    else:
        said = f"Every promise that could be measured was kept ({count(kept, 'result')})."
    return said + (f" Of {nothing} more nothing was measured." if nothing else "")


def _promised(kept: Kept, windows: list[Window], worst: str) -> Promised:
    target = kept.target
    service = f", {target.service.name}" if target.service else ""
    clause = f", clause {target.clause.number}" if target.clause else ""
    return Promised(
        title=str(target),
        about=f"{target.contract.reference}{clause}{service}. {target.get_commitment_display()}.",
        needed=pages.needed_words(kept) or "No number agreed",
        outcomes=tuple(_outcome(kept, window) for window in windows) if kept.promise else (),
        worst=worst,
        note=pages.unmeasured_words(kept),
        right=pages.right_words(kept),
    )


def _outcome(kept: Kept, window: Window) -> Outcome:
    result = kept.result(window)
    if result is None or kept.promise is None:
        return Outcome("", pages.blank_word(kept, window))
    state = pages.state_of(result)
    why = wording.figure_why(kept.promise, result)
    return Outcome(wording.figure(result), pages.LOOKS[state][2], why, state == pages.MISSED)


def _credits(scope: Scope, board: list[Kept]) -> Iterable[Credit]:
    """Misses of the quarter, and earlier ones on which something was claimed or answered in it or still waited."""
    for miss in misses_in(board):
        claim = _known(scope, miss.claim)
        is_of_quarter = scope.quarter.start <= miss.window.last <= scope.quarter.end
        if is_of_quarter or (claim and _moved(scope, claim)):
            yield _credit(scope, miss, claim)


def _known(scope: Scope, claim: CreditClaim | None) -> CreditClaim | None:
    """The claim, if it had been recorded by the cut-off."""
    return claim if claim and claim.recorded_at <= scope.cut_off_at else None


def _moved(scope: Scope, claim: CreditClaim) -> bool:
    if claim.recorded_at >= scope.starts_at:
        return True
    is_answered = claim.decided_at is not None and claim.decided_at < scope.starts_at
    return claim.state != CreditClaim.State.WAIVED and not is_answered


def _credit(scope: Scope, miss: Miss, claim: CreditClaim | None) -> Credit:
    currency = miss.target.contract.currency
    return Credit(
        title=str(miss.target),
        period=miss.window.label,
        measured=wording.figure(miss.owed.result),
        amount=money(claim.amount if claim else miss.amount, currency),
        why=credit_why(miss),
        claim_by=miss.owed.claim_by,
        stands=_claimed(scope, claim) if claim else _unclaimed(scope, miss),
    )


def _unclaimed(scope: Scope, miss: Miss) -> str:
    if not miss.is_credit:
        return "The contract gives no credit for it"
    claim_by = miss.owed.claim_by
    if claim_by is None:
        return "Not claimed; the contract sets no last day"
    return f"Not claimed; until {day(claim_by)}" if scope.today <= claim_by else "Not claimed by its last day"


def _claimed(scope: Scope, claim: CreditClaim) -> str:
    if claim.state == CreditClaim.State.WAIVED:
        return f"Left: {claim.reason}"
    words = f"Claimed by {claim.claimant} on {day(claim.claimed_on)}"
    if claim.decided_at is None or claim.decided_at > scope.cut_off_at:
        return f"{words}; not answered"
    answered = f"on {day(timezone.localdate(claim.decided_at))}"
    if claim.granted is not None:
        words += f"; {money(claim.granted, claim.currency)} credited {answered}"
    else:
        words += f"; refused {answered}"
    return f"{words}: {claim.reason}" if claim.reason else words
