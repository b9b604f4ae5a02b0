from django.db import migrations, models
from django.db.models.deletion import PROTECT


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0015_loss_years_shared'),
        ('technology', '0001_vendors_products_deployments'),
    ]

    operations = [
        migrations.RenameField('vendoragreement', 'vendor', 'vendor_text'),
        migrations.RenameField('vendoragreement', 'product', 'product_text'),
        migrations.AlterField('vendoragreement', 'vendor_text', models.CharField(default='', max_length=120)),
        migrations.AlterField('vendoragreement', 'product_text', models.CharField(default='', max_length=120)),
        migrations.AddField(
            'vendoragreement', 'vendor',
            models.ForeignKey(null=True, on_delete=PROTECT, related_name='agreements', to='technology.vendor'),
        ),
        migrations.AddField(
            'vendoragreement', 'product',
            models.ForeignKey(
                blank=True, null=True, on_delete=PROTECT, related_name='agreements', to='technology.product',
                verbose_name='one product alone',
            ),
        ),
    ]
