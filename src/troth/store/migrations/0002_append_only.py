"""The database itself refuses to change or delete an entry: the record is append-only below every line of code."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = {
    f"entry_refuses_{act}": f"""
        CREATE TRIGGER entry_refuses_{act} BEFORE {act.upper()} ON store_entry
        BEGIN SELECT RAISE(ABORT, 'an entry of the record is never changed or deleted'); END"""
    for act in ("update", "delete")
}
POSTGRES = (
    """
    CREATE FUNCTION store_entry_refuses() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'an entry of the record is never changed or deleted'; END
    $$ LANGUAGE plpgsql""",
    """
    CREATE TRIGGER entry_refuses_change BEFORE UPDATE OR DELETE ON store_entry
    FOR EACH ROW EXECUTE FUNCTION store_entry_refuses()""",
)


def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    statements = tuple(SQLITE.values()) if editor.connection.vendor == "sqlite" else POSTGRES
    for statement in statements:
        editor.execute(statement)


def unguard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for name in SQLITE:
            editor.execute(f"DROP TRIGGER {name}")
        return
    editor.execute("DROP TRIGGER entry_refuses_change ON store_entry")
    editor.execute("DROP FUNCTION store_entry_refuses()")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
