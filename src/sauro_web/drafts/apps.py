"""Configuration of dự thảo."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import desk, navigation
from sauro_web.common.guards import append_only, notes_changes
from sauro_web.common.navigation import Entry, Group

__all__ = ["DraftsConfig"]


class DraftsConfig(AppConfig):
    """Documents before they are issued."""

    name = "sauro_web.drafts"
    label = "drafts"
    verbose_name = "Dự thảo"
    guards = (
        append_only("drafts_draftversion", unique=("id",)),
        append_only("drafts_appraisal", unique=("id",)),
        append_only("drafts_approval", unique=("id",)),
        append_only("drafts_gaterule", unique=("id",)),
        append_only("drafts_numberedfile", unique=("id", "draft_id")),
        notes_changes("drafts_draft", columns=("office_id", "state")),
    )

    def ready(self) -> None:
        """Puts drafts into the navigation and on the desk; says which numbers and files are theirs."""
        navigation.register(
            Entry(
                "Dự thảo",
                "drafts:list",
                icon="file-pencil",
                group=Group.OFFICE,
                order=8,
                roles=frozenset({"leader", "coordinator", "head", "officer", "clerk"}),
            )
        )
        desk.register(import_module("sauro_web.drafts.queries.desk").drafts_waiting)
        issuing = import_module("sauro_web.drafts.queries.issuing")
        import_module("sauro_web.documents.written_here").register("drafts", issuing.files_checked)
        import_module("sauro_web.documents.issued_elsewhere").register("drafts", issuing.page_of_request)
        jobs = import_module("sauro_web.common.jobs")
        jobs.every_minute(import_module("sauro_web.drafts.jobs").take_up_checks, first_of_all=False)
