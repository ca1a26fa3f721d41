"""A link in a mail may send what its person answered by mail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0031_rhythm")]

    operations = [
        migrations.AddField(
            model_name="maillink",
            name="kept",
            field=models.CharField(
                blank=True,
                default="",
                help_text="the draft of its person that it sends, where they answered by mail",
                max_length=120,
            ),
            preserve_default=False,
        )
    ]
