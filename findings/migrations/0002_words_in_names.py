"""Findings are kept in the names of both parties too; those that are known begin with what they say to the owner."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def copy_words(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The next look of the checks puts the names in."""
    findings = apps.get_model("findings", "Finding").objects.using(editor.connection.alias)
    findings.update(message_in_names=F("message"), action_in_names=F("action"))


class Migration(migrations.Migration):
    dependencies = [("findings", "0001_initial")]
    operations = [
        migrations.AddField("finding", "message_in_names", models.CharField(max_length=500, default=""), preserve_default=False),
        migrations.AddField("finding", "action_in_names", models.CharField(max_length=300, default=""), preserve_default=False),
        migrations.RunPython(copy_words, migrations.RunPython.noop),
    ]
