import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalog', '0001_initial'),
        ('desks', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Modifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('impact_steps', models.SmallIntegerField(default=0)),
                ('urgency_steps', models.SmallIntegerField(default=0)),
                ('makes_critical', models.BooleanField(default=False)),
                ('is_time_bound', models.BooleanField(default=False)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='desks.desk')),
            ],
        ),
        migrations.CreateModel(
            name='QuestionSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('published_at', models.DateTimeField()),
                ('nature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='question_sets', to='catalog.nature')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=160)),
                ('yes_impact_steps', models.SmallIntegerField(default=0)),
                ('yes_urgency_steps', models.SmallIntegerField(default=0)),
                ('no_impact_steps', models.SmallIntegerField(default=0)),
                ('no_urgency_steps', models.SmallIntegerField(default=0)),
                ('question_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='triage.questionset')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='KeywordRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phrase', models.CharField(max_length=60)),
                ('weight', models.SmallIntegerField(default=1)),
                ('nature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keyword_rules', to='catalog.nature')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('nature', 'phrase'), name='triage_keyword_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='questionset',
            constraint=models.UniqueConstraint(fields=('nature', 'version'), name='triage_set_version'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(fields=('question_set', 'position'), name='triage_question_position'),
        ),
    ]
