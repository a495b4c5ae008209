"""``python -m answer "问题"``: answer one question from the policy; ``owners`` and ``tasks`` read its table."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from answer.lasting import made_to_last
from answer.models import Answer
from ingest.arguments import ChineseParser
from ingest.console import run_command, show_what_can_be_shown
from ingest.errors import PolicyError, SettingsError

REFUSED = 3
"""Exit status where the policy gives no answer."""
_COMMANDS = {"owners": "请写明要查的任务，例如：owners 智能分拣", "tasks": "请写明要查的单位，例如：tasks 市科协"}
"""The commands, with what to say where nothing stands behind them."""


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status: 0 answered, 3 refused, 2 bad use or something is broken."""
    show_what_can_be_shown()
    parser = ChineseParser(prog="python -m answer", description="依据政策原文回答一个问题，并注明出处。")
    parser.add_argument(
        "words",
        nargs="+",
        metavar="[owners | tasks] 问题",
        help="要问的问题；前面写 owners 则查某项任务的责任单位，写 tasks 则查某个单位的全部任务",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出完整的回答")
    arguments = parser.parse_args(argv)
    command, *rest = arguments.words if arguments.words[0] in _COMMANDS else ("ask", *arguments.words)
    if not rest:
        parser.error(_COMMANDS[command])
    # What is needed to answer takes most of a second to import; --help does not need it.
    with made_to_last():
        from answer.build import build_assistant
        from answer.messages import DEGRADED
        from answer.report import to_json, written_by
        from index.embedding.errors import EmbeddingError
        from index.errors import LibraryError

    try:
        assistant = build_assistant(_show_progress)
        replies: dict[str, Callable[[str], Answer]] = {
            "ask": assistant.ask,
            "owners": assistant.owners,
            "tasks": assistant.tasks,
        }
        if assistant.degraded:
            print(DEGRADED[assistant.degraded], file=sys.stderr)
        answer = replies[command](" ".join(rest))
    except BrokenPipeError:
        raise  # who read the output has gone
    except (PolicyError, SettingsError, LibraryError, EmbeddingError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if arguments.json:
        print(json.dumps(to_json(answer), ensure_ascii=False, indent=2))
    else:
        print(answer.text)
        if answer.writing:
            print(f"\n{written_by(answer.writing)}")
        for suggestion in answer.suggestions:
            print(f"· {suggestion}")
    return REFUSED if answer.refused else 0


def _show_progress(share: float, what: str) -> None:
    print(f"{share:4.0%} {what}", file=sys.stderr)


if __name__ == "__main__":
    run_command(main)
