import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('desks', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('is_active', models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name='Nature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40)),
                ('name', models.CharField(max_length=60)),
                ('number_key', models.SmallIntegerField(blank=True, null=True)),
                ('default_impact', models.CharField(choices=[('one', 'one'), ('group', 'group'), ('wide', 'wide')], max_length=8)),
                ('default_urgency', models.CharField(choices=[('goes_on', 'goes_on'), ('hindered', 'hindered'), ('stopped', 'stopped')], max_length=8)),
                ('needs_identity_check', models.BooleanField(default=False)),
                ('is_catch_all', models.BooleanField(default=False)),
                ('is_active', models.BooleanField(default=True)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='natures', to='desks.desk')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='catalog.service')),
            ],
            options={
                'ordering': ['number_key', 'name'],
                'constraints': [models.UniqueConstraint(fields=('desk', 'code'), name='catalog_nature_code'), models.UniqueConstraint(condition=models.Q(('is_active', True)), fields=('desk', 'number_key'), name='catalog_nature_key'), models.UniqueConstraint(condition=models.Q(('is_catch_all', True)), fields=('desk',), name='catalog_nature_one_catch_all'), models.CheckConstraint(condition=models.Q(('number_key__isnull', True), ('number_key__range', (1, 8)), _connector='OR'), name='catalog_nature_key_range')],
            },
        ),
        migrations.CreateModel(
            name='EntitlementRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school_level', models.CharField(blank=True, choices=[('', 'none'), ('elementary', 'elementary'), ('middle', 'middle'), ('high', 'high'), ('adult', 'adult')], max_length=12, null=True)),
                ('verdict', models.CharField(choices=[('covered', 'covered'), ('as_needed', 'as_needed'), ('refer', 'refer')], max_length=12)),
                ('refer_to', models.CharField(blank=True, max_length=200)),
                ('clause_number', models.CharField(max_length=20)),
                ('clause_text', models.CharField(max_length=400)),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.personcategory')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='catalog.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('category', 'school_level', 'service'), name='catalog_entitlement_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'refer'), _negated=True), models.Q(('refer_to', ''), _negated=True), _connector='OR'), name='catalog_refer_to_given')],
            },
        ),
    ]
