import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('contacts', '0001_initial'),
        ('desks', '0001_initial'),
        ('people', '0001_initial'),
        ('teams', '0001_initial'),
        ('triage', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ResolutionCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('number', models.CharField(max_length=24, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('requester_name', models.CharField(blank=True, max_length=200)),
                ('opened_at', models.DateTimeField()),
                ('assigned_at', models.DateTimeField(null=True)),
                ('status', models.CharField(choices=[('new', 'new'), ('in_progress', 'in_progress'), ('waiting', 'waiting'), ('scheduled', 'scheduled'), ('resolved', 'resolved'), ('closed', 'closed'), ('void', 'void')], default='new', max_length=12)),
                ('waiting_on', models.CharField(blank=True, choices=[('', 'none'), ('requester', 'requester'), ('vendor', 'vendor'), ('parts', 'parts')], default='', max_length=12)),
                ('waiting_reason', models.CharField(blank=True, max_length=200)),
                ('waiting_until_at', models.DateTimeField(null=True)),
                ('impact', models.CharField(max_length=8)),
                ('urgency', models.CharField(max_length=8)),
                ('severity', models.CharField(choices=[('low', 'low'), ('normal', 'normal'), ('high', 'high'), ('critical', 'critical')], max_length=8)),
                ('severity_rank', models.SmallIntegerField()),
                ('severity_reason', models.CharField(blank=True, max_length=200)),
                ('severity_reasons', models.JSONField(default=list)),
                ('modifier_codes', models.JSONField(default=list)),
                ('nature_reason', models.CharField(blank=True, max_length=200)),
                ('entitlement', models.CharField(default='unknown', max_length=12)),
                ('entitlement_clause', models.CharField(blank=True, max_length=20)),
                ('identity_method', models.CharField(blank=True, choices=[('', 'none'), ('callback', 'callback to the number on file'), ('mail_code', 'code by mail'), ('employee_number', 'employee number with site'), ('in_person', 'in person')], default='', max_length=20)),
                ('identity_verified', models.BooleanField(null=True)),
                ('tried', models.TextField(blank=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('resolution_note', models.TextField(blank=True)),
                ('minutes_worked', models.PositiveIntegerField(null=True)),
                ('estimated_minutes', models.PositiveIntegerField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('reopened_count', models.PositiveSmallIntegerField(default=0)),
                ('escalated_to_director_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to=settings.AUTH_USER_MODEL)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='desks.desk')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='teams.supportgroup')),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='teams.level')),
                ('nature', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='catalog.nature')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('requester', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='people.person')),
                ('resolution_code', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='tickets.resolutioncode')),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SubmittedDraft',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False)),
                ('actor_id', models.BigIntegerField()),
                ('body_digest', models.CharField(max_length=64)),
                ('created_at', models.DateTimeField()),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='contacts.contact')),
                ('draft', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='contacts.calldraft')),
                ('ticket', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='tickets.ticket')),
            ],
        ),
        migrations.CreateModel(
            name='TicketCallback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('callback', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='ticket_link', to='contacts.callback')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='callback_links', to='tickets.ticket')),
            ],
        ),
        migrations.CreateModel(
            name='TicketContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ticket_links', to='contacts.contact')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_links', to='tickets.ticket')),
            ],
        ),
        migrations.AddField(
            model_name='ticket',
            name='contacts',
            field=models.ManyToManyField(related_name='tickets', through='tickets.TicketContact', to='contacts.contact'),
        ),
        migrations.CreateModel(
            name='OrderPin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('pinned_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='order_pins', to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='order_pins', to='tickets.ticket')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('user', 'ticket'), name='tickets_pin_once')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('request', 'request'), ('reply', 'reply'), ('note', 'note'), ('resolution', 'resolution')], max_length=12)),
                ('is_public', models.BooleanField()),
                ('body', models.TextField()),
                ('author_name', models.CharField(max_length=200)),
                ('channel', models.CharField(blank=True, max_length=12)),
                ('delivery', models.CharField(blank=True, choices=[('', ''), ('no_channel', 'no_channel')], max_length=12)),
                ('written_at', models.DateTimeField()),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('author_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='tickets.ticket')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['ticket', 'id'], name='tickets_message_ticket')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'note'), _negated=True), ('is_public', False), _connector='OR'), name='tickets_note_never_public')],
            },
        ),
        migrations.CreateModel(
            name='ComposerDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reply', 'reply'), ('note', 'note'), ('resolve', 'resolve')], max_length=12)),
                ('body', models.TextField()),
                ('revision', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='tickets.ticket')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'ticket', 'kind'), name='tickets_composer_once')],
            },
        ),
        migrations.CreateModel(
            name='TicketAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('not_asked', 'not_asked')], max_length=10)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='triage.question')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='tickets.ticket')),
            ],
            options={
                'ordering': ['question__position'],
                'constraints': [models.UniqueConstraint(fields=('ticket', 'question'), name='tickets_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='TicketClock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('first_reply', 'first_reply'), ('solve', 'solve')], max_length=12)),
                ('target_minutes', models.PositiveIntegerField(null=True)),
                ('target_business_days', models.PositiveSmallIntegerField(null=True)),
                ('started_at', models.DateTimeField()),
                ('elapsed_seconds', models.PositiveBigIntegerField(default=0)),
                ('running_since_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('met_at', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clocks', to='tickets.ticket')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('met_at__isnull', True), ('running_since_at__isnull', False), ('stopped_at__isnull', True)), fields=['due_at'], name='tickets_clock_due')],
                'constraints': [models.UniqueConstraint(fields=('ticket', 'kind'), name='tickets_clock_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='ticketcontact',
            constraint=models.UniqueConstraint(fields=('ticket', 'contact'), name='tickets_contact_once'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('status__in', ('new', 'in_progress', 'waiting', 'scheduled'))), fields=['desk', '-severity_rank', 'due_at', 'id'], name='tickets_open_queue'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('status__in', ('new', 'in_progress', 'waiting', 'scheduled'))), fields=['assignee'], name='tickets_open_assignee'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['requester', '-id'], name='tickets_requester'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['nature', '-resolved_at'], name='tickets_nature_resolved'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(fields=['desk', '-opened_at'], name='tickets_desk_opened'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'waiting'), _negated=True), models.Q(models.Q(('waiting_reason', ''), _negated=True), ('waiting_until_at__isnull', False)), _connector='OR'), name='tickets_waiting_complete'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('resolved', 'closed')), _negated=True), models.Q(('resolution_code__isnull', False), ('resolved_at__isnull', False)), _connector='OR'), name='tickets_resolved_complete'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(('requester__isnull', False), models.Q(('requester_name', ''), _negated=True), _connector='OR'), name='tickets_requester_known'),
        ),
    ]
