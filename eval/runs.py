"""A run: questions asked of one system, every answer with its scores, and all that a reader must know to repeat it.

A run is a folder with ``answers.jsonl`` (a line per question) and ``run.json`` (what was run, the figures, and, under
``timings``, all that differs between two runs of the same thing). While it goes on, its lines are in
``answers.partial.jsonl``.
"""

from __future__ import annotations

import hashlib
import json
import platform
import resource
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from answer.citations import text_of
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from eval.figures import RESAMPLES, SEED, Figure, figures
from eval.files import write_text, write_texts
from eval.judge import judge
from eval.questions import JudgedQuestion, QuestionFileError
from eval.records import Record, from_row, question_row, to_row
from eval.scores import score
from eval.systems import FIRST_SENTENCE, System
from index.encoders import model_fingerprint
from index.manifest import INDEX_VERSION
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from ingest.parser import PARSER_VERSION
from ingest.settings import from_environment

RUN_FILE, ANSWERS_FILE, PARTIAL_FILE = "run.json", "answers.jsonl", "answers.partial.jsonl"
_PACKAGES = (
    "bm25s",
    "chromadb",
    "jieba",
    "llama-index-core",
    "numpy",
    "onnxruntime",
    "opencc",
    "pypinyin",
    "tokenizers",
)
_CODE = ("ingest", "index", "answer")
OVERALL = "all"
"""The key of the figures over all categories."""


class RunError(Exception):
    """A run cannot be read, resumed or compared; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that decides the answers of a run."""

    system: str
    split: str
    categories: tuple[str, ...]
    questions: int
    questions_digest: str
    corpus_digest: str
    model: str
    settings: dict[str, Any]
    versions: dict[str, str]
    seed: int = SEED
    resamples: int = RESAMPLES

    @property
    def digest(self) -> str:
        """A short digest of all of it."""
        return _digest(json.dumps(asdict(self), sort_keys=True, ensure_ascii=False))


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run."""

    setup: Setup
    records: tuple[Record, ...]
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def figures(self) -> dict[str, dict[str, Figure]]:
        """The figures over all questions and per category, by name."""
        groups: dict[str, list[dict[str, float | None]]] = {OVERALL: []}
        for record in self.records:
            groups[OVERALL].append(record.scores)
            groups.setdefault(record.question.category, []).append(record.scores)
        return {name: figures(rows, self.setup.seed) for name, rows in groups.items()}


def describe(
    system: str, split: str, categories: Sequence[str], questions: Sequence[JudgedQuestion], document: PolicyDocument
) -> Setup:
    """Describe a run before it begins."""
    index_settings, answer_settings = from_environment(IndexSettings), from_environment(AnswerSettings)
    llm_settings = from_environment(LLMSettings)
    return Setup(
        system=system,
        split=split,
        categories=tuple(categories),
        questions=len(questions),
        questions_digest=_digest("\n".join(json.dumps(question_row(one), ensure_ascii=False) for one in questions)),
        corpus_digest=document.digest,
        model=model_fingerprint(index_settings),
        settings={
            "embed_model": index_settings.embed_model,
            "max_question_length": answer_settings.max_question_length,
            **({"llm": llm_settings.model} if llm_settings.configured else {}),
        },
        versions={
            "python": platform.python_version(),
            "code": _code_digest(),
            "parser": PARSER_VERSION,
            "index": INDEX_VERSION,
            **{package: version(package) for package in _PACKAGES},
        },
    )


def ask_all(
    system: System, questions: Iterable[JudgedQuestion], setup: Setup, folder: Path, *, resume: bool
) -> Iterator[Record]:
    """Ask questions one by one; each answer is on disk before the next question is asked.

    Args:
        system: what is asked.
        questions: in order.
        setup: of the run.
        folder: where the run is kept; made if need be.
        resume: whether to go on from a run of the same setup that was interrupted there.

    Raises:
        RunError: if there is another run to be resumed.
        OSError: if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / PARTIAL_FILE
    done = _read_partial(partial, setup) if resume else {}
    if not done:
        write_text(partial, _partial_header(setup) + "\n")
    texts = texts_of(system.document)
    with partial.open("a", encoding="utf-8") as lines:
        for question in questions:
            if question.id in done:
                yield done[question.id]
                continue
            record = _ask(system, question, texts)
            lines.write(json.dumps(to_row(record), ensure_ascii=False) + "\n")
            lines.flush()
            yield record


def finish(run: Run, folder: Path) -> None:
    """Write a run; an older one in the same folder is replaced only once this one is whole.

    Raises:
        OSError: if it cannot be written.
    """
    rows = [json.dumps(to_row(record), ensure_ascii=False) for record in run.records]
    summary = {
        "setup": asdict(run.setup),
        "answers_digest": _answers_digest(run.records),
        "figures": {
            group: {name: asdict(found) for name, found in values.items()} for group, values in run.figures.items()
        },
        "timings": run.timings,
    }
    write_texts(
        {
            folder / ANSWERS_FILE: "".join(f"{row}\n" for row in rows),
            folder / RUN_FILE: json.dumps(summary, ensure_ascii=False, indent=1) + "\n",
        }
    )
    (folder / PARTIAL_FILE).unlink(missing_ok=True)


def read_run(folder: Path) -> Run:
    """Read a finished run.

    Raises:
        RunError: if there is none, or it is damaged.
    """
    try:
        summary = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
        lines = (folder / ANSWERS_FILE).read_text(encoding="utf-8").split("\n")
        setup = summary["setup"] | {"categories": tuple(summary["setup"]["categories"])}
        records = tuple(from_row(json.loads(line)) for line in lines if line)
        if _answers_digest(records) != summary["answers_digest"]:
            raise ValueError(f"{ANSWERS_FILE} is not that of {RUN_FILE}")  # noqa: TRY301 - told as the others are
        return Run(Setup(**setup), records, summary["timings"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, QuestionFileError) as error:
        raise RunError(
            f"no finished run in {folder} ({error!r}); make one with: python -m eval run --out {folder}"
        ) from error


def timings_of(records: Sequence[Record], seconds: float, build_seconds: float | None) -> dict[str, float]:
    """Return all that differs between two runs of the same thing.

    Args:
        records: at least one.
        seconds: the whole run took.
        build_seconds: building the index took; None if it was not built.
    """
    latencies = sorted(record.latency_ms for record in records)
    # Linux counts in KiB, macOS in bytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    found = {
        "seconds": round(seconds, 3),
        "latency_ms_p50": latencies[len(latencies) // 2],
        "latency_ms_p95": latencies[len(latencies) * 95 // 100],
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit, 1),
    }
    firsts = sorted(
        record.response.milliseconds[FIRST_SENTENCE]
        for record in records
        if record.response.milliseconds and FIRST_SENTENCE in record.response.milliseconds
    )
    if firsts:
        found["first_sentence_ms_p50"] = firsts[len(firsts) // 2]
    return found | ({"index_build_seconds": round(build_seconds, 3)} if build_seconds is not None else {})


def texts_of(document: PolicyDocument) -> Mapping[str, str]:
    """Return by citation id the whole text of each item, its title and agencies included."""
    return {key: text_of(document.item(key), document) for key in document.ids}


def _ask(system: System, question: JudgedQuestion, texts: Mapping[str, str]) -> Record:
    began = time.perf_counter()
    response = system.answer(question.asked)
    latency = round((time.perf_counter() - began) * 1000, 3)
    verdict = judge(question, response, system.document.source)
    scores = score(question, response, verdict, system.document.agencies, texts)
    return Record(question, response, asdict(verdict), scores.as_dict(), latency)


def _read_partial(path: Path, setup: Setup) -> Mapping[str, Record]:
    if not path.is_file():
        return {}
    header = _partial_header(setup)
    # Bytes: where the run was interrupted, the last line may be cut off in the middle of a character.
    first, *lines = path.read_bytes().split(b"\n")
    if first.strip() != header.encode():
        raise RunError(f"{path} belongs to a run with other settings or questions; leave out --resume to begin anew")
    records: list[Record] = []
    for line in lines:
        try:
            records.append(from_row(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, QuestionFileError):
            break
    write_text(path, "\n".join([header, *(json.dumps(to_row(record), ensure_ascii=False) for record in records), ""]))
    return {record.question.id: record for record in records}


def _partial_header(setup: Setup) -> str:
    return json.dumps({"setup": setup.digest})


def _answers_digest(records: Iterable[Record]) -> str:
    """Return the digest of all that a run answered, without what differs between two runs of the same thing."""
    return _digest("\n".join(json.dumps(to_row(record) | {"timings": None}, ensure_ascii=False) for record in records))


def _code_digest() -> str:
    """Digest all that answers are made by, so that an interrupted run is not gone on with by other code."""
    root = Path(__file__).parents[1]
    files = sorted(path for package in _CODE for path in (root / package).rglob("*") if path.suffix in (".py", ".tsv"))
    return _digest("\n".join(f"{path.relative_to(root)} {_digest(path.read_text('utf-8'))}" for path in files))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
