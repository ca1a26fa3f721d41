"""Which worker holds a piece of work, until when no message is tried, and as what a mail goes out by a provider."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0034_away_browsers_worker")]

    operations = [
        migrations.AddField(
            model_name="mailask",
            name="known_as",
            field=models.CharField(
                blank=True,
                default="",
                help_text="the id that a provider has put in its place",
                max_length=200,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outbox",
            name="holder",
            field=models.CharField(
                blank=True, default="", help_text="which worker holds the lease", max_length=40
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="outbox",
            name="shut_until",
            field=models.DateTimeField(
                help_text="nobody could be written to at all: until then no message is tried", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="outbox",
            index=models.Index(
                condition=models.Q(("shut_until__isnull", False)), fields=["shut_until"], name="outbox_shut"
            ),
        ),
    ]
