"""How mail reaches each person, what waits for their next letter, and at which points they were reminded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PACES = [("once", "once"), ("daily", "daily"), ("weekly", "weekly"), ("never", "never")]


class Migration(migrations.Migration):
    dependencies = [("store", "0030_comments")]

    operations = [
        migrations.AddField(
            model_name="lead",
            name="told",
            field=models.CharField(
                blank=True, default="", help_text="the points that its own side was reminded at", max_length=40
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Rhythm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("needs", models.CharField(choices=PACES, default="once", max_length=6)),
                ("comments", models.CharField(choices=PACES, default="once", max_length=6)),
                ("news", models.CharField(choices=PACES, default="once", max_length=6)),
                ("letter", models.CharField(choices=PACES, default="weekly", max_length=6)),
                (
                    "hours",
                    models.JSONField(
                        default=list,
                        help_text="from and to of each day, Monday first, or null; empty where those of the organisation",
                    ),
                ),
                ("away_from", models.DateField(null=True)),
                ("away_until", models.DateField(help_text="the last day of the absence", null=True)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rhythm",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        help_text="a colleague who is told meanwhile",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stands_in_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Held",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(help_text="of the letter it waits for")),
                ("act", models.CharField(max_length=48)),
                ("object", models.CharField(blank=True, max_length=40)),
                ("entry", models.CharField(max_length=64)),
                ("details", models.JSONField(default=dict)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.party"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "day"], name="held_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "act", "entry"), name="one_held_per_act_and_person")
                ],
            },
        ),
    ]
