"""The last day to set about something; decisions on findings are a kind of their own, no reviews of jobs."""

from typing import Any

from django.db import migrations, models

KINDS = [
    "review", "signature", "question", "renewal", "cover", "incident", "ending", "exercise", "contact", "action",
    "assessment", "support", "update", "rollback", "advice", "agreed", "meeting", "advisory", "training", "proof",
    "finding", "views", "notice", "credit",
]  # fmt: skip


def name_findings(apps: Any, schema_editor: Any) -> None:
    findings = apps.get_model("findings", "Finding").objects.values("pk")
    apps.get_model("engagement", "Due").objects.filter(kind="review", subject_id__in=findings).update(kind="finding")


class Migration(migrations.Migration):
    dependencies = [("engagement", "0019_ended_feeds_reports_versions"), ("findings", "0003_life_of_a_finding")]

    operations = [
        migrations.RemoveConstraint(model_name="due", name="engagement_due_kind_known"),
        migrations.AddField(
            model_name="due",
            name="act_by",
            field=models.DateField(null=True, verbose_name="the last day to set about it, where that is earlier"),
        ),
        migrations.AlterField(
            model_name="due",
            name="kind",
            field=models.CharField(
                choices=[
                    ("review", "Review of a job"),
                    ("signature", "Signature"),
                    ("question", "Open question"),
                    ("renewal", "Insurance to renew"),
                    ("cover", "Review of insurance"),
                    ("incident", "Somebody to tell of an incident"),
                    ("ending", "Last day of an agreement"),
                    ("exercise", "Exercise of a plan"),
                    ("contact", "Telephone numbers to check"),
                    ("action", "Action after an exercise or a use"),
                    ("assessment", "Vendor to assess"),
                    ("support", "End of support"),
                    ("update", "Update to let go on"),
                    ("rollback", "Way back to try"),
                    ("advice", "Advice to look at again"),
                    ("agreed", "Action agreed"),
                    ("meeting", "Meeting"),
                    ("advisory", "Advisory to act on"),
                    ("training", "Training to finish"),
                    ("proof", "Proof to renew"),
                    ("finding", "Finding to look at again"),
                    ("views", "Both sides' views to give"),
                    ("notice", "Last day to give notice"),
                    ("credit", "Last day to claim a credit"),
                ],
                max_length=12,
            ),
        ),
        migrations.RunPython(name_findings, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="due",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="engagement_due_kind_known"
            ),
        ),
    ]
