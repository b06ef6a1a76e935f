import django.contrib.postgres.functions
import firstline.ledger.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_id', models.BigIntegerField()),
                ('handler', models.CharField(max_length=80)),
                ('done_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry_id', 'handler'), name='ledger_delivery_once')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(max_length=80)),
                ('desk_id', models.BigIntegerField(null=True)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(max_length=200)),
                ('on_behalf_of_id', models.BigIntegerField(null=True)),
                ('subject_type', models.CharField(max_length=40)),
                ('subject_id', models.BigIntegerField()),
                ('parent_type', models.CharField(blank=True, max_length=40)),
                ('parent_id', models.BigIntegerField(null=True)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow())),
                ('transaction_id', models.BigIntegerField(db_default=firstline.ledger.models.CurrentTransactionId())),
                ('request_id', models.CharField(blank=True, max_length=64)),
                ('caused_by_id', models.BigIntegerField(null=True)),
                ('data', models.JSONField(default=dict)),
                ('visibility', models.CharField(choices=[('public', 'public'), ('internal', 'internal'), ('restricted', 'restricted')], max_length=12)),
                ('retention', models.CharField(max_length=24)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id', 'id'], name='ledger_entry_subject'), models.Index(condition=models.Q(('parent_id__isnull', False)), fields=['parent_type', 'parent_id', 'id'], name='ledger_entry_parent'), models.Index(fields=['transaction_id', 'id'], name='ledger_entry_order')],
            },
        ),
    ]
