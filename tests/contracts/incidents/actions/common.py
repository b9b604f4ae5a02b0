"""What the tests of actions on incidents share."""

from accounts.models import User
from contracts.actions import incidents as actions
from contracts.models import Incident, Notification
from tests.cast import NOW, Cast
from tests.factories.incidents import HOUR

WHAT = "The booking page is down. Guests ring us instead."


def report(cast: Cast, by: User, **about: object) -> Incident:
    facts = {"what": WHAT, "aware_at": NOW - HOUR, "personal_data": "no"} | about
    return actions.report_incident(customer=cast.customer, by=cast.actor(by), at=NOW, **facts)


def waiting(incident: Incident) -> dict[str, Notification]:
    return {one.whom: one for one in incident.notifications.waiting()}
