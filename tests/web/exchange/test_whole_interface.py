"""Every operation with what its schema allows and with what it does not: never a failure of the server, and
always an answer that the schema describes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.openapi import from_wsgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.web.exchange.conftest import System
from tests.web.organisation import Organisation
from tests.web.robustness.world import World, as_if, build

from sauro_web.exchange.models import Scope
from sauro_web.wsgi import application

pytestmark = pytest.mark.django_db
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]
EXAMPLES = 5
"""For each operation, each way, each person; with 20 it takes some minutes."""


@pytest.fixture
def connection_kept() -> Iterator[None]:
    """At the end of a request the server gives its connection back; that of the test is needed on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def numbers(world: World) -> Mapping[str, int]:
    """Real numbers, so that not only doors are knocked at."""
    return {
        "part_id": world.part.pk,
        "task_id": world.task.pk,
        "plan_id": world.issued.pk,
        "extension_id": world.extension.pk,
        "obstacle_id": world.obstacle.pk,
        "nudge_id": world.nudge.pk,
        "pk": world.unit.pk,
        "lead": world.beside.pk,
        "to": world.beside.pk,
        "officer": world.people["lead"].pk,
        "office": world.organised.commune.pk,
        "ke-hoach": world.issued.pk,
        "don-vi": world.unit.pk,
        "viec": world.task.pk,
        "version": world.part.version,
    }


def made_real(case: Any, real: Mapping[str, int], turn: int) -> None:
    """Two times of three the numbers are of things that are there."""
    if turn % 3 == 0:
        return
    for place in (case.path_parameters, case.query, case.body):
        if isinstance(place, dict):
            place.update(
                {name: real[name] for name in place if name in real and isinstance(place[name], int)}
            )
    if isinstance(case.path_parameters, dict) and "slug" in case.path_parameters:
        slugs = (
            "nhan-viec",
            "tra-lai",
            "trinh-ket-qua",
            "duyet-hoan-thanh",
            "chuyen-don-vi-khac",
            "tam-dung",
        )
        case.path_parameters["slug"] = slugs[turn % len(slugs)]


@pytest.mark.usefixtures("connection_kept")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_makes_the_server_fail(
    organised: Organisation, system: Callable[..., System], mode: GenerationMode
) -> None:
    world = build(organised, timezone.localdate())
    real = numbers(world)
    systems = [
        system(world.people[kind], Scope.DECIDE, a_minute=6_000) for kind in ("lead", "leader", "cooperating")
    ]
    schema = from_wsgi("/api/v1/openapi.json", application)
    answered: Counter[str] = Counter()
    faults: dict[str, str] = {}
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:
        strategy = operation.as_strategy(generation_mode=mode)

        @settings(
            max_examples=EXAMPLES * len(systems),
            derandomize=True,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def ask(case: Any) -> None:
            turn = answered.total()
            made_real(case, real, turn)
            with as_if():
                asker = systems[turn % len(systems)]
                response = case.call(headers={"Authorization": f"Bearer {asker.token}"})
            answered[str(response.status_code)] += 1
            try:
                case.validate_response(response, checks=CHECKS)
            except schemathesis.errors.SchemathesisError:
                raise
            except (Exception, BaseExceptionGroup) as fault:  # all of them at once are more use
                faults.setdefault(f"{case.method} {case.path} {response.status_code}", str(fault)[:1500])

        ask()
    assert faults == {}
    assert answered["200"] + answered["201"] > (100 if mode is GenerationMode.POSITIVE else 0)


@pytest.mark.usefixtures("connection_kept")
def test_the_schema_describes_each_operation_in_words(organised: Organisation) -> None:
    schema = from_wsgi("/api/v1/openapi.json", application).raw_schema
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            assert operation["summary"], path
            assert operation["description"], f"{method} {path}"
            assert operation["tags"], path
            for parameter in operation["parameters"]:
                assert parameter["in"] == "path" or parameter["description"], (path, parameter["name"])
