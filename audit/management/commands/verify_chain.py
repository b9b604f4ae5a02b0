"""Check the audit chain of every provider."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.models import ChainHead, Event
from audit.verify import verify


class Command(BaseCommand):
    """Name the first broken event of each provider's chain; exit code 1 when there is one."""

    help = "Check that no event of the audit log was changed, removed or put in between."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        heads = dict(ChainHead.objects.values_list("provider_id", "sequence"))
        # A chain whose head somebody removed is still there to be checked.
        for provider_id in sorted({*heads, *Event.objects.order_by().values_list("provider_id", flat=True).distinct()}):
            if fault := verify(provider_id):
                broken += 1
                self.stderr.write(f"Provider {provider_id}: event {fault.sequence} is broken: {fault.reason}.")
            else:
                self.stdout.write(f"Provider {provider_id}: {heads[provider_id]} events, every link holds.")
        if broken:
            raise CommandError(f"{broken} chain(s) broken.")
