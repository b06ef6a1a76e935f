"""Whatever is sent, the API answers what its document says: schemathesis over every operation, as several people.

Ids, codes and times in what is generated are mostly put in from both desks' records, so that requests get past the
first question. One fixed seed, a bounded number of examples; everything that a request did is taken back.
"""

import json
import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from firstline.front.rest import document
from firstline.kernel import clock
from firstline.kit.rest import authentication
from tests.architecture.matrix.bodies import json_body
from tests.architecture.matrix.seed import Seed, seed
from tests.support.programs import make_token
from tests.world import World

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SEEDED_SHARE = 0.9
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
EXAMPLES = {"dana": (7, 4), "rita": (5, 0), "miriam": (2, 0), "carol": (0, 2), "": (1, 0)}
"""How many good and bad requests each person sends to each operation; nobody for ""."""


@pytest.fixture
def open_connection() -> Iterator[None]:
    """Keep the connection of the test's transaction over requests, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


# For each address that takes a body, one that would do it: what the permission matrix sends.
GOOD = {
    "tickets": "ticket", "contacts": "contact", "notes": "words", "replies": "words", "take": "nothing",
    "assign": "nobody", "forward": "forward", "severity": "severity", "wait": "wait", "resume": "nothing",
    "resolve": "resolve", "reopen": "reason", "close": "nothing", "end": "nothing", "no-ticket": "reason",
    "void": "reason", "undo": "undo",
}  # fmt: skip
ON = {"reopen": "_resolved", "close": "_resolved", "undo": "_taken"}


def good_case(operation: Any, made: Seed, own: str) -> Any:
    """Return one request to the operation that does what it is there for."""
    last = operation.path.rsplit("/", 1)[-1]
    of = own + ON.get(last, "")
    known = made.objects[of]
    more: dict[str, Any] = {"query": {"desk": own} if last == "people" else {}}
    if operation.method.upper() == "POST":
        more["headers"] = {"Idempotency-Key": uuid.uuid4().hex}
        if last == "files":
            query = {"kind": "note", "name": "a.txt"}
            more |= {"query": query, "body": b"Words", "media_type": "application/octet-stream"}
        else:
            more |= {"body": json.loads(json_body(made, of, GOOD[last])), "media_type": "application/json"}
    names = {name: str(known[name]) for name in ("ticket", "contact", "file")}
    return operation.Case(path_parameters={k: v for k, v in names.items() if f"{{{k}}}" in operation.path}, **more)


class _UndoError(Exception):
    """Thrown to take back what a request did."""


def pools(made: Seed, world: World, own: str) -> dict[str, list[Any]]:
    """Return what may stand in a field, by its name: mostly of the own desk, some of the other, some of neither."""
    other = "district" if own == "police" else "police"
    kinds = (own, own, f"{own}_resolved", own, f"{own}_resolved", other)
    objects = [made.objects[kind] for kind in kinds]
    later = (world.now + timedelta(days=2)).isoformat()
    persons = [known["person_id"] for known in objects]
    return {
        "ticket": [str(known["ticket"]) for known in objects],
        "contact": [str(known["contact"]) for known in objects],
        "desk": [own, own, own, other, "nowhere"],
        "person_id": persons,
        "person": persons,
        "requester": persons,
        "assignee": [known["user_id"] for known in objects],
        "group": [None, None, *(known["group_id"] for known in objects)],
        "tried": ["Put paper in", "Put paper in", ""],
        "reason": ["Report cards are due"],
        "body": ["A word of mine", "A word of mine", "A sign\x18"],
        "nature": ["printing", ""],
        "resolution_code": ["withdrawn", "on_the_call"],
        "number": [known["number"] for known in objects],
        "until": [later],
        "callback_at": [later],
        "started_at": [world.now.isoformat()],
        "ended_at": [world.now.isoformat()],
        "updated_since": ["2026-01-01T00:00:00Z"],
        "version": [None, 1],
        "file": [str(known["file"]) for known in objects],
        "files": [[], [], [str(known["file"]) for known in objects][:1]],
        "memory": [made.objects[f"{own}_taken"]["memory"]],
        "cursor": [""],
    }


def seeded(sent: Any, known: dict[str, list[Any]], choose: random.Random) -> Any:
    """Return what was generated with most ids, codes and times put in from what is known."""
    if not isinstance(sent, dict):
        return sent
    return {
        name: choose.choice(known[name])
        if name in known and choose.random() < SEEDED_SHARE
        else seeded(value, known, choose)
        for name, value in sent.items()
    }


def walk(operation: Any, examples: tuple[int, int], ask: Callable[[Any], int]) -> Counter[int]:
    """Send good and bad requests to one operation; return how often each status came back."""
    statuses: Counter[int] = Counter()
    for mode, count in zip(MODES, examples, strict=True):
        if not count:
            continue

        @settings(
            max_examples=count,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def send(case: Any) -> None:
            statuses[ask(case)] += 1

        send()
    return statuses


@pytest.mark.django_db
@pytest.mark.usefixtures("open_connection")
@pytest.mark.parametrize("username", EXAMPLES)
def test_every_operation_answers_what_the_document_says(
    world: World, monkeypatch: pytest.MonkeyPatch, username: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: world.now)
    monkeypatch.setattr(authentication, "REQUESTS_PER_MINUTE", 10**6)
    made, choose = seed(world), random.Random(17)  # noqa: S311 - the same every time
    own = "police" if username == "rita" else "district"
    known = pools(made, world, own)
    token = make_token(world.users[username], world.now) if username else "fl_nobody"
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())

    def vary(case: Any) -> int:
        case.path_parameters = seeded(case.path_parameters, known, choose)
        case.query = seeded(case.query, known, choose)
        case.body = seeded(case.body, known, choose)
        return ask(case)

    def ask(case: Any) -> int:
        try:
            with transaction.atomic():
                response = case.call(headers={"Authorization": f"Bearer {token}"})
                raise _UndoError
        except _UndoError:
            case.validate_response(response, checks=CHECKS)
        return int(response.status_code)

    operations = [found.ok() for found in schema.get_all_operations()]
    came = {operation.label: walk(operation, EXAMPLES[username], vary) for operation in operations}
    assert len(came) == sum(len(methods) for methods in document()["paths"].values())
    if username in {"dana", "rita"}:
        silent = [one.label for one in operations if ask(good_case(one, made, own)) not in {200, 201}]
        assert not silent, silent
    if not username:
        assert all(set(statuses) <= {401, 404} for statuses in came.values()), came
