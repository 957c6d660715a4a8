"""The days off of the country, as far as they are decided or can be computed."""

import json
from datetime import date
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DAYS = Path(__file__).resolve().parents[2] / "data" / "special_days.json"


def add_days(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = json.loads(DAYS.read_text(encoding="utf-8"))["days"]
    model = apps.get_model("workdays", "CalendarDay")
    model.objects.bulk_create(
        model(
            day=date.fromisoformat(row["day"]),
            kind=row["kind"],
            name=row["name"],
            provisional=row.get("provisional", False),
        )
        for row in rows
    )


class Migration(migrations.Migration):
    dependencies = [("workdays", "0001_initial")]
    operations = [migrations.RunPython(add_days, migrations.RunPython.noop)]
