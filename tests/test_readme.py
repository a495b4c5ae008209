"""The two READMEs say the same, and what they say exists."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from answer.build import SETTINGS
from ingest.settings import PREFIX

ROOT = Path(__file__).parents[1]
ENGLISH, CHINESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md"))
BOTH = pytest.mark.parametrize("readme", [ENGLISH, CHINESE], ids=["README.md", "README.zh-CN.md"])


def commands(readme: str) -> list[str]:
    """Return the lines of the shell blocks, comments taken off."""
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    lines = (re.sub(r"\s+#.*", "", line).strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


def shape(readme: str) -> list[str]:
    """Return what kind of line each line is, prose aside: headings, table rows, list items."""
    return [match[1] for match in re.finditer(r"^(#{1,3} |\||\d\. |- )", readme, re.MULTILINE)]


def test_both_have_the_same_shape_and_commands() -> None:
    assert shape(ENGLISH) == shape(CHINESE)
    assert commands(ENGLISH) == commands(CHINESE)


@BOTH
def test_make_targets_exist(readme: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    asked = {command.split()[1] for command in commands(readme) if command.startswith("make ")}
    assert {"app", "test"} <= asked <= targets


@BOTH
def test_packages_that_are_run_have_a_command(readme: str) -> None:
    modules = set(re.findall(r"python -m (ingest|index|answer|eval)\b", "\n".join(commands(readme))))
    assert modules == {"ingest", "index", "answer", "eval"}
    assert all((ROOT / module / "__main__.py").is_file() for module in modules)


@BOTH
def test_links_and_pictures_exist(readme: str) -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", readme)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


@BOTH
def test_every_setting_is_described(readme: str) -> None:
    declared = {PREFIX + item.metadata["name"] for kind in SETTINGS for item in fields(kind)}
    assert set(re.findall(rf"^\| `({PREFIX}\w+)`", readme, re.MULTILINE)) == declared


def test_pinned_torch_is_the_one_named() -> None:
    pinned = re.search(r"^torch==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert pinned
    assert f"torch=={pinned[1]}" in "\n".join(commands(ENGLISH))


@BOTH
def test_the_query_engine_is_the_example_that_is_run(readme: str) -> None:
    code = (ROOT / "docs" / "examples" / "query_engine.py").read_text(encoding="utf-8").split('"""', 2)[2]
    lines = [line for line in code.splitlines() if line and not line.startswith("#")]
    assert "\n".join(lines) in "\n".join(line for line in readme.splitlines() if line)
