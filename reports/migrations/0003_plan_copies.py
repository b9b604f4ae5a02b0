from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_one_pager")]

    operations = [
        migrations.RenameField(model_name="onepager", old_name="scenario", new_name="subject"),
        migrations.AlterField(
            model_name="onepager",
            name="subject",
            field=models.UUIDField(verbose_name="the example or plan it is about"),
        ),
        migrations.AddField(
            model_name="onepager",
            name="kind",
            field=models.CharField(
                choices=[
                    ("who-pays", "Who would pay?"),
                    ("plan-card", "Card of a plan"),
                    ("plan", "Whole plan"),
                ],
                default="who-pays",
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="onepager",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["who-pays", "plan-card", "plan"])),
                name="reports_onepager_kind_known",
            ),
        ),
    ]
