from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0017_vendors_from_texts'),
    ]

    operations = [
        migrations.RemoveField('vendoragreement', 'vendor_text'),
        migrations.RemoveField('vendoragreement', 'product_text'),
        migrations.AlterField(
            'vendoragreement', 'vendor',
            models.ForeignKey(on_delete=PROTECT, related_name='agreements', to='technology.vendor'),
        ),
    ]
