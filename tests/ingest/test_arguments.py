from __future__ import annotations

import pytest

from ingest.arguments import ChineseParser, OneLineParser


def parser_of(kind: type[OneLineParser]) -> OneLineParser:
    parser = kind(prog="program")
    parser.add_argument("what")
    parser.add_argument("--top", type=int)
    commands = parser.add_mutually_exclusive_group()
    commands.add_argument("--form", choices=("csv", "xlsx"))
    commands.add_argument("--json", action="store_true")
    return parser


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少参数：what"),
        (["a", "b", "--more"], "没有这样的参数：b --more"),
        (["a", "--top"], "参数 --top 后面要写一个值"),
        (["a", "--top", "x"], "参数 --top 应当是整数，不能是 'x'"),
        (["a", "--form", "pdf"], "--form 不能是 'pdf'，只能是"),
        (["a", "--json", "--form", "csv"], "参数 --form 与 --json 不能同时用"),
    ],
)
def test_bad_use_is_one_line_in_chinese(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parser_of(ChineseParser).parse_args(arguments)
    output = capsys.readouterr()
    assert (caught.value.code, output.out) == (2, "")
    assert output.err.startswith(said)
    assert output.err.endswith("。用法见 program --help。\n")
    assert output.err.count("\n") == 1


def test_a_commands_own_parser_speaks_alike(capsys: pytest.CaptureFixture[str]) -> None:
    parser = ChineseParser(prog="program")
    parser.add_subparsers(required=True, metavar="COMMAND").add_parser("build").add_argument("--folder", required=True)
    with pytest.raises(SystemExit):
        parser.parse_args(["build"])
    assert capsys.readouterr().err == "缺少参数：--folder。用法见 program build --help。\n"
    with pytest.raises(SystemExit):
        parser.parse_args(["other\nline"])
    assert capsys.readouterr().err.count("\n") == 1


def test_for_evaluators_argparse_s_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser_of(OneLineParser).parse_args([])
    assert capsys.readouterr().err == "the following arguments are required: what (see program --help)\n"
