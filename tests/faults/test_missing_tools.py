"""Without a tool that is needed: one sentence that names it and how to get it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLAIN_TOOLS = ("sh", "cat", "rm", "mkdir")


@pytest.fixture
def bare(tmp_path):
    """A folder with our tools, and a PATH with next to nothing on it."""
    (tmp_path / "bin").mkdir()
    for name in PLAIN_TOOLS:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    (tmp_path / "frontend").mkdir()
    return tmp_path


def failure(bare, *arguments):
    environment = {"PATH": str(bare / "bin"), "HOME": os.environ.get("HOME", "/")}
    done = subprocess.run(
        ["sh", *arguments], cwd=bare, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    return done.stderr.strip()


def test_no_python(bare):
    said = failure(bare, "tools/install.sh", "requirements.lock")
    assert said.startswith("Firstline needs Python 3.11 or newer with the venv module")
    assert "apt-get install python3 python3-venv" in said
    assert len(said.splitlines()) == 1


def test_no_node_and_none_to_be_had(bare):
    (bare / "tools" / "install.sh").write_text("#!/bin/sh\nexit 1\n")
    said = failure(bare, "tools/npm.sh", "ci")
    assert said.splitlines()[-1].startswith("The pages need Node ^20.19 or >=22.12")
