from django.db import migrations, models


def tell(apps, schema_editor):
    """Of exercises held before: what their times come to, where any was taken against a target."""
    outcomes = {}
    times = apps.get_model("continuity", "ObservedTime").objects.filter(
        exercise__held_on__isnull=False, target_minutes__isnull=False
    )
    for exercise, target, took in times.values_list("exercise", "target_minutes", "observed_minutes"):
        outcomes.setdefault(exercise, []).append((target, took))
    for exercise, aimed in outcomes.items():
        if any(took is not None for _, took in aimed):
            met = sum(took is not None and took <= target for target, took in aimed)
            outcome = "met" if met == len(aimed) else "partly" if met else "not_met"
            apps.get_model("continuity", "Exercise").objects.filter(pk=exercise).update(outcome=outcome)


class Migration(migrations.Migration):

    dependencies = [
        ("continuity", "0006_plans_of_outages"),
    ]

    operations = [
        migrations.AddField(
            model_name="exercise",
            name="outcome",
            field=models.CharField(blank=True, choices=[("met", "Met"), ("partly", "Partly met"), ("not_met", "Not met")], default="", max_length=7, verbose_name="did it show what it was to?"),
            preserve_default=False,
        ),
        migrations.RunPython(tell, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="exercise",
            constraint=models.CheckConstraint(condition=models.Q(("outcome", ""), models.Q(("held_on__isnull", False), ("outcome__in", ["met", "partly", "not_met"])), _connector="OR"), name="continuity_exercise_outcome_of_held"),
        ),
    ]
