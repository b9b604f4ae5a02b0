"""What this actor may do with packs. Pure."""

from datetime import date

from accounts.actor import Actor, check_may
from accounts.enums import Permission
from core.quarters import Quarter
from reports import policies
from reports.models import Pack


def check_can_request_pack(actor: Actor, quarter: Quarter, today: date) -> None:
    """Either side may ask for the pack of a quarter that has begun."""
    check_may(actor, Permission.REPORT_REQUEST)
    policies.check_has_begun(quarter, today)


def check_can_download_pack(actor: Actor, pack: Pack) -> None:
    """Either side may have a pack that is ready."""
    check_may(actor, Permission.REPORT_VIEW)
    policies.check_is_ready(pack)
