"""How advice and actions stand, how soon, who owes what."""

from core.enums import Labelled


class State(Labelled):
    """Where a recommendation stands: on its way to the customer, with the customer, or as the customer answered."""

    DRAFT = "draft", "Draft"
    GIVEN = "given", "Waiting for a decision"
    ACCEPTED = "accepted", "Accepted"
    SCHEDULED = "scheduled", "Scheduled"
    DECLINED = "declined", "Decided against"
    WITHDRAWN = "withdrawn", "Taken back"


class Answer(Labelled):
    """What a customer decides. The value is the state that it leads to; `term` is how somebody says it."""

    ACCEPTED = "accepted", "Go ahead", "accepted"
    SCHEDULED = "scheduled", "Later, on a day", "scheduled"
    DECLINED = "declined", "Decide against it", "declined"


class Urgency(Labelled):
    """How soon it should be done."""

    NOW = "now", "Now", "within two weeks"
    QUARTER = "quarter", "This quarter", "within three months"
    YEAR = "year", "Within a year", "in the next twelve months"


class About(Labelled):
    """What a recommendation bears on, in the words of the app that keeps it: which kind of thing a link names."""

    CAUSE = "cause", "What could go wrong"
    HEAD = "head", "What it would cost"
    CONDITION = "condition", "What an insurer requires"


class Owner(Labelled):
    """The side that owes an action."""

    PROVIDER = "provider", "Provider"
    CUSTOMER = "customer", "Customer"


class Progress(Labelled):
    """Where an action stands."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"


ANSWERED = (State.ACCEPTED, State.SCHEDULED, State.DECLINED)
