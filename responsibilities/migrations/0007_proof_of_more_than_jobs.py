"""Proof of service levels, insurers' conditions and exercises as well as of jobs, with a note and a last day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("responsibilities", "0006_rows_counted_from_an_index")]

    operations = [
        migrations.RemoveIndex("evidence", "responsibil_custome_f81f88_idx"),
        migrations.RenameField("evidence", "line", "subject_id"),
        migrations.RenameField("evidence", "code", "label"),
        migrations.AlterField("evidence", "label", models.CharField(max_length=160)),
        migrations.AlterField("evidence", "happened_on", models.DateField(verbose_name="as at")),
        migrations.AddField(
            "evidence",
            "kind",
            models.CharField(
                choices=[
                    ("job", "A job"),
                    ("promise", "A service level"),
                    ("condition", "An insurer’s condition"),
                    ("exercise", "An exercise"),
                ],
                default="job",
                max_length=9,
            ),
        ),
        migrations.AddField("evidence", "words", models.TextField(blank=True, verbose_name="note")),
        migrations.AddField(
            "evidence", "expires_on", models.DateField(blank=True, null=True, verbose_name="good until")
        ),
        migrations.AddIndex(
            "evidence",
            models.Index(
                fields=["customer", "subject_id", "-happened_on"], name="responsibil_custome_ac9760_idx"
            ),
        ),
        migrations.AddConstraint(
            "evidence",
            models.CheckConstraint(
                condition=models.Q(kind__in=["job", "promise", "condition", "exercise"]),
                name="responsibilities_evidence_kind_known",
            ),
        ),
        migrations.AddConstraint(
            "evidence",
            models.CheckConstraint(
                condition=models.Q(expires_on=None) | models.Q(expires_on__gte=models.F("happened_on")),
                name="responsibilities_evidence_expires_after",
            ),
        ),
    ]
