"""From the shell to the first answer, against importing the libraries that an answer needs."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

from eval.bench.figures import Bar, Ratio
from eval.bench.timing import milliseconds
from eval.bench.workplace import ROOT, Workplace
from index.embedding.model_files import MODEL_FILE, TOKENIZER_FILE
from index.settings import MODEL_DIR

BAR = Bar("most", 1.3)
ROUNDS = 5
LIBRARIES = ("chromadb", "filelock", "jieba", "numpy", "onnxruntime", "opencc", "pypinyin", "tokenizers")
"""Whatever else an answer imports is ours, or what these import themselves; a test holds that."""
QUESTION = "人工智能基金群规模有多大？"
_ENGINES = f"""
import {", ".join(LIBRARIES)}
jieba.setLogLevel(60)
jieba.initialize()
tokenizers.Tokenizer.from_file({str(MODEL_DIR / TOKENIZER_FILE)!r})
onnxruntime.InferenceSession({str(MODEL_DIR / MODEL_FILE)!r}, providers=["CPUExecutionProvider"])
"""
"""The libraries with what they have to read: the dictionary, the tokenizer, the model."""


def measure(_place: Workplace, rounds: int = ROUNDS) -> Ratio:
    """Start processes in turn; the files are in the system's cache, the processes are new."""
    commands = {
        "libraries": ["-c", f"import {', '.join(LIBRARIES)}"],
        "engines": ["-c", _ENGINES],
        "answer": ["-m", "answer", QUESTION],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, arguments in commands.items():
            taken[name].append(milliseconds(lambda arguments=arguments: _run(arguments)))  # type: ignore[misc]
    return Ratio(
        name="start_to_first_answer",
        what="start to first answer, new process",
        against="import of the libraries alone",
        rounds=tuple(answer / bare for answer, bare in zip(taken["answer"], taken["libraries"], strict=True)),
        bar=BAR,
        details={f"{name}_ms": median(values) for name, values in taken.items()},
    )


def _run(arguments: list[str]) -> None:
    # The command is this Python with a module of this repository.
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
