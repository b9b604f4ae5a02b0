"""Whether an exercise met what it was held for. Pure.

Times decide where any was taken against a target; what had a target and was not timed has not been shown. A person may
say less than the times show, as when the telephone list was wrong, never more. Without such times the person decides.
"""

from collections.abc import Iterable

from continuity.plans.kinds import Outcome

Time = tuple[str, int | None, int | None]  # what was timed, its target, what was observed; minutes
ORDER = tuple(Outcome)  # the best first


def timed(times: Iterable[Time]) -> Outcome | None:
    """What the observed times come to; None where none was taken against a target."""
    aimed = [(target, took) for _, target, took in times if target is not None]
    if all(took is None for _, took in aimed):
        return None
    met = sum(took is not None and took <= target for target, took in aimed)
    if met == len(aimed):
        return Outcome.MET
    return Outcome.PARTLY if met else Outcome.NOT_MET


def outcome(times: Iterable[Time], stated: str) -> Outcome | None:
    """Of what the times show and what a person stated the worse; None where there is neither."""
    found = [each for each in (timed(times), Outcome(stated) if stated else None) if each is not None]
    return max(found, key=ORDER.index, default=None)
