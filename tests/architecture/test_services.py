"""Every public function of services is a use case: keyword-only ``actor`` … ``now``, a transaction, a fact.

Files of ``services/`` whose name begins with an underscore hold parts that use cases share; only the room's own
services import them.
"""

import ast

from tests.architecture.house import Source, calls, dotted, exceptions, nothing, sources, unexplained

RECORDERS = {"firstline.ledger.services.record", "firstline.ledger.services.record_all"}
Function = ast.FunctionDef


def public_functions(source: Source) -> list[Function]:
    """Return the functions that other modules may call."""
    functions = [node for node in source.tree.body if isinstance(node, Function)]
    return [function for function in functions if not function.name.startswith("_")]


def imported_names(source: Source) -> dict[str, str]:
    """Return what each name of a module stands for, as a full dotted name; own functions too."""
    names = {node.name: f"{source.module}.{node.name}" for node in source.tree.body if isinstance(node, Function)}
    for node in source.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    return names


def called(function: Function, names: dict[str, str]) -> set[str]:
    """Return the full names of what a function calls."""
    found = set()
    for call in calls(function):
        head, _, rest = dotted(call.func).partition(".")
        found.add(".".join(part for part in (names.get(head, head), rest) if part))
    return found


def recording(of: tuple[Source, ...]) -> set[str]:
    """Return the full names of all functions that record a fact, themselves or through what they call."""
    graph: dict[str, set[str]] = {}
    for source in of:
        names = imported_names(source)
        for node in source.tree.body:
            if isinstance(node, Function):
                graph[f"{source.module}.{node.name}"] = called(node, names)
    known = set(RECORDERS)
    while True:
        more = {name for name, targets in graph.items() if name not in known and targets & known}
        if not more:
            return known
        known |= more


def is_atomic(function: Function) -> bool:
    """Return whether a function is decorated as a use case or opens transactions of its own."""
    decorators = {dotted(node.func if isinstance(node, ast.Call) else node) for node in function.decorator_list}
    blocks = [item.context_expr for node in ast.walk(function) if isinstance(node, ast.With) for item in node.items]
    opened = {dotted(block.func) for block in blocks if isinstance(block, ast.Call)}
    return "use_case" in decorators or any(name.split(".")[-1] == "atomic" for name in opened)


def faults(source: Source, recorders: set[str]) -> list[str]:
    """Return what is wrong with the use cases of one file."""
    found = []
    for function in public_functions(source):
        key = f"{source.module}.{function.name}"
        arguments = function.args
        keywords = [argument.arg for argument in arguments.kwonlyargs]
        flags = [a.arg for a in arguments.kwonlyargs if a.annotation and dotted(a.annotation) == "bool"]
        if arguments.args or arguments.posonlyargs or arguments.vararg or arguments.kwarg:
            found.append(f"{key}: takes something else than keywords")
        if not {"actor", "now"} <= set(keywords):
            found.append(f"{key}: takes no actor or no now")
        if not is_atomic(function):
            found.append(f"{key}: runs in no transaction of its own")
        if key not in recorders:
            found.append(f"{key}: records no fact")
        if len(flags) > 1:
            found.append(f"{key}: two booleans are two functions ({', '.join(flags)})")
    return found


def is_of_use_cases(source: Source) -> bool:
    """Return whether the file's public functions are use cases; the ledger's record them, shared parts make them up."""
    is_part = source.module.rsplit(".", 1)[-1].startswith("_")
    return source.kind == "services" and source.room != "ledger" and not is_part


def borrowed_parts(source: Source) -> list[str]:
    """Return the shared parts of use cases that a file outside those services imports."""
    own = f"firstline.{source.room}.services"
    targets = [node.module or "" for node in ast.walk(source.tree) if isinstance(node, ast.ImportFrom)]
    taken = [target for target in targets if ".services._" in target]
    return [
        f"{source.module}: imports {target}"
        for target in taken
        if source.kind != "services" or not target.startswith(own)
    ]


def test_parts_of_use_cases_stay_with_their_services() -> None:
    nothing([finding for source in sources() for finding in borrowed_parts(source)])


def test_a_borrowed_part_is_noticed() -> None:
    view = Source("firstline/tickets/views/ticket.py", "from firstline.tickets.services._access import locked")
    assert borrowed_parts(view) == ["firstline.tickets.views.ticket: imports firstline.tickets.services._access"]


def left_over(found: list[str]) -> list[str]:
    """Return the findings that no list excuses.

    ``services`` excuses a missing fact alone, ``services_of_another_form`` everything.
    """
    formed = exceptions("services_of_another_form")
    facts = [one for one in found if one.endswith(": records no fact") and one.split(": ")[0] not in formed]
    forms = [one for one in found if one not in facts]
    return unexplained(forms, "services_of_another_form") + unexplained(facts, "services")


def test_every_service_is_a_use_case() -> None:
    recorders = recording(sources())
    services = [source for source in sources() if is_of_use_cases(source)]
    found = [finding for source in services for finding in faults(source, recorders)]
    nothing(left_over(found))


GOOD = """
from firstline.ledger import services as ledger
from firstline.ledger.services import use_case

@use_case
def void_ticket(*, actor, ticket_id, now):
    _note(actor, now)

def _note(actor, now):
    ledger.record(1, actor=actor, at=now)
"""


def _faults(text: str) -> list[str]:
    source = Source("firstline/tickets/services/life.py", text)
    return [finding.split(": ")[1] for finding in faults(source, recording((source,)))]


def test_a_list_of_missing_facts_excuses_nothing_else() -> None:
    key = "firstline.tickets.services.composer.save_composer_draft"
    assert key in exceptions("services")
    wrong = f"{key}: runs in no transaction of its own"
    assert wrong in left_over([wrong, f"{key}: records no fact"])


def test_a_use_case_passes() -> None:
    assert _faults(GOOD) == []


def test_a_service_without_transaction_fact_or_keywords_is_noticed() -> None:
    assert _faults(GOOD.replace("@use_case", "")) == ["runs in no transaction of its own"]
    assert _faults(GOOD.replace("ledger.record", "print")) == ["records no fact"]
    assert _faults(GOOD.replace("*, actor, ticket_id", "ticket_id, *, actor")) == ["takes something else than keywords"]
    assert _faults(GOOD.replace("ticket_id, now", "ticket_id")) == ["takes no actor or no now"]
    two_flags = GOOD.replace("ticket_id, now", "now, is_a: bool, is_b: bool")
    assert _faults(two_flags) == ["two booleans are two functions (is_a, is_b)"]
