import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Calendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, unique=True)),
                ('time_zone', models.CharField(max_length=64)),
                ('always_open', models.BooleanField(default=False)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField()),
                ('name', models.CharField(max_length=120)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holidays', to='calendars.calendar')),
            ],
            options={
                'ordering': ['date'],
                'constraints': [models.UniqueConstraint(fields=('calendar', 'date'), name='calendars_holiday_once')],
            },
        ),
        migrations.CreateModel(
            name='WeeklyHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.SmallIntegerField()),
                ('opens_at', models.TimeField()),
                ('closes_at', models.TimeField()),
                ('closes_next_day', models.BooleanField(default=False)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours', to='calendars.calendar')),
            ],
            options={
                'ordering': ['calendar', 'weekday', 'opens_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__range', (0, 6))), name='calendars_hours_weekday'), models.CheckConstraint(condition=models.Q(('closes_next_day', True), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='calendars_hours_order'), models.UniqueConstraint(fields=('calendar', 'weekday', 'opens_at'), name='calendars_hours_once')],
            },
        ),
    ]
