"""Targets, limits of meetings and reports owed are found by their words."""

from django.apps.registry import Apps
from django.db import migrations, models

from sauro_web.plans.findable import DEMANDS, words_of_demand


def fill(apps: Apps, schema_editor: object) -> None:
    """Those that were there before are found too."""
    cards = apps.get_model("plans", "Suggestion").objects
    for card in cards.filter(kind__in=DEMANDS).iterator():
        cards.filter(pk=card.pk).update(words=words_of_demand(card))


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0005_words_to_be_found_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="suggestion",
            name="words",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
