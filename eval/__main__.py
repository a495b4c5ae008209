"""``python -m eval``: measure the assistant and its speed, compare runs, hold the line, and prove the questions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TypeAlias, get_args

from eval.categories import Category
from eval.questions import QuestionFileError
from eval.splits import SPLITS
from ingest.arguments import OneLineParser
from ingest.console import run_command, show_what_can_be_shown
from ingest.errors import PolicyError, SettingsError

SYSTEM_NAMES = ("full", "hybrid", "dense", "bm25", "naive")
PUBLIC_SETS = ("cmrc2018", "stard")
RUNS_DIR = Path("data") / "eval"
FIGURES = ("answering", "tables", "http", "start", "scale", "encoding", "build", "library")
LOAD_FILE = Path("eval") / "results" / "load.json"
BENCH_FILE = Path("eval") / "results" / "bench.json"


_Commands: TypeAlias = "argparse._SubParsersAction[OneLineParser]"

_FUNCTIONS = {"load": "load_test"}
"""Functions of `eval.commands` that could not be called as their command is."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    show_what_can_be_shown()
    arguments = _parser().parse_args(argv)
    # The model and Chroma take seconds to import; --help does not need them.
    from answer.feedback import FeedbackError
    from eval import commands
    from eval.runs import RunError
    from index.embedding.errors import EmbeddingError
    from index.errors import LibraryError

    try:
        return int(getattr(commands, _FUNCTIONS.get(arguments.command, arguments.command))(arguments))
    except BrokenPipeError:
        raise  # who read the output has gone
    except (
        PolicyError,
        SettingsError,
        LibraryError,
        EmbeddingError,
        QuestionFileError,
        RunError,
        FeedbackError,
        OSError,
    ) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("interrupted; go on with --resume", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = OneLineParser(prog="python -m eval", description="Measure the assistant.")
    commands = parser.add_subparsers(required=True, dest="command", metavar="COMMAND")

    for add in (_add_asking, _add_comparing, _add_others):
        add(commands)
    return parser


def _add_asking(commands: _Commands) -> None:
    """Add the commands that ask or judge."""
    run = commands.add_parser("run", help="ask questions, judge the answers and keep the run")
    run.add_argument("--system", choices=SYSTEM_NAMES, default="full", help="what is asked (default: full)")
    source = run.add_mutually_exclusive_group()
    source.add_argument("--split", choices=SPLITS, default="dev", help="which of our own questions (default: dev)")
    source.add_argument("--questions", type=Path, help="a file of questions with their gold instead")
    run.add_argument(
        "--documents", type=Path, metavar="FOLDER", help="the policies that --questions names, by file name"
    )
    run.add_argument(
        "--history", choices=("true", "own"), default="true", help="what a turn of a dialogue follows (default: true)"
    )
    run.add_argument("--category", choices=get_args(Category), action="append", help="only these; may be repeated")
    run.add_argument("--limit", type=_count, help="only so many, of all categories")
    run.add_argument("--out", type=Path, help=f"folder of the run (default: {RUNS_DIR}/SYSTEM-SPLIT)")
    run.add_argument("--resume", action="store_true", help="go on with an interrupted run in that folder")
    run.add_argument("--build", action="store_true", help="measure, too, how long building the index takes")

    answer = commands.add_parser("answer", help="answer a question file; reads only id, question and history")
    answer.add_argument("--questions", type=Path, required=True, help="a question file (JSON lines)")
    answer.add_argument("--documents", type=Path, metavar="FOLDER", help="the policies that it names, by file name")
    answer.add_argument("--out", type=Path, required=True, help="the answer file to write")
    answer.add_argument("--system", choices=SYSTEM_NAMES, default="full", help="what answers (default: full)")

    judge = commands.add_parser("judge", help="judge a file of answers of another system, on the same questions")
    judge.add_argument("answers", type=Path, help="an answer file (JSON lines)")
    judged = judge.add_mutually_exclusive_group()
    judged.add_argument("--split", choices=SPLITS, default="dev", help="what was asked (default: dev)")
    judged.add_argument("--questions", type=Path, help="the file of questions with their gold instead")
    judge.add_argument(
        "--documents", type=Path, metavar="FOLDER", help="the policies that --questions names, by file name"
    )
    judge.add_argument("--category", choices=get_args(Category), action="append", help="only these; may be repeated")
    judge.add_argument("--limit", type=_count, help="only so many, of all categories")
    judge.add_argument("--against", type=Path, help="folder of a run to compare with, question by question")
    judge.add_argument("--out", type=Path, help="folder of the run")

    export = commands.add_parser("export", help="write a split as a retrieval benchmark")
    export.add_argument("--split", choices=SPLITS, default="dev", help="which questions (default: dev)")
    export.add_argument("--format", choices=("beir",), default="beir", help="its form (default: beir)")
    export.add_argument("--out", type=Path, required=True, help="the folder to write")


def _add_comparing(commands: _Commands) -> None:
    """Add the commands that hold runs against one another."""
    compare = commands.add_parser("compare", help="what a second run does better and worse than a first")
    compare.add_argument("first", type=Path, help="folder of a run")
    compare.add_argument("second", type=Path, help="folder of a run")

    gate = commands.add_parser("gate", help="fail if a figure of a run has become worse than the baseline allows")
    gate.add_argument("run", type=Path, help="folder of a run")
    gate.add_argument("--baseline", type=Path, required=True, help="file of the baseline")
    gate.add_argument("--update", action="store_true", help="make the baseline from this run instead")

    report = commands.add_parser("report", help="write runs side by side as HTML, JSON and CSV")
    report.add_argument("runs", type=Path, nargs="+", help="folders of runs on the same questions, the main one first")
    report.add_argument("--out", type=Path, default=RUNS_DIR / "report", help=f"folder (default: {RUNS_DIR}/report)")


def _add_others(commands: _Commands) -> None:
    """Add what proves questions, measures other sets, and measures speed."""
    check = commands.add_parser("check", help="prove our own questions against the policy")
    check.add_argument("--also", type=Path, action="append", default=[], help="a further file that belongs to dev")

    public = commands.add_parser("public", help="measure retrieval on a public question set")
    public.add_argument("set", choices=PUBLIC_SETS, help="its format: CMRC 2018 (SQuAD form) or STARD")
    public.add_argument("--path", type=Path, required=True, help="its file")
    public.add_argument(
        "--laws", type=Path, metavar="FOLDER", help="of STARD: ask the assistant itself, of the laws in this folder"
    )
    public.add_argument("--json", action="store_true", help="print the figures as JSON")

    feedback = commands.add_parser("feedback", help="what users said of answers")
    uses = feedback.add_subparsers(required=True, dest="use", metavar="export")
    export = uses.add_parser("export", help="write what was voted down as draft questions")
    export.add_argument(
        "--out", type=Path, default=RUNS_DIR / "feedback.jsonl", help=f"file (default: {RUNS_DIR}/feedback.jsonl)"
    )

    load = commands.add_parser("load", help="many visitors at once, each with a conversation of his own")
    load.add_argument("--users", type=_count, default=50, help="visitors at once (default: 50)")
    load.add_argument("--seconds", type=_count, default=120, help="how long (default: 120)")
    load.add_argument("--out", type=Path, default=LOAD_FILE, help=f"file of the figures (default: {LOAD_FILE})")

    fit = commands.add_parser("fit", help="fit on dev what is learned from questions")
    fit.add_argument("--write", type=Path, metavar="FOLDER", help="where to write the weights: answer")

    bench = commands.add_parser("bench", help="measure speed as ratios, against the bars")
    bench.add_argument("--only", choices=FIGURES, action="append", help="only these figures; may be repeated")
    bench.add_argument("--out", type=Path, help=f"file of the figures (default: {BENCH_FILE}; with --only none)")
    bench.add_argument(
        "--documents", type=Path, metavar="FOLDER", help="documents for the figures of a large library; skipped without"
    )
    bench.add_argument(
        "--fp32", type=Path, metavar="FOLDER", help="only write the fp32 model that ours is held against"
    )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("a number from 1 on is needed")
    return int(text)


if __name__ == "__main__":
    run_command(main)
