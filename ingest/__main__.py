"""``python -m ingest [FILE]``: parse a policy and show what was found."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ingest.arguments import ChineseParser
from ingest.console import run_command, show_what_can_be_shown
from ingest.corpus_files import load_policy
from ingest.errors import PolicyError, SettingsError
from ingest.report import outline, to_json
from ingest.settings import IngestSettings, from_environment


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = ChineseParser(prog="python -m ingest", description="解析一份政策正文，列出其措施、责任单位与附件场景。")
    parser.add_argument(
        "file", nargs="?", type=Path, help="Markdown 或纯文本文件（UTF-8 或 GB18030）；省略则用内置文件"
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出全部内容")
    arguments = parser.parse_args(argv)
    try:
        document = load_policy(arguments.file or from_environment(IngestSettings).source)
    except (PolicyError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 2
    show_what_can_be_shown()
    shown = json.dumps(to_json(document), ensure_ascii=False, indent=2) if arguments.json else outline(document)
    print(shown)
    return 0


if __name__ == "__main__":
    run_command(main)
