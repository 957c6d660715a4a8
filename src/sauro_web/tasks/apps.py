"""Configuration of nhiệm vụ."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.accounts import holdings
from sauro_web.common import desk, marked_files, navigation, search
from sauro_web.common.guards import notes_changes, notes_places
from sauro_web.common.navigation import Entry, Group
from sauro_web.documents import task_making
from sauro_web.workdays import followers

__all__ = ["TasksConfig"]

_PLACE = ("office_id", "plan_id")


class TasksConfig(AppConfig):
    """Tasks: what each unit owes."""

    name = "sauro_web.tasks"
    label = "tasks"
    verbose_name = "Nhiệm vụ"
    # What the figures that are kept of each plan are counted from (`queries.by_plan`).
    guards = (
        notes_changes("tasks_savedfilter"),
        *(notes_places(table, kind="work", at=_PLACE) for table in ("tasks_task", "tasks_unittask")),
        *(
            notes_places(table, kind="work", at=_PLACE, through=("part_id", "tasks_unittask"))
            for table in ("tasks_extension", "tasks_obstacle")
        ),
    )

    def ready(self) -> None:
        """Puts what one's unit owes into the navigation, and on the desk what others wait for, what was newly
        given, and what has lost its unit; among the jobs the periods that begin, the days that are counted
        anew and the reminders."""
        navigation.register(
            Entry(
                "Tổng quan",
                "tasks:dashboard",
                icon="gauge",
                group=Group.STEERING,
                order=10,
                roles=frozenset({"leader", "coordinator"}),
            )
        )
        navigation.register(
            Entry(
                "Nhiệm vụ",
                "tasks:list",
                icon="list-check",
                group=Group.STEERING,
                order=30,
                often=True,
                asked="han=chua-xong",
            )
        )
        navigation.register(
            Entry("Đôn đốc", "tasks:nudges", icon="alert-triangle", group=Group.STEERING, order=34)
        )
        waiting = import_module("sauro_web.tasks.queries.desk")
        desk.register(waiting.work)
        desk.register(waiting.given_work)
        desk.register(waiting.work_of_nobody)
        finding = import_module("sauro_web.tasks.sources").find_tasks
        search.register(search.Source("Nhiệm vụ", finding, slug="nhiem-vu", order=20))
        marked_files.name_files(import_module("sauro_web.tasks.operations.attaching").forget_files)
        background = import_module("sauro_web.tasks.jobs")
        jobs = import_module("sauro_web.common.jobs")
        jobs.every_day(background.begin_periods)
        jobs.every_day(background.forget)
        jobs.every_minute(background.remind_people, first_of_all=False)
        task_making.register(import_module("sauro_web.tasks.operations.from_documents").MAKING)
        followers.register(background.recount)
        held = import_module("sauro_web.tasks.queries.held").work_held
        holdings.register(held, import_module("sauro_web.tasks.operations.releasing").release_people)
