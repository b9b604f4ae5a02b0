"""Check the audit chain of every provider."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.models import ChainHead
from audit.verify import verify


class Command(BaseCommand):
    """Name the first broken event of each provider's chain; exit code 1 when there is one."""

    help = "Check that no event of the audit log was changed, removed or put in between."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for head in ChainHead.objects.order_by("provider_id"):
            if fault := verify(head.provider_id):
                broken += 1
                self.stderr.write(f"Provider {head.provider_id}: event {fault.sequence} is broken: {fault.reason}.")
            else:
                self.stdout.write(f"Provider {head.provider_id}: {head.sequence} events, every link holds.")
        if broken:
            raise CommandError(f"{broken} chain(s) broken.")
