import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('desks', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('params', models.JSONField(default=dict)),
                ('link', models.CharField(max_length=200)),
                ('entry_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('desk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='desks.desk')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('read_at__isnull', True)), fields=['user'], name='notify_notice_unread'), models.Index(fields=['user', '-id'], name='notify_notice_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('entry_id__isnull', False)), fields=('user', 'kind', 'entry_id'), name='notify_notice_once')],
            },
        ),
    ]
