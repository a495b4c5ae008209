"""What each command of ``python -m eval`` does; every function takes its parsed arguments and returns an exit status."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped,unused-ignore]

from eval.__main__ import BENCH_FILE, FIGURES, RUNS_DIR
from eval.compare import compare as compare_runs
from eval.compare import lines as comparison_lines
from eval.files import write_text
from eval.gate import failures, make_baseline, read_baseline, write_baseline
from eval.questions import JudgedQuestion, QuestionFileError, read_asked, read_questions
from eval.records import question_row
from eval.runs import OVERALL, Run, ask_all, describe, finish, read_run, timings_of
from eval.splits import load
from eval.systems import System, open_system


def run(arguments: argparse.Namespace) -> int:
    """Ask, judge and keep."""
    questions = _chosen(arguments)
    split = str(arguments.questions) if arguments.questions else arguments.split
    folder = (
        arguments.out or RUNS_DIR / f"{arguments.system}-{arguments.questions.stem if arguments.questions else split}"
    )
    system = open_system(arguments.system)
    build_seconds = _build_seconds(system) if arguments.build else None
    setup = describe(arguments.system, split, arguments.category or [], questions, system.document)
    began = time.perf_counter()
    asking = ask_all(system, questions, setup, folder, resume=arguments.resume)
    records = tuple(tqdm(asking, total=len(questions), desc=arguments.system, unit="q", disable=None))
    done = Run(setup, records, timings_of(records, time.perf_counter() - began, build_seconds))
    finish(done, folder)
    for name, found in done.figures[OVERALL].items():
        print(f"{name:<19} {found.mean:9.4f}  [{found.low:.4f}, {found.high:.4f}]  (n={found.n})")
    for group, figures in done.figures.items():
        if group != OVERALL:
            right = figures["right"]
            print(f"right: {group:<18} {right.mean:7.1%}  [{right.low:.1%}, {right.high:.1%}]  (n={right.n})")
    print(" ".join(f"{name}={value:g}" for name, value in done.timings.items()))
    print(f"kept in {folder}")
    return 0


def answer(arguments: argparse.Namespace) -> int:
    """Answer a question file."""
    from eval.answer_files import answer_file

    asked = read_asked(arguments.questions)
    answer_file(open_system(arguments.system), tqdm(asked, unit="q", disable=None), arguments.out)
    print(f"{len(asked)} answers in {arguments.out}")
    return 0


def compare(arguments: argparse.Namespace) -> int:
    """Say what changed between two runs."""
    for line in comparison_lines(compare_runs(read_run(arguments.first), read_run(arguments.second))):
        print(line)
    return 0


def gate(arguments: argparse.Namespace) -> int:
    """Hold a run against the baseline; 1 if a figure is out of bounds."""
    measured = read_run(arguments.run)
    if arguments.update:
        write_baseline(make_baseline(measured), arguments.baseline)
        print(f"baseline written: {arguments.baseline}")
        return 0
    found = list(failures(measured, read_baseline(arguments.baseline)))
    for line in found:
        print(line, file=sys.stderr)
    if not found:
        print("no figure is worse than the baseline allows")
    return 1 if found else 0


def report(arguments: argparse.Namespace) -> int:
    """Write the report."""
    from eval.report.writer import write_report

    for path in write_report([read_run(folder) for folder in arguments.runs], arguments.out):
        print(path)
    return 0


def check(arguments: argparse.Namespace) -> int:
    """Prove the questions; 1 if one is wrong."""
    from eval.check import find_faults
    from ingest.corpus_files import load_policy
    from ingest.settings import IngestSettings, from_environment

    dev = [*load("dev"), *(question for path in arguments.also for question in read_questions(path))]
    test = load("test")
    found = list(find_faults(dev, test, load_policy(from_environment(IngestSettings).source)))
    for line in found:
        print(line, file=sys.stderr)
    print(f"{len(dev)} dev and {len(test)} test questions, {len(found)} faults")
    return 1 if found else 0


def public(arguments: argparse.Namespace) -> int:
    """Measure retrieval on a public set."""
    from eval.extractive import measure_answers
    from eval.public import measure, read_public_set
    from index.encoders import open_encoder
    from index.settings import IndexSettings
    from ingest.settings import from_environment

    data = read_public_set(arguments.path, arguments.set)
    settings = from_environment(IndexSettings)
    scores = measure(data, open_encoder(settings))
    answers = measure_answers(data, settings) if data.answers else None
    if arguments.json:
        legs = [asdict(score) for score in scores]
        print(json.dumps({"retrieval": legs, "answers": asdict(answers) if answers else None}, indent=1))
        return 0
    print(f"{data.name}: {len(data.passages)} passages, {len(data.questions)} questions")
    for score in scores:
        print(score.line)
    if answers:
        print(answers.line)
    return 0


def feedback(arguments: argparse.Namespace) -> int:
    """Add what was voted down to a file of drafts; what somebody has settled there stays as it is."""
    from answer.feedback import FeedbackStore
    from answer.settings import FeedbackSettings
    from eval.feedback import drafts
    from index.settings import IndexSettings
    from ingest.settings import from_environment

    store = FeedbackStore.beside(from_environment(IndexSettings).index_dir, from_environment(FeedbackSettings))
    there = read_questions(arguments.out) if arguments.out.exists() else []
    settled = {question.id for question in there}
    new = [draft for draft in drafts(store.read() if store else []) if draft.id not in settled]
    rows = (json.dumps(question_row(question), ensure_ascii=False) for question in (*there, *new))
    write_text(arguments.out, "".join(f"{row}\n" for row in rows))
    print(f"{len(new)} new drafts in {arguments.out}, {len(there)} were there")
    return 0


def fit(arguments: argparse.Namespace) -> int:
    """Fit what is learned from questions; write the weights of the models if that is asked for."""
    from answer.answerability import MODEL_FILE as ANSWERABILITY_FILE
    from answer.build import assemble
    from answer.matters import MODEL_FILE as MATTERS_FILE
    from answer.settings import AnswerSettings
    from eval.fit import fit_answerability, fit_matters, fit_topic
    from eval.fit_matters import lessons_of_lexicon
    from index.fitted import fingerprint_of
    from index.search_index import SearchIndex
    from index.settings import IndexSettings
    from ingest.corpus_files import load_policy
    from ingest.settings import IngestSettings, from_environment

    if arguments.write and not arguments.write.is_dir():
        raise NotADirectoryError(f"there is no folder {arguments.write}")
    settings = from_environment(IndexSettings)
    document = load_policy(from_environment(IngestSettings).source)
    index = SearchIndex.open_or_build(document, settings)
    fingerprint = fingerprint_of(document, settings)
    lexicon = lessons_of_lexicon(document, index.encoder.encode_queries)
    matters, examples, report = fit_matters(
        lexicon, load("dev"), partial(assemble, index, AnswerSettings()), fingerprint
    )
    print(*report, *fit_topic(examples), sep="\n")
    answerability, report = fit_answerability(examples, fingerprint)
    print(*report, sep="\n")
    if arguments.write and matters:
        matters.save(arguments.write / MATTERS_FILE.name)
        answerability.save(arguments.write / ANSWERABILITY_FILE.name)
        print(f"written to {arguments.write}")
    return 0


def bench(arguments: argparse.Namespace) -> int:
    """Measure speed; what misses its bar is marked, and is no failure."""
    if arguments.fp32:
        from eval.bench import torch_model

        torch_model.write(arguments.fp32)
        print(f"written to {arguments.fp32}")
        return 0
    from eval.bench.runner import run as run_bench

    for line in run_bench(arguments.only or FIGURES, arguments.out or (None if arguments.only else BENCH_FILE)):
        print(line)
    return 0


def load_test(arguments: argparse.Namespace) -> int:
    """Let many visitors ask at once; 1 if one of them met with a fault."""
    import asyncio

    from eval.bench.http import serve
    from eval.bench.runner import versions
    from eval.load import run as visit
    from ingest.corpus_files import load_policy
    from ingest.settings import IngestSettings, from_environment

    document = load_policy(from_environment(IngestSettings).source)
    with serve() as served:
        outcome = asyncio.run(visit(served.address, document, arguments.users, arguments.seconds, served.pid))
    figures = outcome.figures(arguments.users)
    write_text(arguments.out, json.dumps({**figures, "versions": versions()}, indent=1) + "\n")
    for name, value in figures.items():
        print(f"{name:<22} {value}")
    for fault in outcome.faults[:20]:
        print(fault, file=sys.stderr)
    return 1 if outcome.faults else 0


def _chosen(arguments: argparse.Namespace) -> Sequence[JudgedQuestion]:
    questions = read_questions(arguments.questions) if arguments.questions else load(arguments.split)
    if arguments.category:
        questions = [question for question in questions if question.category in arguments.category]
    questions = questions[: arguments.limit]
    if not questions:
        raise QuestionFileError("no question is left to be asked")
    return questions


def _build_seconds(system: System) -> float:
    """Measure how long the index of a system's document takes to build, in a folder that is then thrown away."""
    from index.builder import ensure_index
    from index.settings import IndexSettings
    from ingest.settings import from_environment

    with tempfile.TemporaryDirectory() as folder:
        settings = replace(from_environment(IndexSettings), index_dir=Path(folder))
        began = time.perf_counter()
        ensure_index(system.document, settings)
        return time.perf_counter() - began
