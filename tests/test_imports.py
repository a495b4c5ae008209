"""Imports run one way only: ``ingest ← index ← answer ← {ui, eval}`` and ``ui ← app``, the arrow pointing at what is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT: dict[str, set[str]] = {
    "ingest": set(),
    "index": {"ingest"},
    "answer": {"ingest", "index"},
    "ui": {"ingest", "index", "answer"},
    "app": {"ingest", "index", "answer", "ui"},
    "eval": {"ingest", "index", "answer"},
}
"""Which of our own packages each may import, besides itself."""

NEVER_IMPORTED_BY: dict[str, set[str]] = {
    "answer": {"gradio", "chromadb"},
    "ui": {"chromadb"},
    "app": {"gradio", "chromadb"},
}
"""Libraries that stay behind the package that wraps them."""

FORMATS = ROOT / "ingest" / "formats"
LIBRARIES_OF_FORMATS: dict[str, set[str]] = {"html": {"selectolax"}, "pdf": {"pypdfium2"}, "word": set()}
"""By the rooms in ``ingest/formats``; only the process that reads such a file imports them."""
SHARED_WITH: dict[str, set[str]] = {"markdown": {"html"}}
"""Rooms that what stands beside them may look into: Markdown has tables in HTML."""


def source_files(package: str) -> list[Path]:
    """Return the modules of a package or the single file of that name; none while it is not written yet."""
    single = ROOT / f"{package}.py"
    return [single] if single.is_file() else sorted((ROOT / package).rglob("*.py"))


def imported_packages(source: str, package: str) -> set[str]:
    """Return the top-level packages that a module imports, anywhere in it; ``package`` is where it stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(package if node.level else (node.module or "").partition(".")[0])
        elif isinstance(node, ast.Call):
            found |= _imported_by_name(node)
    return found


def _imported_by_name(call: ast.Call) -> set[str]:
    """Read ``import_module("x")`` and ``__import__("x")``."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in ("import_module", "__import__") or not call.args:
        return set()
    module = call.args[0]
    if isinstance(module, ast.Constant) and isinstance(module.value, str):
        return {module.value.partition(".")[0]}
    return set()


def imports_of(package: str) -> dict[str, set[str]]:
    return {
        str(path.relative_to(ROOT)): imported_packages(path.read_text(encoding="utf-8"), package)
        for path in source_files(package)
    }


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_direction(package: str) -> None:
    forbidden = MAY_IMPORT.keys() - MAY_IMPORT[package] - {package}
    assert {path: names & forbidden for path, names in imports_of(package).items() if names & forbidden} == {}


def test_ingest_needs_only_the_standard_library_but_for_some_formats() -> None:
    found = {}
    for path, names in imports_of("ingest").items():
        room = Path(path).parent.name if (ROOT / path).parents[1] == FORMATS else ""
        allowed = {*sys.stdlib_module_names, "ingest"} | LIBRARIES_OF_FORMATS.get(room, set())
        found[path] = names - allowed
    assert {path: names for path, names in found.items() if names} == {}


def test_rooms_of_formats_know_nothing_of_each_other() -> None:
    assert {path.name for path in FORMATS.iterdir() if list(path.glob("*.py"))} == LIBRARIES_OF_FORMATS.keys()
    found = {}
    for path in FORMATS.rglob("*.py"):
        own = {path.parent.name} if path.parent != FORMATS else SHARED_WITH.get(path.stem, set())
        rooms = re.findall(r"^ *(?:from|import) ingest\.formats\.(\w+)\b", path.read_text(encoding="utf-8"), re.M)
        found[path.name] = (set(rooms) & LIBRARIES_OF_FORMATS.keys()) - own
    assert {name: rooms for name, rooms in found.items() if rooms} == {}


def test_every_package_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    files = [path.relative_to(ROOT) for package in MAY_IMPORT if package != "app" for path in source_files(package)]
    assert {".".join(file.parent.parts) for file in files} == {*project["tool"]["setuptools"]["packages"]}


@pytest.mark.parametrize("package", NEVER_IMPORTED_BY)
def test_wrapped_libraries(package: str) -> None:
    forbidden = NEVER_IMPORTED_BY[package]
    assert {path: names & forbidden for path, names in imports_of(package).items() if names & forbidden} == {}


def test_no_package_imports_the_tests() -> None:
    offenders = [path for package in MAY_IMPORT for path, names in imports_of(package).items() if "tests" in names]
    assert offenders == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import a.b, c", {"a", "c"}),
        ("from a.b import c", {"a"}),
        ("from . import c\nfrom .d import e", {"index"}),
        ("def f():\n    import a", {"a"}),
        ("if TYPE_CHECKING:\n    from a import b", {"a"}),
        ("importlib.import_module('a.b')\n__import__('c')", {"a", "c"}),
        ("importlib.import_module(name)\nf(1)(2)", set()),
    ],
)
def test_every_way_to_import_is_seen(source: str, expected: set[str]) -> None:
    assert imported_packages(source, "index") == expected
