"""``python -m ingest [FILE …]``: parse policies and show what was found; ``--check FOLDER``: compare with parses by hand."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.arguments import ChineseParser
from ingest.console import run_command, show_what_can_be_shown
from ingest.errors import PolicyError, SettingsError
from ingest.gold_files import check_folder
from ingest.grammar.lines import LineKind
from ingest.metadata import read_level
from ingest.policy_files import Loaded, files_in, load_all
from ingest.report import comparison, explanation, outline, overview, to_json
from ingest.settings import IngestSettings, from_environment

_DIFFERENT, _UNREADABLE = 1, 2


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    show_what_can_be_shown()
    try:
        if arguments.check:
            if arguments.files or arguments.level:
                parser.error("--check 后面只写一个文件夹")
            return _check(arguments.check)
        return _show(arguments)
    except (PolicyError, SettingsError) as error:
        print(error, file=sys.stderr)
        return _UNREADABLE


def _parser() -> ChineseParser:
    parser = ChineseParser(
        prog="python -m ingest",
        description="解析政策文件，列出措施、责任单位、目标、表格和附则，并说明解析有多大把握。",
        epilog="退出状态：0 正常；1 与手工解析不一致（--check）；2 有文件读不了，或参数有误。",
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="文件",
        help="一份或几份政策文件（Word、PDF、网页、Markdown 或纯文本），或一个文件夹（列成一张表）；“-”表示标准输入；"
        "省略则用内置文件",
    )
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help="以 JSON 输出全部内容：一份文件是一个对象，几份是列表")
    shown.add_argument("--explain", action="store_true", help="说明为什么认定这些是措施，哪些算目标和附则")
    shown.add_argument("--check", type=Path, metavar="文件夹", help="与文件夹里的手工解析（.json）逐项比较")
    parser.add_argument(
        "--level",
        type=_level,
        metavar="编号",
        help="指定哪一级编号是措施：一、 （一） 1. （1） 第…条；要长期有效，写进同名 .json 的 measures 一项",
    )
    return parser


def _level(text: str) -> LineKind:
    try:
        return read_level(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _check(folder: Path) -> int:
    checked = check_folder(folder)
    print(comparison(checked))
    if any(one.error for one in checked):
        return _UNREADABLE
    return _DIFFERENT if any(one.differences for one in checked) else 0


def _show(arguments: argparse.Namespace) -> int:
    paths: list[Path] = arguments.files or [from_environment(IngestSettings).source]
    folders = [path for path in paths if path.is_dir()]
    if folders and not (arguments.json or arguments.explain):
        return _show_folders(paths, arguments.level)
    files = [file for path in paths for file in (files_in(path) if path in folders else [path])]
    loaded = list(load_all(files, arguments.level))
    read = [file for file in loaded if file.document]
    for file in loaded:
        if file.error:
            print(file.complaint, file=sys.stderr)
    if read:
        _print_all(read, is_list=len(files) > 1 or bool(folders), arguments=arguments)
    return 0 if len(read) == len(loaded) else _UNREADABLE


def _show_folders(paths: Sequence[Path], level: LineKind | None) -> int:
    loaded: list[Loaded] = []
    for path in paths:
        inside = path.is_dir()
        loaded += load_all(files_in(path) if inside else [path], level, path if inside and len(paths) == 1 else None)
    print(overview(loaded))
    return 0 if all(file.document for file in loaded) else _UNREADABLE


def _print_all(files: Sequence[Loaded], *, is_list: bool, arguments: argparse.Namespace) -> None:
    documents = [(file.name, file.document) for file in files if file.document]
    if arguments.json:
        named = [{"file": name, **to_json(document)} for name, document in documents]
        print(json.dumps(named if is_list else to_json(documents[0][1]), ensure_ascii=False, indent=2))
        return
    write = explanation if arguments.explain else outline
    shown = [(f"【{name}】\n" if is_list else "") + write(document) for name, document in documents]
    print("\n\n".join(shown))


if __name__ == "__main__":
    run_command(main)
