"""Every due date learns its provider; the next migration makes it certain."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def tell_provider(apps, schema_editor):
    Due, Customer = apps.get_model("engagement", "Due"), apps.get_model("accounts", "Customer")
    providers = Customer.objects.filter(pk=OuterRef("customer_id")).values("provider_id")
    Due.objects.update(provider_id=Subquery(providers[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_api_token"),
        ("engagement", "0006_incident_dates"),
    ]

    operations = [
        migrations.AddField(
            model_name="due",
            name="provider",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="due",
                to="accounts.provider",
            ),
        ),
        migrations.RunPython(tell_provider, migrations.RunPython.noop),
    ]
