"""Understanding checks: what was asked of whom, and the answers."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_api_token"),
        ("accounts", "__first__"),
        ("responsibilities", "0007_proof_of_more_than_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("started_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="answered by")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed before everybody had answered")),
                ("revealed_at", models.DateTimeField(null=True, verbose_name="both sides see the answers since")),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="accounts.customer"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="responsibilities.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revealed_at", None)),
                        fields=("customer",),
                        name="responsibilities_round_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closed_at", None), ("revealed_at__isnull", False), _connector="OR"),
                        name="responsibilities_round_closed_is_revealed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="responsibilities_round_closed_paired",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("side", models.CharField(choices=[("provider", "Provider"), ("customer", "Customer")], max_length=10)),
                ("finished_at", models.DateTimeField(null=True, verbose_name="answered everything")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="responsibilities.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "person"), name="responsibilities_participant_person_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["provider", "customer"])),
                        name="responsibilities_participant_side_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AskedRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("line", models.UUIDField()),
                ("position", models.PositiveSmallIntegerField()),
                ("is_topic", models.BooleanField(default=False, verbose_name="to be talked about")),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked", to="responsibilities.row"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asked", to="responsibilities.round"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["line"], name="responsibil_line_4c67d6_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "line"), name="responsibilities_askedrow_line_once"),
                    models.UniqueConstraint(
                        fields=("round", "position"), name="responsibilities_askedrow_position_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "who",
                    models.CharField(
                        choices=[
                            ("provider", "Provider"),
                            ("customer", "Customer"),
                            ("shared", "Shared"),
                            ("third_party", "Third party"),
                            ("undecided", "Undecided"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=12,
                        verbose_name="who does this?",
                    ),
                ),
                (
                    "pays",
                    models.CharField(
                        choices=[
                            ("provider", "Provider"),
                            ("customer", "Customer"),
                            ("customer_insurer", "Customer insurer"),
                            ("shared", "Shared"),
                            ("third_party", "Third party"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=20,
                        verbose_name="who pays if it fails?",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="in their own words")),
                ("given_at", models.DateTimeField()),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="responsibilities.askedrow",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="views",
                        to="responsibilities.participant",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("asked", "participant"), name="responsibilities_view_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("who__in", ["provider", "customer", "shared", "third_party", "undecided", "unknown"])
                        ),
                        name="responsibilities_view_who_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "pays__in",
                                ["provider", "customer", "customer_insurer", "shared", "third_party", "unknown"],
                            )
                        ),
                        name="responsibilities_view_pays_known",
                    ),
                ],
            },
        ),
    ]
