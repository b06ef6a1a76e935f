"""Where a tool is told to look away, the reason stands beside it."""

import io
import re
import tokenize

import pytest

from tests.architecture.house import Source, nothing, sources

MARK = re.compile(r"#\s*(type:\s*ignore|noqa|pragma:\s*no cover|nosec|djlint)", re.I)
WITH_REASON = re.compile(
    r"#\s*(?:type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|pragma:\s*no cover|nosec\s+B\d+|djlint\S*)"
    r"(?:\s*#|\s+-{1,2}|\s(?=\s*\())\s*[A-Za-z\"`'(].{7,}"
)


def unexplained_marks(source: Source) -> list[str]:
    """Return the suppressions of a file that name no rule or give no reason after it (``# noqa: X1 - why``)."""
    tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
    comments = [token for token in tokens if token.type == tokenize.COMMENT and MARK.search(token.string)]
    bare = [token for token in comments if not WITH_REASON.search(token.string)]
    return [f"{source.path}: line {token.start[0]}: {token.string}" for token in bare]


def test_every_suppression_has_a_reason() -> None:
    nothing([finding for source in sources("firstline", "tests", "bench") for finding in unexplained_marks(source)])


@pytest.mark.parametrize(
    "line",
    ["x = 1  # noqa", "x = 1  # noqa: E501", "x = f()  # type: ignore", "x = f()  # type: ignore[no-any-return]"],
)
def test_a_suppression_without_a_reason_is_noticed(line: str) -> None:
    assert unexplained_marks(Source("firstline/a/models.py", line + "\n"))


@pytest.mark.parametrize(
    "line",
    ["x = 1  # noqa: E501 - an address cannot be folded", "x = f()  # type: ignore[no-any-return]  # Django says Any"],
)
def test_a_suppression_with_a_reason_passes(line: str) -> None:
    assert unexplained_marks(Source("firstline/a/models.py", line + "\n")) == []
