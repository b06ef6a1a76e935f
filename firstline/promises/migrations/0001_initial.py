import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('desks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PromisePolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('severity', models.CharField(choices=[('low', 'low'), ('normal', 'normal'), ('high', 'high'), ('critical', 'critical')], max_length=8)),
                ('first_reply_minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('first_reply_business_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('solve_minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('solve_business_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('pauses_while_waiting', models.BooleanField(default=True)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promise_policies', to='desks.desk')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('desk', 'severity'), name='promises_policy_once'), models.CheckConstraint(condition=models.Q(('first_reply_minutes__isnull', True), ('first_reply_business_days__isnull', True), _connector='OR'), name='promises_reply_one_kind'), models.CheckConstraint(condition=models.Q(('solve_minutes__isnull', True), ('solve_business_days__isnull', True), _connector='OR'), name='promises_solve_one_kind')],
            },
        ),
    ]
