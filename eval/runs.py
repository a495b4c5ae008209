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
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from eval.documents import Corpus, Scope
from eval.figures import RESAMPLES, SEED, Figure, figures
from eval.files import write_text, write_texts
from eval.judge import judge
from eval.questions import Asked, JudgedQuestion, QuestionFileError, Turn
from eval.records import Record, from_row, question_row, to_row
from eval.scores import score
from eval.systems import FIRST_SENTENCE, Response, System
from index.encoders import model_fingerprint
from index.revisions import INDEX_VERSION
from index.settings import IndexSettings
from ingest.parser import PARSER_VERSION
from ingest.settings import from_environment

RUN_FILE, ANSWERS_FILE, PARTIAL_FILE = "run.json", "answers.jsonl", "answers.partial.jsonl"
_PACKAGES = (
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
HistoryName = Literal["true", "own"]
OVERALL = "all"
"""The key of the figures over all questions."""
DOCUMENT, REFUSAL = "document: ", "refusal: "
"""What begins the keys of the figures on one document, and on one kind of refusal that is asked for."""


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
        """The figures over all questions, per category, document and kind of refusal, by name."""
        groups: dict[str, list[Record]] = {OVERALL: list(self.records)}
        for record in self.records:
            for name in _groups_of(record.question):
                groups.setdefault(name, []).append(record)
        return {
            name: figures([one.scores for one in found], [one.question.document for one in found], self.setup.seed)
            for name, found in groups.items()
        }


def _groups_of(question: JudgedQuestion) -> Iterator[str]:
    """Yield the groups that a question is counted in, besides all: its kind, its document, how it should be refused."""
    yield question.category
    if question.document:
        yield f"{DOCUMENT}{question.document}"
    if question.gold_status:
        yield f"{REFUSAL}{question.gold_status}"


def describe(
    system: str,
    split: str,
    categories: Sequence[str],
    questions: Sequence[JudgedQuestion],
    corpus: Corpus,
    history: HistoryName = "true",
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
        corpus_digest=corpus.digest,
        model=model_fingerprint(index_settings),
        settings={
            "embed_model": index_settings.embed_model,
            "max_question_length": answer_settings.max_question_length,
            **({"history": history} if history != "true" else {}),
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
    system: System, questions: Iterable[JudgedQuestion], corpus: Corpus, setup: Setup, folder: Path, *, resume: bool
) -> Iterator[Record]:
    """Ask questions one by one; each answer is on disk before the next question is asked.

    Where the set-up says that the history is the system's own, each turn of a dialogue is asked after what the system
    itself answered to the turns before it.

    Args:
        system: what is asked.
        questions: in order.
        corpus: the documents that they are about.
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
    said = _Said() if setup.settings.get("history") == "own" else None
    with partial.open("a", encoding="utf-8") as lines:
        for question in questions:
            record = done.get(question.id)
            is_new = record is None
            if record is None:
                asked = said.after_own_answers(question) if said else question.asked
                record = _ask(system, question, asked, corpus.scope_of(question))
            if said:
                said.add(record)
            if not is_new:
                yield record
                continue
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


class _Said:
    """What was said in each dialogue so far, with the system's own answers."""

    def __init__(self) -> None:
        self._turns: dict[str, tuple[Turn, ...]] = {}

    def after_own_answers(self, question: JudgedQuestion) -> Asked:
        """Return a question behind what the system answered before; alone, it keeps the history that it has."""
        asked = question.asked
        return replace(asked, history=self._turns.get(question.dialogue, ())) if question.dialogue else asked

    def add(self, record: Record) -> None:
        question = record.question
        if question.dialogue:
            turns = (Turn("user", question.question), Turn("assistant", record.response.answer or "（没有回答）"))
            self._turns[question.dialogue] = (*self._turns.get(question.dialogue, ()), *turns)


def judged(question: JudgedQuestion, response: Response, latency_ms: float, scope: Scope) -> Record:
    """Judge and score what a system made of a question."""
    verdict = judge(question, response, scope.source)
    scores = score(question, response, verdict, scope.agencies, scope.texts)
    return Record(question, response, asdict(verdict), scores.as_dict(), latency_ms)


def _ask(system: System, question: JudgedQuestion, asked: Asked, scope: Scope) -> Record:
    began = time.perf_counter()
    response = system.answer(asked)
    return judged(question, response, round((time.perf_counter() - began) * 1000, 3), scope)


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
