"""Check that every frozen version still says what both sides signed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from responsibilities.models import Version
from responsibilities.queries.versions import is_intact


class Command(BaseCommand):
    """Name each version whose words no longer make its digest; exit code 1 when there is one."""

    help = "Check the digest of every proposed, agreed and superseded version."

    def handle(self, *args: Any, **options: Any) -> None:
        frozen = Version.objects.exclude(digest="").select_related("customer__provider")
        broken = 0
        for version in frozen.order_by("customer__name", "number"):
            if not is_intact(version):
                broken += 1
                self.stderr.write(f"{version.customer}, {version}: its words are not those of its digest.")
        if broken:
            raise CommandError(f"{broken} version(s) changed after they were frozen.")
        self.stdout.write(f"{frozen.count()} frozen versions, every digest holds.")
