"""Writes on the documents that are there what was looked up until now whenever they were counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

from sauro_web.documents.offices_named import names_an_office

_AT_ONCE = 5_000


def write_facts(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Whether each corrects another one, and whether it went to an office."""
    documents = apps.get_model("documents", "Document")
    relations, recipients = apps.get_model("documents", "Relation"), apps.get_model("documents", "Recipient")
    correcting = relations.objects.filter(kind="corrects").values_list("document_id", flat=True)
    for some in _portions(correcting.distinct().iterator(_AT_ONCE)):
        documents.objects.filter(pk__in=some).update(corrects=True)
    sent = recipients.objects.filter(Q(sent_on__isnull=False) | Q(document__sent_on__isnull=False))
    rows = sent.order_by("document_id").values_list("document_id", "unit_id", "name").iterator(_AT_ONCE)
    to_offices = dict.fromkeys(of for of, unit, name in rows if unit is not None or names_an_office(name))
    for some in _portions(to_offices):
        documents.objects.filter(pk__in=some).update(sent_to_office=True)


def _portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    left = iter(numbers)
    while some := list(islice(left, _AT_ONCE)):
        yield some


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_facts_and_totals")]

    operations = [migrations.RunPython(write_facts, migrations.RunPython.noop)]
