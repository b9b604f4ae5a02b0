"""How reminders arrive is kept with how every other notice does."""

from typing import Any

from django.db import migrations


def move(apps: Any, schema_editor: Any) -> None:
    preference = apps.get_model("background", "NoticePreference")
    weekly = apps.get_model("accounts", "User").objects.filter(prefers_digest=True)
    preference.objects.bulk_create(
        preference(user_id=pk, hows={"reminder": "weekly", "duty": "weekly"}) for pk in weekly.values_list("pk", flat=True)
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_api_token"), ("background", "0004_notices")]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField(model_name="user", name="prefers_digest"),
    ]
