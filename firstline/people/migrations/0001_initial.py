import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import firstline.people.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('desks', '0002_number_sequences'),
    ]

    operations = [
        migrations.CreateModel(
            name='Building',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('people', 'people'), ('sites', 'sites')], max_length=8)),
                ('state', models.CharField(choices=[('previewed', 'previewed'), ('applying', 'applying'), ('applied', 'applied'), ('outdated', 'outdated'), ('failed', 'failed')], default='previewed', max_length=12)),
                ('file_name', models.CharField(max_length=200)),
                ('content', models.BinaryField()),
                ('digest', models.CharField(max_length=64)),
                ('summary', models.JSONField(default=dict)),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
                ('confirmed_by_id', models.BigIntegerField(null=True)),
                ('confirmed_by_name', models.CharField(blank=True, max_length=200)),
                ('finished_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PersonCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True)),
                ('name', models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='ImportProgress',
            fields=[
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='progress', serialize=False, to='people.importrun')),
                ('done_count', models.PositiveIntegerField(default=0)),
                ('total_count', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='LexiconWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=80, unique=True)),
                ('trigrams', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), size=None)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['trigrams'], name='people_lexicon_trigrams')],
            },
        ),
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('building', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='people.building')),
            ],
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('school_level', models.CharField(blank=True, choices=[('', 'none'), ('elementary', 'elementary'), ('middle', 'middle'), ('high', 'high'), ('adult', 'adult')], default='', max_length=12)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('hours_note', models.CharField(blank=True, max_length=200)),
                ('is_active', models.BooleanField(default=True)),
                ('guarded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='desks.desk')),
            ],
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('employee_number', models.CharField(blank=True, max_length=40, null=True, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('folded_name', models.CharField(max_length=200)),
                ('extension', models.CharField(blank=True, max_length=20)),
                ('job_title', models.CharField(blank=True, max_length=120)),
                ('preferred_contact', models.CharField(choices=[('phone', 'phone'), ('email', 'email'), ('text', 'text')], default='phone', max_length=8)),
                ('accommodation_note', models.CharField(blank=True, max_length=400)),
                ('language', models.CharField(default='en', max_length=12)),
                ('is_active', models.BooleanField(default=True)),
                ('search_terms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                ('guarded_terms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                ('search_vector', models.GeneratedField(db_persist=True, expression=firstline.people.models.TermsVector(models.F('search_terms')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('guarded_vector', models.GeneratedField(db_persist=True, expression=firstline.people.models.TermsVector(models.F('guarded_terms')), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.department')),
                ('guarded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='desks.desk')),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.personcategory')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='people.room')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='persons', to='people.site')),
            ],
        ),
        migrations.AddField(
            model_name='building',
            name='site',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='buildings', to='people.site'),
        ),
        migrations.CreateModel(
            name='Vehicle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unit', models.CharField(max_length=20, unique=True)),
                ('description', models.CharField(blank=True, max_length=120)),
                ('guarded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='desks.desk')),
                ('home_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vehicles', to='people.site')),
            ],
        ),
        migrations.CreateModel(
            name='EmailAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, unique=True)),
                ('is_primary', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='email_addresses', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_primary', True)), fields=('person',), name='people_email_one_primary')],
            },
        ),
        migrations.CreateModel(
            name='PhoneNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40)),
                ('digits', models.CharField(db_index=True, max_length=40)),
                ('label', models.CharField(blank=True, max_length=20)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phone_numbers', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'digits'), name='people_phone_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.UniqueConstraint(fields=('building', 'name'), name='people_room_once'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['search_vector'], name='people_person_search'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('guarded_by__isnull', False)), fastupdate=False, fields=['guarded_vector'], name='people_person_guarded'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['folded_name', 'id'], name='people_person_folded'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('extension', ''), _negated=True), fields=['extension'], name='people_person_extension'),
        ),
        migrations.AddConstraint(
            model_name='building',
            constraint=models.UniqueConstraint(fields=('site', 'name'), name='people_building_once'),
        ),
    ]
