"""``make platforms``: ask a resolver for which systems and Pythons all that is pinned has a wheel; needs the network.

It reads what the registry says of each package, downloads no wheel, and writes the tables of ``docs/platforms.md``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FOLDER = Path(__file__).parent
PAGE = FOLDER.parent / "docs" / "platforms.md"
BEGIN = "<!-- The rest is made by `make platforms`; do not edit. -->\n"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACS = ("11", "12", "13", "14", "15")
SYSTEMS = {
    "Linux x86_64": ("x86_64-manylinux_2_28", ""),
    "Linux aarch64": ("aarch64-manylinux_2_28", ""),
    **{f"macOS {version}, Apple silicon": ("aarch64-apple-darwin", version) for version in MACS},
    **{f"macOS {version}, Intel": ("x86_64-apple-darwin", version) for version in MACS},
    "Windows x86_64": ("x86_64-pc-windows-msvc", ""),
}
"""How people call a system: what uv calls it, and which macOS it is."""
SOURCES = "jieba"
"""The one that everybody builds, of Python alone; without wheels it has none to lack."""
_MISSING = re.compile(r"Because (?:only )?([a-z0-9._-]+)==\S+ has no (?:usable )?wheels")


def main() -> int:
    """Write the tables again below what was written by hand."""
    torch = next(line for line in _read("../constraints.txt") if line.startswith("torch=="))
    tables = {
        "The assistant (`requirements/base.txt`)": _read("base.txt"),
        "Other embedding models, and the tests (`sentence-transformers.txt`, `test.txt`, torch)": [
            *_read("sentence-transformers.txt"),
            *_read("test.txt"),
            torch,
        ],
    }
    by_hand, _, _ = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    text = "\n".join(f"## {title}\n\n{_table(pinned)}" for title, pinned in tables.items())
    PAGE.write_text(f"{by_hand}{BEGIN}\n{text}", encoding="utf-8")
    return 0


def _read(name: str) -> list[str]:
    """Return the packages of a file with their markers, without digests."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.removesuffix("\\").strip() for line in lines if "==" in line and not line.startswith((" ", "#"))]


def _table(pinned: list[str]) -> str:
    cells = [(*system, python) for system in SYSTEMS.values() for python in PYTHONS]
    # The resolver waits for the registry most of the time.
    with ThreadPoolExecutor(8) as pool:
        found = [", ".join(one) or "yes" for one in pool.map(lambda cell: lacking(pinned, *cell), cells)]
    lines = [["", *(f"Python {python}" for python in PYTHONS)], ["---"] * (1 + len(PYTHONS))]
    lines += [[name, *found[row * len(PYTHONS) :][: len(PYTHONS)]] for row, name in enumerate(SYSTEMS)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def lacking(pinned: list[str], platform: str, macos: str, python: str) -> list[str]:
    """Return the packages that have no wheel for a system and a Python; the resolver names one at a time."""
    uv = Path(sys.executable).with_name("uv")
    command = [uv, "pip", "compile", "-", "--quiet", "--no-deps", "--only-binary=:all:", f"--no-binary={SOURCES}"]
    command += [f"--python-platform={platform}", f"--python-version={python}"]
    environment = os.environ | ({"MACOSX_DEPLOYMENT_TARGET": macos} if macos else {})
    found: list[str] = []
    while True:
        asked = "\n".join(line for line in pinned if line.partition("==")[0] not in found)
        done = subprocess.run(command, input=asked, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
        if done.returncode == 0:
            print(platform, macos, python, *sorted(found))
            return sorted(found)
        missing = _MISSING.search(done.stderr)
        if missing is None or missing[1] in found:
            raise SystemExit(done.stderr)
        found.append(missing[1])


if __name__ == "__main__":
    sys.exit(main())
