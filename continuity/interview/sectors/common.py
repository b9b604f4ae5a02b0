"""Questions that every kind of business is asked."""

from continuity.enums import ImpactKind
from continuity.interview.answers import Kind
from continuity.interview.changes import (
    Carries,
    Change,
    Cost,
    Fact,
    FallbackLasts,
    FallbackNeeds,
    FallbackServes,
    Hours,
    Present,
    Score,
    Share,
    StopsFirst,
    Trade,
    Wanted,
)
from continuity.interview.question import Condition, Options, Question, Section
from continuity.survival.model import Point

HARM = (
    ("1", "Hardly"),
    ("2", "A little"),
    ("3", "Clearly"),
    ("4", "More than you can bear"),
    ("5", "It could end you"),
)
AT_ONCE = "Write 0 if it stops at once."


def yes_no(id: str, text: str, term: str, *keys: str, hint: str = "", only_if: tuple[Condition, ...] = ()) -> Question:
    """Are these things there?"""
    changes = tuple(Present(key) for key in keys)
    return Question(id=id, text=text, term=term, kind=Kind.YES_NO, changes=changes, hint=hint, only_if=only_if)


def lasts(
    id: str, text: str, *pairs: tuple[str, str], term: str = "Tolerance", hint: str = AT_ONCE,
    only_if: tuple[Condition, ...] = (), unless: tuple[Condition, ...] = (),
) -> Question:  # fmt: skip
    """For how long does the first of each pair go on in full without the second?"""
    changes = tuple(Carries(*pair) for pair in pairs)
    return Question(
        id=id, text=text, term=term, kind=Kind.LASTING, changes=changes, hint=hint, only_if=only_if, unless=unless
    )


def other_way_lasts(
    id: str, text: str, pair: tuple[str, str], *, hint: str, only_if: tuple[Condition, ...] = (),
    unless: tuple[Condition, ...] = (),
) -> Question:  # fmt: skip
    return Question(
        id=id, text=text, term="Workaround, longest duration", kind=Kind.LASTING, changes=(FallbackLasts(*pair),),
        hint=hint, only_if=only_if, unless=unless,
    )  # fmt: skip


def other_way_needs(
    id: str, text: str, pair: tuple[str, str], other: str, *, hint: str, only_if: tuple[Condition, ...] = (),
    unless: tuple[Condition, ...] = (),
) -> Question:  # fmt: skip
    """Does the other way hang on this thing as well?"""
    return Question(
        id=id, text=text, term="Workaround, its own dependency", kind=Kind.YES_NO,
        changes=(FallbackNeeds(*pair, other),), hint=hint, only_if=only_if, unless=unless,
    )  # fmt: skip


def other_way_serves(
    id: str, text: str, pair: tuple[str, str], *, hint: str = "Of a normal day. 0 if there is no such way.",
    only_if: tuple[Condition, ...] = (), unless: tuple[Condition, ...] = (),
) -> Question:  # fmt: skip
    return Question(
        id=id, text=text, term="Workaround, capacity", kind=Kind.PERCENT, changes=(FallbackServes(*pair),), hint=hint,
        only_if=only_if, unless=unless,
    )  # fmt: skip


def part(
    id: str, text: str, pair: tuple[str, str], rest: str = "", *, term: str = "Share of revenue", hint: str = "",
    only_if: tuple[Condition, ...] = (),
) -> Question:  # fmt: skip
    """How much of all does this way carry?"""
    changes = (Share(*pair, rest=rest),)
    return Question(id=id, text=text, term=term, kind=Kind.PERCENT, changes=changes, hint=hint, only_if=only_if)


def stops_first(options: Options, needs: str = "power") -> Question:
    return Question(
        id="first", text="If the power goes, what stops first?", term="Dependency without tolerance", kind=Kind.CHOICE,
        changes=(StopsFirst(needs, tuple(key for key, _ in options)),), options=options,
    )  # fmt: skip


def costs(id: str, text: str, name: str, hint: str) -> Question:
    return Question(id=id, text=text, term="Step cost", kind=Kind.MONEY, changes=(Cost(name),), hint=hint)


def your_day(open_text: str, rate_text: str, *more: Question) -> Section:
    """When money comes in."""
    busy: tuple[Condition, ...] = (("has_busy", True),)
    return Section(
        key="day",
        title="Your week",
        questions=(
            _trade("hours", open_text, "Trading hours", Kind.HOURS, Trade("hours"), "Your usual week."),
            _trade(
                "has_also", "Are some days shorter or longer than the others?", "Trading hours by day", Kind.YES_NO,
                Hours("also"), "Saturday or Sunday, for example.",
            ),
            _trade(
                "also", "Which days, and from when until when?", "Trading hours by day", Kind.HOURS, Trade("also"),
                "Choose only those days. The others stay as you said.", only_if=(("has_also", True),),
            ),
            _trade("rate", rate_text, "Revenue per hour", Kind.MONEY, Trade("rate"), "A guess is good enough."),
            _trade(
                "has_busy", "Are some hours much busier than the rest?", "Revenue by hour", Kind.YES_NO, Hours("busy")
            ),
            _trade("busy", "When is it busiest?", "Revenue by hour", Kind.HOURS, Trade("busy"), only_if=busy),
            _trade(
                "busy_rate", "And in a busy hour, how much?", "Revenue per busy hour", Kind.MONEY, Trade("busy_rate"),
                only_if=busy,
            ),
            _trade(
                "has_second", "Is there a second busy time on the day?", "Revenue by hour", Kind.YES_NO,
                Hours("second"), "Lunch and evening, for example.", only_if=busy,
            ),
            _trade(
                "second_busy", "When is the second one?", "Revenue by hour", Kind.HOURS, Trade("second"),
                "We take the same for an hour as in the first.", only_if=(("has_second", True),),
            ),
            *more,
        ),
    )  # fmt: skip


def your_money(worst: ImpactKind, harm: str, *more: Question) -> Section:
    """What losing trade costs, and what is too much."""
    return Section(
        key="money",
        title="Money, and what is too much",
        questions=(
            *more,
            Question(
                id="gross_profit", text="Of every £100 you take, how much is left after paying for what you sold?",
                term="Gross-profit rate", kind=Kind.PERCENT, changes=(Fact("gross_profit"),),
                hint="Wages and rent do not count: you pay them in an outage too.",
            ),
            Question(
                id="minimum", text="How much of your normal trade must go on for you to call it open?",
                term="Minimum business continuity objective, MBCO", kind=Kind.PERCENT, changes=(Fact("minimum"),),
                hint="Below this you would rather shut.",
            ),
            Question(
                id="tolerance", text="How much could you lose in one go before it really hurts?",
                term="Loss tolerance, sets the MTPD", kind=Kind.MONEY, changes=(Fact("tolerance"),),
                hint="What you could not make up for in the month.",
            ),
            Question(
                id="harm", text=harm, term="Impact score, 1 to 5", kind=Kind.CHOICE,
                changes=(Score(worst, Point.THREE_DAYS),), options=HARM,
            ),
        ),
    )  # fmt: skip


def your_targets(key: str, back: str, work: str) -> Section:
    """How soon the thing that everybody works with must be back, and how much work in it may be lost."""
    return Section(
        key="targets",
        title="Back in time",
        questions=(
            Question(
                id="back", text=back, term="Recovery time objective, RTO", kind=Kind.LASTING,
                changes=(Wanted(key, "rto"),), hint="We compare it with what the contract promises.",
            ),
            Question(
                id="work_lost", text=work, term="Recovery point objective, RPO", kind=Kind.LASTING,
                changes=(Wanted(key, "rpo"),), hint="All since the last copy is lost.",
            ),
        ),
    )  # fmt: skip


def the_internet(
    *, line: str, backup: str, group: str, backup_text: str, battery_text: str, more: tuple[Question, ...] = ()
) -> Section:
    """One line, and another way to the internet when it is down."""
    there: tuple[Condition, ...] = (("backup", True),)
    return Section(
        key="internet",
        title="The internet",
        questions=(
            lasts("router", "If the power goes, how long does your internet go on?", (line, "power"),
                  term="UPS runtime", hint="Only with a battery behind the router. Write 0 if there is none.",
                  unless=(("first", line),)),
            yes_no("backup", backup_text, "Redundancy, any of several ways", backup),
            lasts("backup_battery", battery_text, (backup, "power"), term="Battery runtime", only_if=there),
            part("backup_share", "How much of your work could you do over it?", (group, backup),
                 term="Capacity of that way", only_if=there),
            *more,
        ),
        lead="Without any line to the internet you",
        fails=(line, backup),
    )  # fmt: skip


def _trade(
    id: str, text: str, term: str, kind: Kind, change: Change, hint: str = "", only_if: tuple[Condition, ...] = ()
) -> Question:
    return Question(id=id, text=text, term=term, kind=kind, changes=(change,), hint=hint, only_if=only_if)
