"""What each command of ``python -m eval`` does; every function takes its parsed arguments and returns an exit status."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from hashlib import sha256
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped,unused-ignore]

from eval.__main__ import BENCH_FILE, FIGURES, RUNS_DIR
from eval.compare import compare as compare_runs
from eval.compare import lines as comparison_lines
from eval.documents import Corpus, catalogue, documents_in
from eval.files import write_text
from eval.gate import failures, make_baseline, read_baseline, write_baseline
from eval.libraries import entry_of, library_of, open_settings_library
from eval.questions import JudgedQuestion, QuestionFileError, read_asked, read_questions
from eval.records import question_row
from eval.runs import OVERALL, Run, ask_all, describe, finish, judged, read_run, timings_of
from eval.splits import OF_THE_PLAN, SPLITS, corpus_of, load, sample
from eval.systems import System, SystemName


def run(arguments: argparse.Namespace) -> int:
    """Ask, judge and keep."""
    questions = _chosen(arguments)
    split = str(arguments.questions) if arguments.questions else arguments.split
    folder = (
        arguments.out or RUNS_DIR / f"{arguments.system}-{arguments.questions.stem if arguments.questions else split}"
    )
    corpus = _corpus(arguments, [question.document for question in questions])
    system = _open(arguments.system, corpus)
    build_seconds = _build_seconds(corpus) if arguments.build else None
    setup = describe(arguments.system, split, arguments.category or [], questions, corpus, arguments.history)
    began = time.perf_counter()
    asking = ask_all(system, questions, corpus, setup, folder, resume=arguments.resume)
    records = tuple(tqdm(asking, total=len(questions), desc=arguments.system, unit="q", disable=None))
    done = Run(setup, records, timings_of(records, time.perf_counter() - began, build_seconds))
    finish(done, folder)
    _show(done)
    print(" ".join(f"{name}={value:g}" for name, value in done.timings.items()))
    print(f"kept in {folder}")
    return 0


def answer(arguments: argparse.Namespace) -> int:
    """Answer a question file."""
    from eval.answer_files import answer_file

    asked = read_asked(arguments.questions)
    system = _open(arguments.system, _corpus(arguments, [question.document for question in asked]))
    answer_file(system, tqdm(asked, unit="q", disable=None), arguments.out)
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
    from eval.check_documents import Split, faults_of_documents

    splits = {split: load(split) for split in SPLITS}
    splits["plan-dev"] += [question for path in arguments.also for question in read_questions(path)]
    (plan,) = corpus_of("plan-dev").documents.values()
    found = list(find_faults(splits["plan-dev"], splits["plan-test"], plan))
    others: dict[str, Split] = {
        split: Split(questions, corpus_of(split)) for split, questions in splits.items() if split not in OF_THE_PLAN
    }
    found += faults_of_documents(others)
    for line in found:
        print(line, file=sys.stderr)
    counts = ", ".join(f"{len(questions)} {split}" for split, questions in splits.items())
    print(f"questions: {counts}; {len(found)} faults")
    return 1 if found else 0


def export(arguments: argparse.Namespace) -> int:
    """Write a split as a retrieval benchmark in the form of BEIR."""
    from eval.beir import write_beir

    counts = write_beir(load(arguments.split), corpus_of(arguments.split), arguments.out)
    print(f"{counts.passages} passages, {counts.queries} queries, {counts.judgements} judgements in {arguments.out}")
    return 0


def judge(arguments: argparse.Namespace) -> int:
    """Judge the answers of another system as a run, and hold it against another run if one is given."""
    from eval.answer_files import read_answers

    questions = _chosen(arguments)
    corpus = _corpus(arguments, [question.document for question in questions])
    answers = read_answers(arguments.answers)
    missing = [question.id for question in questions if question.id not in answers]
    if missing:
        raise QuestionFileError(f"{arguments.answers}: {len(missing)} questions are not answered, {missing[0]} first")
    split = str(arguments.questions) if arguments.questions else arguments.split
    setup = describe(arguments.answers.stem, split, arguments.category or [], questions, corpus)
    records = tuple(judged(question, *answers[question.id], corpus.scope_of(question)) for question in questions)
    done = Run(setup, records, timings_of(records, sum(record.latency_ms for record in records) / 1000, None))
    finish(done, arguments.out or RUNS_DIR / f"{setup.system}-{Path(split).stem}")
    _show(done)
    if arguments.against:
        for line in comparison_lines(compare_runs(read_run(arguments.against), done)):
            print(line)
    return 0


def public(arguments: argparse.Namespace) -> int:
    """Measure retrieval on a public set."""
    from eval.extractive import measure_answers
    from eval.public import measure, read_public_set
    from index.encoders import open_encoder
    from index.settings import IndexSettings
    from ingest.settings import from_environment

    settings = from_environment(IndexSettings)
    if arguments.laws:
        from eval.statutes import measure_end_to_end, read_statutes

        statutes = read_statutes(arguments.path, arguments.laws)
        end_to_end = measure_end_to_end(statutes, settings)
        print(json.dumps(asdict(end_to_end), indent=1) if arguments.json else f"{statutes.name}:\n{end_to_end.line}")
        return 0
    data = read_public_set(arguments.path, arguments.set)
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

    store = FeedbackStore.beside(from_environment(IndexSettings).library, from_environment(FeedbackSettings))
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
    from index.settings import IndexSettings
    from ingest.corpus_files import load_policy
    from ingest.settings import IngestSettings, from_environment

    if arguments.write and not arguments.write.is_dir():
        raise NotADirectoryError(f"there is no folder {arguments.write}")
    settings = from_environment(IndexSettings)
    document = load_policy(from_environment(IngestSettings).source)
    library, _ = open_settings_library(settings)
    index = library.search_index(entry_of(document, library))
    fingerprint = fingerprint_of(document, settings)
    lexicon = lessons_of_lexicon(document, index.encoder.encode_queries)
    matters, examples, report = fit_matters(
        lexicon, load("plan-dev"), partial(assemble, index, AnswerSettings()), fingerprint
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

    out = arguments.out or (None if arguments.only else BENCH_FILE)
    for line in run_bench(arguments.only or FIGURES, out, arguments.documents):
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
    questions = sample(questions, arguments.limit) if arguments.limit else questions
    if not questions:
        raise QuestionFileError("no question is left to be asked")
    return questions


def _show(done: Run) -> None:
    groups = done.figures
    for name, found in groups[OVERALL].items():
        print(f"{name:<19} {found.mean:9.4f}  [{found.low:.4f}, {found.high:.4f}]  (n={found.n})")
    for group, figures in groups.items():
        if group != OVERALL:
            right = figures["right"]
            print(f"right: {group:<44} {right.mean:7.1%}  [{right.low:.1%}, {right.high:.1%}]  (n={right.n})")


def _corpus(arguments: argparse.Namespace, named: Iterable[str]) -> Corpus:
    """Return the documents of a split, of a folder, or those of the benchmark that a file of questions names."""
    if not arguments.questions:
        return corpus_of(arguments.split)
    names = set(named)
    if arguments.documents:
        return documents_in(arguments.documents, names)
    names -= {""}
    return Corpus.of([one for one in catalogue() if one.id in names]) if names else corpus_of("plan-dev")


def _open(name: SystemName, corpus: Corpus) -> System:
    from answer.build import SETTINGS
    from eval.systems import open_system
    from index.settings import IndexSettings
    from ingest.settings import check_environment, from_environment

    check_environment(SETTINGS)
    settings = from_environment(IndexSettings)
    if not corpus.files:
        return open_system(name, *open_settings_library(settings))
    digest = sha256("\0".join(sorted(corpus.files)).encode()).hexdigest()[:12]
    return open_system(name, library_of(corpus.files, settings, RUNS_DIR / "libraries" / digest))


def _build_seconds(corpus: Corpus) -> float:
    """Measure how long the library of some documents takes to make, in a folder that is then thrown away."""
    from index.settings import IndexSettings
    from ingest.settings import IngestSettings, from_environment

    files = corpus.files or {"only": from_environment(IngestSettings).source}
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        library_of(files, from_environment(IndexSettings), Path(folder))
        return time.perf_counter() - began
