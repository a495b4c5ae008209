"""``python -m answer "问题"``: answer one question from the policy."""

from __future__ import annotations

import argparse
import json
import sys

from ingest.errors import PolicyError, SettingsError


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status (0 also for a refusal: it is an answer)."""
    parser = argparse.ArgumentParser(prog="python -m answer", description="依据政策原文回答一个问题，并注明出处。")
    parser.add_argument("question", help="要问的问题")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出完整的回答")
    arguments = parser.parse_args(argv)
    # The model and Chroma take seconds to import; --help does not need them.
    from answer.build import build_assistant
    from answer.report import to_json
    from index.embedding.errors import EmbeddingError
    from index.errors import SearchIndexError

    try:
        answer = build_assistant(_show_progress).ask(arguments.question)
    except (PolicyError, SettingsError, SearchIndexError, EmbeddingError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(to_json(answer), ensure_ascii=False, indent=2))
    else:
        print(answer.text)
        for suggestion in answer.suggestions:
            print(f"· {suggestion}")
    return 0


def _show_progress(share: float, what: str) -> None:
    print(f"{share:4.0%} {what}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
