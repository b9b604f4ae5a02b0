"""Who is told that the other side shared an example or simulated years. Only people with a place there today."""

from accounts.models import User
from contracts.liability.vocabulary import Side
from contracts.models import LossScenario, LossYears
from contracts.queries.incidents.recipients import people_of


def readers_of(shared: LossScenario | LossYears) -> list[User]:
    """The side that did not keep it."""
    to = Side.CUSTOMER if shared.side == Side.PROVIDER else Side.PROVIDER
    return people_of(shared.customer, to)
