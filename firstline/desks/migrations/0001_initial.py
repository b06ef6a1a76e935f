import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('calendars', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prefix', models.CharField(blank=True, max_length=8, unique=True)),
                ('first_number', models.BigIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('extension', models.CharField(max_length=20)),
                ('language', models.CharField(default='en', max_length=12)),
                ('is_confidential', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='calendars.calendar')),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='desks.numberseries')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('extension',), name='desks_desk_extension')],
            },
        ),
    ]
