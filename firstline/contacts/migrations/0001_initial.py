import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('desks', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('channel', models.CharField(choices=[('phone', 'phone'), ('voicemail', 'voicemail'), ('email', 'email'), ('portal', 'portal'), ('counter', 'counter'), ('remote', 'remote'), ('monitoring', 'monitoring'), ('vehicle', 'vehicle')], default='phone', max_length=12)),
                ('is_inbound', models.BooleanField(default=True)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('name_as_told', models.CharField(blank=True, max_length=200)),
                ('started_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('logged_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('', 'not logged yet'), ('solved', 'solved'), ('transferred', 'transferred'), ('forwarded', 'forwarded'), ('queued', 'queued'), ('callback', 'callback'), ('referred', 'referred'), ('passed', 'passed to another desk'), ('no_ticket', 'no ticket needed'), ('abandoned', 'abandoned')], default='', max_length=12)),
                ('no_ticket_reason', models.CharField(blank=True, max_length=200)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='desks.desk')),
                ('logged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='CallDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('data', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='desks.desk')),
                ('handed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_drafts', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='contacts.contact')),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='Callback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('promised_at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('due', 'due'), ('reached', 'reached'), ('not_needed', 'not_needed')], default='due', max_length=12)),
                ('attempts_count', models.PositiveSmallIntegerField(default=0)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='desks.desk')),
                ('for_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='people.person')),
                ('promised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='callbacks', to='contacts.contact')),
            ],
        ),
        migrations.CreateModel(
            name='ContactLeg',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_extension', models.CharField(blank=True, max_length=20)),
                ('transferred_at', models.DateTimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='legs', to='contacts.contact')),
                ('from_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['transferred_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='DraftRevision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField()),
                ('data', models.JSONField()),
                ('saved_at', models.DateTimeField()),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='contacts.calldraft')),
            ],
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['desk', '-started_at'], name='contacts_desk_started'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(fields=['person', '-started_at'], name='contacts_person_started'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('logged_at__isnull', True)), fields=['desk', 'owner'], name='contacts_unlogged'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='contacts_times_order'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('logged_at__isnull', True), models.Q(models.Q(('outcome', ''), _negated=True), ('logged_by__isnull', False)), _connector='OR'), name='contacts_logged_complete'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'no_ticket'), _negated=True), models.Q(('no_ticket_reason', ''), _negated=True), _connector='OR'), name='contacts_no_ticket_reason'),
        ),
        migrations.AddIndex(
            model_name='calldraft',
            index=models.Index(condition=models.Q(('submitted_at__isnull', True)), fields=['owner'], name='contacts_draft_open'),
        ),
        migrations.AddIndex(
            model_name='callback',
            index=models.Index(condition=models.Q(('state', 'due')), fields=['desk', 'promised_at'], name='contacts_callback_due'),
        ),
    ]
