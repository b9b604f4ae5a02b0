"""Agreements named their vendor and product in words; each name becomes a vendor and a product of the provider."""

from django.db import migrations

UNNAMED = 'Vendor without a name'


def link(apps, schema_editor):
    """One vendor for each name, whatever its letters; another spelling is kept in the notes."""
    Agreement = apps.get_model('contracts', 'VendorAgreement')
    Vendor = apps.get_model('technology', 'Vendor')
    Product = apps.get_model('technology', 'Product')
    for row in Agreement.objects.order_by('pk'):
        row.vendor = _named(Vendor, row.vendor_text.strip() or UNNAMED, provider_id=row.provider_id)
        product = row.product_text.strip()
        row.product = _named(Product, product, vendor_id=row.vendor.pk) if product else None
        row.save(update_fields=['vendor', 'product'])


def unlink(apps, schema_editor):
    """The names back as words; vendors and products stay."""
    for row in apps.get_model('contracts', 'VendorAgreement').objects.select_related('vendor', 'product'):
        row.vendor_text, row.product_text = row.vendor.name, row.product.name if row.product else ''
        row.vendor = row.product = None
        row.save(update_fields=['vendor_text', 'product_text', 'vendor', 'product'])


def _named(model, name, **place):
    found = model.objects.filter(name__iexact=name, **place).first()
    if found is None:
        return model.objects.create(name=name, **place)
    if found.name != name and name not in found.notes:
        found.notes = f'{found.notes}\nAlso written {name}'.strip()
        found.save(update_fields=['notes'])
    return found


class Migration(migrations.Migration):

    dependencies = [
        ('contracts', '0016_vendor_links'),
    ]

    operations = [
        migrations.RunPython(link, unlink),
    ]
