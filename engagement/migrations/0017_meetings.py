"""Meetings with their agenda, minutes and approvals; whether they helped."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_api_token'),
        ('accounts', '__first__'),
        ('engagement', '0016_feeds'),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('quarterly', 'Quarterly review'), ('incident', 'Incident review'), ('other', 'Another meeting')], default='quarterly', max_length=10, verbose_name='what kind')),
                ('about', models.CharField(blank=True, max_length=160, verbose_name='what it is about')),
                ('starts_at', models.DateTimeField(verbose_name='when')),
                ('place', models.CharField(blank=True, max_length=300, verbose_name='where')),
                ('planned_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('minutes', models.JSONField(null=True, verbose_name='the minutes as proposed')),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('approved_at', models.DateTimeField(null=True, verbose_name='approved by both sides')),
                ('cancelled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='accounts.customer')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['customer', 'starts_at'], name='engagement__custome_8eba0f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('digest', ''), ('minutes__isnull', True), ('proposed_at__isnull', True)), models.Q(('minutes__isnull', False), ('proposed_at__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='engagement_meeting_proposed_is_frozen'), models.CheckConstraint(condition=models.Q(('approved_at', None), ('proposed_at__isnull', False), _connector='OR'), name='engagement_meeting_approved_was_proposed'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), ('proposed_at', None), _connector='OR'), name='engagement_meeting_cancelled_has_no_minutes'), models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False)), _connector='OR'), name='engagement_meeting_cancelled_paired'), models.CheckConstraint(condition=models.Q(models.Q(('proposed_at__isnull', True), ('proposed_by__isnull', True)), models.Q(('proposed_at__isnull', False), ('proposed_by__isnull', False)), _connector='OR'), name='engagement_meeting_proposed_paired'), models.CheckConstraint(condition=models.Q(('kind__in', ['quarterly', 'incident', 'other'])), name='engagement_meeting_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Attendee',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(choices=[('provider', 'Provider'), ('customer', 'Customer')], max_length=10)),
                ('name', models.CharField(max_length=150)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendees', to='engagement.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('meeting', 'person'), name='engagement_attendee_person_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='engagement_attendee_has_name'), models.CheckConstraint(condition=models.Q(('side__in', ['provider', 'customer'])), name='engagement_attendee_side_known')],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('side', models.CharField(choices=[('provider', 'Provider'), ('customer', 'Customer')], max_length=10)),
                ('approved_at', models.DateTimeField()),
                ('name', models.CharField(max_length=150)),
                ('digest', models.CharField(max_length=64)),
                ('approved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='engagement.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'side'), name='engagement_approval_side_once'), models.CheckConstraint(condition=models.Q(('digest', ''), _negated=True), name='engagement_approval_has_digest'), models.CheckConstraint(condition=models.Q(('side__in', ['provider', 'customer'])), name='engagement_approval_side_known')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('source', models.CharField(choices=[('action', 'Promised last time'), ('level', 'Promises kept?'), ('finding', 'Gaps'), ('views', 'Seen differently'), ('exercise', 'Practice'), ('renewal', 'Contract and insurance'), ('advice', 'Advice'), ('own', 'Added by hand')], default='own', max_length=10, verbose_name='where it comes from')),
                ('source_id', models.UUIDField(blank=True, null=True)),
                ('title', models.CharField(max_length=200, verbose_name='what it is about')),
                ('fact', models.CharField(blank=True, max_length=500, verbose_name='how it stands')),
                ('path', models.CharField(blank=True, max_length=300)),
                ('notes', models.TextField(blank=True, max_length=4000, verbose_name='what was said')),
                ('decision', models.TextField(blank=True, max_length=2000, verbose_name='what was decided')),
                ('added_at', models.DateTimeField()),
                ('dropped_at', models.DateTimeField(null=True, verbose_name='taken off the agenda')),
                ('dropped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='engagement.meeting')),
            ],
            options={
                'indexes': [models.Index(fields=['meeting', 'position'], name='engagement__meeting_10ce64_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('source_id__isnull', False)), fields=('meeting', 'source', 'source_id'), name='engagement_topic_source_once'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='engagement_topic_has_title'), models.CheckConstraint(condition=models.Q(models.Q(('source', 'own'), ('source_id', None)), models.Q(models.Q(('source', 'own'), _negated=True), ('source_id__isnull', False)), _connector='OR'), name='engagement_topic_source_whole'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', True), ('dropped_by__isnull', True)), models.Q(('dropped_at__isnull', False), ('dropped_by__isnull', False)), _connector='OR'), name='engagement_topic_dropped_paired'), models.CheckConstraint(condition=models.Q(('source__in', ['action', 'level', 'finding', 'views', 'exercise', 'renewal', 'advice', 'own'])), name='engagement_topic_source_known')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('about', models.CharField(choices=[('meeting', 'Meeting'), ('question', 'Question')], max_length=10)),
                ('subject_id', models.UUIDField()),
                ('title', models.CharField(max_length=300, verbose_name='about what')),
                ('helped', models.PositiveSmallIntegerField(choices=[(1, 'Not at all'), (2, 'A little'), (3, 'Mostly'), (4, 'Very much')], null=True, verbose_name='did this help you?')),
                ('words', models.CharField(blank=True, max_length=500, verbose_name='in a sentence')),
                ('given_at', models.DateTimeField()),
                ('customer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='accounts.customer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['customer', 'given_at'], name='engagement__custome_900395_idx')],
                'constraints': [models.UniqueConstraint(fields=('about', 'subject_id', 'person'), name='engagement_feedback_once'), models.CheckConstraint(condition=models.Q(models.Q(('helped__isnull', True), ('words', '')), models.Q(('helped__in', [1, 2, 3, 4]), ('helped__isnull', False)), _connector='OR'), name='engagement_feedback_helped_known'), models.CheckConstraint(condition=models.Q(('about__in', ['meeting', 'question'])), name='engagement_feedback_about_known')],
            },
        ),
    ]
