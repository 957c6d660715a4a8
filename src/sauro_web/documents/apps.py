"""Configuration of the registers of documents."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import desk, marked_files, navigation, search
from sauro_web.common.guards import (
    append_only,
    indexed_words,
    keeps_numbers,
    keeps_totals,
    notes_changes,
    notes_due,
    only_grows,
)
from sauro_web.common.navigation import Entry, Group
from sauro_web.documents.totals import REGISTER_TOTALS

__all__ = ["DocumentsConfig"]


class DocumentsConfig(AppConfig):
    """Outgoing, incoming and internal documents, their numbers, and the allowance of the year."""

    name = "sauro_web.documents"
    label = "documents"
    verbose_name = "Văn bản"
    guards = (
        only_grows(
            "documents_seriesyear",
            column="last",
            unique=("id",),
            risen="older_to",
            same=("id", "series_id", "year", "first"),
        ),
        keeps_numbers(
            "documents_document", series="series_id", columns=("office_id", "year", "number", "suffix")
        ),
        append_only("documents_classifiedcount", unique=("id",)),
        indexed_words("documents_document", column="words"),
        notes_changes("documents_series", columns=("office_id", "kept_by_id")),
        notes_changes("documents_countingrule"),
        notes_changes("documents_baseline"),
        keeps_totals(REGISTER_TOTALS),
        notes_due(
            "documents_document",
            into="documents_textdue",
            of="id",
            columns=("subject", "office_id"),
            made="documents_documenttext",
        ),
        notes_due(
            "documents_documentfile",
            into="documents_textdue",
            of="document_id",
            columns=("reading", "withdrawn_at"),
            deleted=True,
        ),
    )

    def ready(self) -> None:
        """Puts the registers into the navigation, requests that wait on the desk, documents into the
        search."""
        navigation.register(
            Entry("Văn bản đi", "documents:outgoing", icon="file-export", group=Group.OFFICE, order=10)
        )
        navigation.register(
            Entry(
                "Cấp số",
                "documents:draw",
                icon="hash",
                group=Group.OFFICE,
                order=14,
                roles=frozenset({"clerk"}),
            )
        )
        navigation.register(
            Entry("Văn bản đến", "documents:incoming", icon="file-import", group=Group.OFFICE, order=12)
        )
        marked_files.name_files(import_module("sauro_web.documents.operations.examining").forget_files)
        jobs = import_module("sauro_web.common.jobs")
        waiting = import_module("sauro_web.documents.queries.desk")
        desk.register(waiting.requests_waiting)
        desk.register(waiting.arrivals_waiting)
        desk.register(waiting.recalls_waiting)
        desk.register(waiting.sent_here_waiting)
        desk.register(waiting.unsent_waiting)
        work = import_module("sauro_web.documents.jobs")
        jobs.every_minute(work.fold_register_totals, first_of_all=False)
        jobs.every_minute(work.keep_register_texts, first_of_all=False)
        finding = import_module("sauro_web.documents.sources").find_documents
        search.register(search.Source("Văn bản", finding, slug="van-ban", order=15))
