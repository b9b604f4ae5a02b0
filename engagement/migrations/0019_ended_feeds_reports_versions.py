"""A feed ends with its person's sessions; many reports are told together; which version of rules was accepted.

Feeds that work are taken over as made today: they end with the next change of a password.
"""

from datetime import UTC
from typing import Any

from django.db import migrations, models


def stamp_feeds(apps: Any, schema_editor: Any) -> None:
    feeds = apps.get_model("engagement", "Feed").objects.filter(revoked_at=None).exclude(user__sessions_ended_at=None)
    for feed in feeds.select_related("user"):
        feed.stamp = feed.user.sessions_ended_at.astimezone(UTC).isoformat()
        feed.save(update_fields=["stamp"])


def tell_versions(apps: Any, schema_editor: Any) -> None:
    """What was finished before was finished as it was asked for."""
    for campaign in apps.get_model("engagement", "Campaign").objects.exclude(course=None):
        campaign.people.exclude(done_at=None).update(done_version=campaign.course_version)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_user_sessions_ended_at"), ("engagement", "0018_approved_minutes")]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="stamp",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(stamp_feeds, migrations.RunPython.noop),
        migrations.AddField(
            model_name="participation",
            name="done_version",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="the version that was read"),
        ),
        migrations.RunPython(tell_versions, migrations.RunPython.noop),
        migrations.AddField(
            model_name="suspicion",
            name="told_later_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="told together with others"),
        ),
    ]
