"""Configuration of plans."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import desk, marked_files, navigation, search
from sauro_web.common.guards import notes_changes
from sauro_web.common.navigation import Entry, Group

__all__ = ["PlansConfig"]


class PlansConfig(AppConfig):
    """Plans from upload to confirmation."""

    name = "sauro_web.plans"
    label = "plans"
    verbose_name = "Kế hoạch"
    # What a plan is called and where it stands in a list; reading one changes much else of it page by page.
    guards = (
        notes_changes(
            "plans_importedplan",
            columns=(
                *("number", "symbol", "subject", "state", "file_name", "units_told_at"),
                *("issuer", "issued_on", "origin"),
            ),
        ),
    )

    def ready(self) -> None:
        """Puts the list of plans into the navigation, what is to be reviewed on the desk, and what was cut
        off among the jobs."""
        navigation.register(
            Entry(
                "Kế hoạch",
                "plans:list",
                icon="clipboard-list",
                group=Group.STEERING,
                order=20,
                roles=frozenset({"coordinator", "leader"}),
                often=True,
            )
        )
        jobs = import_module("sauro_web.common.jobs")
        operations = import_module("sauro_web.plans.operations")
        jobs.at_start(operations.forget_interruptions)
        jobs.at_start(operations.forget_interrupted_pictures)
        jobs.every_minute(import_module("sauro_web.plans.jobs").take_up_again)
        jobs.every_day(import_module("sauro_web.plans.jobs").compare_changed)
        marked_files.name_files(import_module("sauro_web.plans.operations.reading").forget_plans)
        desk.register(import_module("sauro_web.plans.queries.desk").plans_to_review)
        sources = import_module("sauro_web.plans.sources")
        search.register(search.Source("Kế hoạch", sources.find_plans, slug="ke-hoach", order=10))
        demands = "Chỉ tiêu, giới hạn họp, báo cáo phải gửi"
        search.register(search.Source(demands, sources.find_demands, slug="chi-tieu", order=25))
