import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('desks', '0001_initial'),
        ('teams', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Coverage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='desks.desk')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coverage', to='teams.supportgroup')),
                ('level', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='teams.level')),
                ('nature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coverage', to='catalog.nature')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('desk', 'nature', 'level'), name='routing_coverage_once')],
            },
        ),
    ]
