"""A finding is seen, accepted, snoozed and brought back, and one that comes back knows the one before.

The checks' own events count as news no longer, so everybody is looked at once more.
"""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

USER = settings.AUTH_USER_MODEL
PROTECT = django.db.models.deletion.PROTECT
STATES = [("open", "Open"), ("accepted", "Accepted"), ("snoozed", "Snoozed")]
DEEDS = [
    ("seen", "Seen"), ("accepted", "Accepted"), ("snoozed", "Snoozed"), ("woken", "Brought back"),
    ("lapsed", "Came back"), ("worse", "Came back graver"),
]
UNDECIDED = Q(("decided_at", None), ("decided_side", ""), ("reason", ""), ("state", "open"), ("until_on", None))
DECIDED = Q(Q(("state", "open"), _negated=True), ("decided_at__isnull", False), ("until_on__isnull", False))
BOTH, NEITHER = (
    Q(("decided_at__isnull", is_null), ("decided_by__isnull", is_null)) for is_null in (False, True)
)
RULES = {
    "state_known": Q(("state__in", ["open", "accepted", "snoozed"])),
    "decided_side_known": Q(("decided_side__in", ["", "provider", "customer"])),
    "decided_paired": Q(NEITHER, BOTH, _connector="OR"),
    "decided_whole": Q(UNDECIDED, DECIDED, _connector="OR"),
    "accepted_is_known": Q(Q(("state", "accepted"), _negated=True), ("is_unknown", False), _connector="OR"),
}


def look_again(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("findings", "Watch").objects.using(editor.connection.alias).update(sequence=0, refreshed_on=None)


def field(name: str, kind: models.Field) -> migrations.AddField:
    return migrations.AddField("finding", name, kind)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_api_token"),
        ("findings", "0002_words_in_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(look_again, migrations.RunPython.noop),
        field("before", models.ForeignKey("findings.finding", null=True, on_delete=PROTECT, related_name="later")),
        field("state", models.CharField(choices=STATES, default="open", max_length=8)),
        field("until_on", models.DateField(null=True)),
        field("reason", models.CharField(blank=True, max_length=500)),
        field("decided_at", models.DateTimeField(null=True)),
        field("decided_by", models.ForeignKey(USER, null=True, on_delete=PROTECT, related_name="+")),
        field("decided_side", models.CharField(blank=True, max_length=10)),
        migrations.AddIndex(
            "finding",
            models.Index(fields=["customer", "check_id", "subject"], name="findings_fi_custome_271f35_idx"),
        ),
        *(
            migrations.AddConstraint("finding", models.CheckConstraint(condition=rule, name=f"findings_finding_{name}"))
            for name, rule in RULES.items()
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("deed", models.CharField(choices=DEEDS, max_length=10)),
                ("at", models.DateTimeField()),
                ("side", models.CharField(max_length=10)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("until_on", models.DateField(null=True)),
                ("by", models.ForeignKey(USER, null=True, on_delete=PROTECT, related_name="+")),
                ("finding", models.ForeignKey("findings.finding", on_delete=PROTECT, related_name="steps")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("deed", "seen")), fields=("finding", "by"), name="findings_step_seen_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(("deed__in", [deed for deed, _ in DEEDS])), name="findings_step_deed_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(("side__in", ["provider", "customer", "system"])), name="findings_step_side_known"
                    ),
                ]
            },
        ),
    ]
