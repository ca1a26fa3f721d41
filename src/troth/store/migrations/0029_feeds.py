import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0028_replies")]

    operations = [
        migrations.CreateModel(
            name="BackupMade",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("where", models.CharField(help_text="the file, as it was named", max_length=400)),
                ("size", models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="organisation",
            name="receipts_to",
            field=models.EmailField(
                blank=True,
                help_text="where receipts are mailed; empty where to its admins",
                max_length=254,
            ),
        ),
        migrations.AlterField(
            model_name="outbox",
            name="parked_at",
            field=models.DateTimeField(
                help_text="given up after some tries; the operator may send it again", null=True
            ),
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.CharField(max_length=32)),
                (
                    "token_hash",
                    models.CharField(
                        help_text="SHA-256 of the token; the token is never kept", max_length=64, unique=True
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "alliance",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="store.alliance",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "alliance"), name="one_feed_per_alliance"),
                    models.UniqueConstraint(
                        condition=models.Q(("alliance", None)), fields=("person",), name="one_feed_of_all"
                    ),
                ]
            },
        ),
    ]
