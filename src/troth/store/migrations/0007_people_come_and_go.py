"""How to work with somebody, in their own words; and when a side left its alliance."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0006_accounts")]
    operations = [
        migrations.AddField(
            "person",
            "work",
            models.TextField(blank=True, default="", help_text="how to work with them, in their own words"),
            preserve_default=False,
        ),
        migrations.AddField(
            "person",
            "bad_news",
            models.TextField(
                blank=True, default="", help_text="how to tell them bad news, in their own words"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "member", "work", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "member", "bad_news", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField(
            "party",
            "left_at",
            models.BigIntegerField(null=True, help_text="when this side signed that it leaves, ms UTC"),
        ),
    ]
