"""``python -m eval answers|public|fit``: measure answers, measure retrieval, fit the refusal threshold."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from eval.questions import QuestionFileError, read_questions
from ingest.errors import PolicyError, SettingsError

FIT_FILE = Path(__file__).parent / "data" / "fit.jsonl"


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    arguments = _parser().parse_args(argv)
    # The model and Chroma take seconds to import; --help does not need them.
    from index.embedding.errors import EmbeddingError
    from index.errors import SearchIndexError

    try:
        return int(arguments.run(arguments))
    except (PolicyError, SettingsError, SearchIndexError, EmbeddingError, QuestionFileError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="Measure the assistant.")
    commands = parser.add_subparsers(required=True, metavar="answers|public|fit")
    answers = commands.add_parser("answers", help="ask the questions of a file and judge the answers")
    answers.add_argument("questions", type=Path, nargs="?", default=FIT_FILE, help="a question file (JSON lines)")
    answers.add_argument("--wrong", action="store_true", help="show the answers that are not right")
    answers.add_argument("--json", action="store_true", help="print the figures as JSON")
    answers.set_defaults(run=_answers)
    public = commands.add_parser("public", help="compare both legs and their fusion on public question sets")
    public.add_argument("files", type=Path, nargs="+", help="files in SQuAD form (CMRC 2018) or STARD form")
    public.set_defaults(run=_public)
    fit = commands.add_parser("fit", help="fit the weights and the threshold of refusal")
    fit.add_argument("--questions", type=Path, default=FIT_FILE, help="judged questions on the policy")
    fit.add_argument("--far", type=Path, nargs="+", required=True, help="public sets whose questions are far off")
    fit.set_defaults(run=_fit)
    return parser


def _answers(arguments: argparse.Namespace) -> int:
    from answer.build import build_assistant
    from eval.answers import run, summary, table_milliseconds

    outcomes = run(build_assistant(), read_questions(arguments.questions))
    if arguments.wrong:
        for outcome in outcomes:
            if not outcome.verdict.right:
                cites = [citation.id for citation in outcome.answer.citations]
                gold = ["|".join(sorted(cite)) for cite in outcome.question.gold_cites]
                print(f"{outcome.question.id} {outcome.question.category}: {outcome.question.question}")
                print(f"    {outcome.answer.status}, cites {cites}, gold {gold}, {outcome.verdict}")
    figures = summary(outcomes)
    if arguments.json:
        print(json.dumps({name: {"mean": mean, "n": n} for name, (mean, n) in figures.items()}, indent=2))
    else:
        for name, (mean, n) in figures.items():
            print(f"{name:<42} {mean:6.1%}  (n={n})")
        took = table_milliseconds(outcomes)
        if took:
            half, most = took[len(took) // 2], took[len(took) * 95 // 100]
            print(f"table answers beyond reading: p50 {half:.1f} ms, p95 {most:.1f} ms  (n={len(took)})")
    return 0


def _public(arguments: argparse.Namespace) -> int:
    from eval.public import measure, read_public_set
    from index.encoders import open_encoder
    from index.settings import IndexSettings
    from ingest.settings import from_environment

    encoder = open_encoder(from_environment(IndexSettings))
    for path in arguments.files:
        data = read_public_set(path)
        print(f"{data.name}: {len(data.passages)} passages, {len(data.questions)} questions")
        for scores in measure(data, encoder):
            print(
                f"  {scores.leg:<6} hit@1 {scores.hit_at_1:.4f}  MRR@10 {scores.mrr_at_10:.4f}"
                f"  recall@10 {scores.recall_at_10:.4f}"
            )
    return 0


def _fit(arguments: argparse.Namespace) -> int:
    from answer.build import build_assistant
    from eval.fit import fit
    from eval.public import read_public_set

    far = [question for path in arguments.far for question, _ in read_public_set(path).questions]
    for line in fit(build_assistant(), read_questions(arguments.questions), far):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
