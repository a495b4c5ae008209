"""``make lock``: write what is installed, pinned with the digests of all its files, from pyproject.toml and constraints.txt.

``base.txt`` is what the app needs; the other files hold only what comes on top of it. All are installed with
``pip install --require-hashes --no-deps``, so nothing else can come in. torch is none of them: which build of it fits
is for ``.ci/setup`` to find out.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parent
FILES = {
    "base": [],
    "sentence-transformers": ["sentence-transformers"],
    "test": ["sentence-transformers", "test", "model"],
}
HEAD = "# Made by `make lock`; do not edit.\n"


def main() -> int:
    """Write the files; uv resolves for all systems and Python versions at once."""
    uv = Path(sys.executable).with_name("uv")
    known: set[str] = set()
    for name, extras in FILES.items():
        chosen = [argument for extra in extras for argument in ("--extra", extra)]
        command = [
            uv,
            "pip",
            "compile",
            "--quiet",
            "--constraint",
            "constraints.txt",
            "--generate-hashes",
            "--universal",
        ]
        command += [
            "--python-version",
            "3.11",
            "--no-annotate",
            "--no-header",
            "--override",
            "requirements/no-torch.txt",
        ]
        done = subprocess.run(  # noqa: S603 - our own command
            [*command, *chosen, "pyproject.toml"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        blocks = {block.partition("==")[0]: block for block in _blocks(done.stdout) if not block.startswith("torch ")}
        text = "".join(block for package, block in blocks.items() if package not in known)
        (FOLDER / f"{name}.txt").write_text(HEAD + text, encoding="utf-8")
        known |= blocks.keys()
    return 0


def _blocks(text: str) -> list[str]:
    """Cut into packages: a line with a name, and the lines with its digests, which are indented."""
    blocks: list[str] = []
    for line in text.splitlines(keepends=True):
        if line.startswith(" ") and blocks:
            blocks[-1] += line
        elif line.strip():
            blocks.append(line)
    return blocks


if __name__ == "__main__":
    sys.exit(main())
