"""The database itself refuses to change a meeting whose minutes both sides have approved, or anything of it.

SQLite makes a table anew when it is altered, and its triggers go with the old one: whoever alters one of these tables
calls `add_triggers` again.
"""

from typing import Any

from django.db import migrations

PARTS = ("engagement_topic", "engagement_attendee", "engagement_approval")
REFUSED = "approved minutes are never changed"
_APPROVED = "EXISTS (SELECT 1 FROM engagement_meeting WHERE id = {row}.meeting_id AND approved_at IS NOT NULL)"


def _sqlite() -> list[tuple[str, str]]:
    """Name and statement of each trigger."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    found = [
        (f"engagement_meeting_no_{verb.lower()}",
         f"BEFORE {verb} ON engagement_meeting WHEN OLD.approved_at IS NOT NULL {refuse}")
        for verb in ("UPDATE", "DELETE")
    ]  # fmt: skip
    for table in PARTS:
        for verb, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            when = _APPROVED.format(row=row)
            found.append((f"{table}_no_{verb.lower()}", f"BEFORE {verb} ON {table} WHEN {when} {refuse}"))
    return found


POSTGRES = [
    "CREATE FUNCTION engagement_meeting_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF OLD.approved_at IS NOT NULL THEN RAISE EXCEPTION '{REFUSED}'; END IF;"
    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER engagement_meeting_no_change BEFORE UPDATE OR DELETE ON engagement_meeting"
    " FOR EACH ROW EXECUTE FUNCTION engagement_meeting_refuse()",
    "CREATE FUNCTION engagement_minutes_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF TG_OP = 'INSERT' THEN IF {_APPROVED.format(row='NEW')} THEN RAISE EXCEPTION '{REFUSED}'; END IF;"
    f" ELSIF {_APPROVED.format(row='OLD')} THEN RAISE EXCEPTION '{REFUSED}'; END IF;"
    " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE INSERT OR UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION engagement_minutes_refuse()"
        for table in PARTS
    ),
]


def add_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name, statement in _sqlite():
            schema_editor.execute(f"CREATE TRIGGER {name} {statement}")
    else:
        for statement in POSTGRES:
            schema_editor.execute(statement)


def drop_triggers(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name, _ in _sqlite():
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for table in ("engagement_meeting", *PARTS):
        schema_editor.execute(f"DROP TRIGGER {table}_no_change ON {table}")
    schema_editor.execute("DROP FUNCTION engagement_meeting_refuse")
    schema_editor.execute("DROP FUNCTION engagement_minutes_refuse")


class Migration(migrations.Migration):
    dependencies = [("engagement", "0017_meetings")]

    operations = [migrations.RunPython(add_triggers, drop_triggers)]
