"""When somebody said of a link in a mail that it came to the wrong person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0032_reply_links")]

    operations = [
        migrations.AddField(
            model_name="maillink",
            name="reported_at",
            field=models.DateTimeField(help_text="when somebody said that it came to the wrong person", null=True),
        ),
    ]
