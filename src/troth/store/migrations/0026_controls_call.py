"""A control that is in place calls for somebody once a year, so that its row is read with what calls."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def call(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("store", "Joint").objects.filter(kind="control")
    rows.filter(status__in=("in_place", "back", "on_trial")).update(calls=True)


class Migration(migrations.Migration):
    dependencies = [("store", "0025_country")]

    operations = [migrations.RunPython(call, migrations.RunPython.noop)]
