"""``python -m index …``: make the library, add and publish documents, search, find what is wrong and mend it."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.arguments import ChineseParser
from ingest.console import run_command, show_what_can_be_shown
from ingest.errors import PolicyError, SettingsError
from ingest.grammar.lines import LineKind
from ingest.metadata import read_level

_TIERS = ("国家", "省", "市", "区县")


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    show_what_can_be_shown()
    arguments = _parser().parse_args(argv)
    # The model and Chroma take seconds to import; --help does not need them.
    from index import commands
    from index.embedding.errors import EmbeddingError
    from index.errors import LibraryError

    try:
        return int(commands.COMMANDS[arguments.run](arguments))
    except BrokenPipeError:
        raise  # who read the output has gone
    except (PolicyError, SettingsError, LibraryError, EmbeddingError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(
            f"无法读写 {error.filename or '文件'}（{error.strerror or error}）。请检查路径、权限和磁盘空间。",
            file=sys.stderr,
        )
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m index", description="建立、维护与检索政策库。")
    commands = parser.add_subparsers(required=True, dest="run", metavar="命令")
    build = commands.add_parser("build", help="建立政策库，或更新其中过期的内容；都是新的就不做任何事")
    build.add_argument("--force", action="store_true", help="即使未过期也重新计算")
    _add_documents(commands)
    _add_states(commands)
    search = commands.add_parser("search", help="检索，显示各路名次与分数")
    search.add_argument("question", type=_question, metavar="问题", help="要检索的问题")
    search.add_argument("--top", type=_count, default=10, help="显示前几条（默认 10）")
    search.add_argument("--id", metavar="编号", help="只在这份文件里检索")
    search.add_argument("--json", action="store_true", help="以 JSON 输出")
    commands.add_parser("check", help="用 sentence-transformers 重算向量，与库中的比对")
    doctor = commands.add_parser("doctor", help="逐项检查：政策正文、模型、政策库、磁盘与权限，说明怎样修")
    doctor.add_argument("--fix", action="store_true", help="能修的就修：重新计算，清理残留")
    return parser


def _add_documents(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    """Add the commands that change what the library holds."""
    add = commands.add_parser("add", help="放入政策文件，先作为草稿，发布后才用来回答")
    add.add_argument("paths", nargs="+", type=Path, metavar="文件", help="文件或文件夹")
    add.add_argument("--id", metavar="编号", help="文件在库里的编号（只放一份时可写），不写则取自文件名")
    add.add_argument("--level", type=_level, metavar="级别", help="哪一级编号是措施：一、 （一） 1. （1） 第…条")
    add.add_argument("--publish", action="store_true", help="放入后立即发布")
    replace = commands.add_parser("replace", help="换成新的文件，逐条说明改了什么")
    replace.add_argument("id", metavar="编号")
    replace.add_argument("file", type=Path, metavar="文件")
    edit = commands.add_parser("edit", help="更正标题、地区、日期、责任单位等；重新解析后仍然有效")
    edit.add_argument("id", metavar="编号")
    edit.add_argument("--title", help="标题")
    edit.add_argument("--short-title", help="回答时怎样称呼它，如《行动方案》")
    edit.add_argument("--number", help="文号")
    edit.add_argument("--place", help="适用的地区，如 深圳市；全国的写空")
    edit.add_argument("--tier", choices=_TIERS, help="哪一级政府印发")
    for name, what in (("issued", "印发"), ("effective", "施行"), ("until", "失效")):
        edit.add_argument(f"--{name}", type=_date, metavar="日期", help=f"{what}日期，如 2023-05-31")
    edit.add_argument("--level", type=_level, metavar="级别", help="哪一级编号是措施：一、 （一） 1. （1） 第…条")
    edit.add_argument("--replaced-by", metavar="编号", help="取代它的文件")
    for name, what in (("agencies", "责任单位"), ("lead", "牵头单位"), ("with", "配合单位")):
        edit.add_argument(
            f"--{name}",
            action="append",
            type=_agencies,
            default=[],
            metavar="M4=甲局、乙局",
            help=f"更正一条的{what}",
        )
    edit.add_argument("--name", action="append", type=_name, default=[], metavar="A3=名称", help="更正一条或一行的名称")
    edit.add_argument("--reset", action="store_true", help="先撤销以前的全部更正")
    export = commands.add_parser("export", help="导出文件与更正，可放入另一个政策库")
    export.add_argument("folder", type=Path, metavar="文件夹")
    export.add_argument("--id", action="append", metavar="编号", help="只导出这几份（可重复）；不写则导出全部")


def _add_states(commands: argparse._SubParsersAction[ChineseParser]) -> None:
    """Add the commands that show documents, or change whether they answer."""
    listed = commands.add_parser("list", help="列出库中的文件")
    listed.add_argument("--json", action="store_true", help="以 JSON 输出")
    show = commands.add_parser("show", help="显示一份文件：信息、更正、措施与责任单位")
    show.add_argument("id", metavar="编号")
    show.add_argument("--json", action="store_true", help="以 JSON 输出")
    for name, what in (("publish", "发布，从此用来回答"), ("withdraw", "撤下，不再用来回答"), ("remove", "从库中删除")):
        commands.add_parser(name, help=what).add_argument("ids", nargs="+", metavar="编号")


def _question(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise argparse.ArgumentTypeError("请写明要检索什么，例如：智能算力")
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"应当是 1 以上的整数，不能是 {text!r}")
    return int(text)


def _level(text: str) -> LineKind:
    try:
        return read_level(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"应当写作 2023-05-31，不能是 {text!r}") from error


def _agencies(text: str) -> tuple[str, Sequence[str]]:
    item, names = _correction(text, "M4=甲局、乙局")
    named = tuple(filter(None, (name.strip() for name in re.split("[、，,]", names))))
    if not named:
        raise argparse.ArgumentTypeError(f"应当写作 M4=甲局、乙局，不能是 {text!r}")
    return item, named


def _name(text: str) -> tuple[str, Sequence[str]]:
    item, name = _correction(text, "A3=名称")
    return item, (name,)


def _correction(text: str, example: str) -> tuple[str, str]:
    item, _, value = (part.strip() for part in text.partition("="))
    if not item or not value:
        raise argparse.ArgumentTypeError(f"应当写作 {example}，不能是 {text!r}")
    return item.upper(), value


if __name__ == "__main__":
    run_command(main)
