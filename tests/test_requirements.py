"""What is installed is pinned, with digests, and is what pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = ("base", "sentence-transformers", "test")


def packages(name: str) -> dict[str, tuple[str, int]]:
    """Return version and number of digests of each package of a file."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)[1:]
    found = {}
    for block in blocks:
        head = re.match(r"([a-z0-9._-]+)==(\S+)", block)
        assert head, block[:80]
        found[head[1]] = (head[2], block.count("--hash=sha256:"))
    return found


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_a_version_and_digests(name: str) -> None:
    assert packages(name)
    assert [package for package, (_, digests) in packages(name).items() if not digests] == []


def test_versions_are_those_of_the_constraints() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {normal(line.partition("==")[0]): line.partition("==")[2] for line in lines if "==" in line}
    locked = {package: version for name in FILES for package, (version, _) in packages(name).items()}
    assert {package: version for package, version in locked.items() if pinned.get(package, version) != version} == {}


def test_all_that_is_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    names = {normal(re.split(r"[\[<>=!~; ]", line)[0]) for line in asked}
    assert names <= {package for name in FILES for package in packages(name)}
    base = {normal(re.split(r"[\[<>=!~; ]", line)[0]) for line in project["dependencies"]}
    assert base <= packages("base").keys()


def test_the_pythons_that_were_asked_about_are_those_that_may_be_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = re.findall(r"Python (3\.\d+) \|", (ROOT / "docs" / "platforms.md").read_text(encoding="utf-8"))
    first, last = asked[0], asked[-1]
    minors = [int(python.partition(".")[2]) for python in (first, last)]
    assert project["requires-python"] == f">={first},<3.{minors[1] + 1}"
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"(3, {minors[0]}) <= sys.version_info < (3, {minors[1] + 1})" in makefile
    assert {f"python3.{minor}" for minor in range(minors[0], minors[1] + 1)} <= set(
        re.findall(r"python3\.\d+", makefile)
    )
    for readme in ("README.md", "README.zh-CN.md"):
        assert re.search(rf"Python {re.escape(first)}\D+{re.escape(last)}", (ROOT / readme).read_text(encoding="utf-8"))
