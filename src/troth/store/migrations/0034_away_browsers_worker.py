"""Who was asked to stand in and said yes, browsers that may answer by mail, and when the worker was last heard of."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0033_link_reported'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkerLife',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began', models.DateTimeField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='rhythm',
            name='accepts',
            field=models.BooleanField(default=True, help_text='whether what is delivered is told to that colleague too'),
        ),
        migrations.AddField(
            model_name='rhythm',
            name='away_words',
            field=models.CharField(blank=True, help_text='what partners read beside the day of return', max_length=300),
        ),
        migrations.AddField(
            model_name='rhythm',
            name='stands',
            field=models.BooleanField(default=False, help_text='whether that colleague has said yes'),
        ),
        migrations.AlterField(
            model_name='rhythm',
            name='stand_in',
            field=models.ForeignKey(help_text='a colleague who was asked to be told meanwhile', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stands_in_for', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='MailBrowser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sent_to', models.CharField(max_length=64)),
                ('key_hash', models.CharField(max_length=64, unique=True)),
                ('words', models.CharField(help_text='what browser it is, as far as it says so itself', max_length=100)),
                ('made_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(help_text='when something was last answered from it')),
                ('until', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mail_browsers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['until'], name='mail_browser_until')],
            },
        ),
    ]
