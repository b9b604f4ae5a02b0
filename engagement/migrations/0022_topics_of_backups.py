"""Backups as a source of topics. On SQLite the table is made anew, so the triggers that keep approved minutes are put back."""

from importlib import import_module

from django.conf import settings
from django.db import migrations, models

triggers = import_module("engagement.migrations.0018_approved_minutes")


class Migration(migrations.Migration):

    dependencies = [
        ('engagement', '0021_topics_of_review'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(triggers.drop_triggers, triggers.add_triggers),
        migrations.RemoveConstraint(
            model_name='topic',
            name='engagement_topic_source_known',
        ),
        migrations.AlterField(
            model_name='topic',
            name='source',
            field=models.CharField(choices=[('action', 'Promised last time'), ('level', 'Promises kept?'), ('tickets', 'Tickets'), ('protection', 'Protection'), ('backup', 'Backups'), ('finding', 'Gaps'), ('views', 'Seen differently'), ('exercise', 'Practice'), ('renewal', 'Contract and insurance'), ('vendor', 'Vendors'), ('advice', 'Advice'), ('news', 'The customer’s own news'), ('own', 'Added by hand')], default='own', max_length=10, verbose_name='where it comes from'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['action', 'level', 'tickets', 'protection', 'backup', 'finding', 'views', 'exercise', 'renewal', 'vendor', 'advice', 'news', 'own'])), name='engagement_topic_source_known'),
        ),
        migrations.RunPython(triggers.add_triggers, triggers.drop_triggers),
    ]
