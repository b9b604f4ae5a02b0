"""A finding that is gone because facts are missing now was not fixed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0003_life_of_a_finding")]
    operations = [
        migrations.AddField(
            "finding",
            "is_lost",
            models.BooleanField(default=False, verbose_name="gone because facts are missing now"),
        ),
    ]
