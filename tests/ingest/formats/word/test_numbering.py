from __future__ import annotations

import pytest

from ingest.formats.word.reader import read
from ingest.parser import parse_policy
from tests.ingest.formats.word.docx_files import docx, level, numbering, of_kind, p


def labels(body: str, **parts: str) -> list[str]:
    """Return the lines of paragraphs without text of their own but for a bar."""
    return [line.removesuffix("~") for line in read(docx(body, **parts), "a.docx").text.splitlines()]


def items(*places: tuple[int, int]) -> str:
    return "".join(p("~", numbered=place) for place in places)


POLICY = level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCountingThousand", "（%2）")
POLICY += level(2, "decimal", "%3.") + level(3, "decimalEnclosedCircle", "%4")


@pytest.mark.parametrize(
    ("number_format", "text", "expected"),
    [
        ("chineseCountingThousand", "第%1条", ["第一条 ", "第二条 "]),
        ("chineseCounting", "第%1章", ["第一章 ", "第二章 "]),
        ("japaneseCounting", "%1、", ["一、", "二、"]),
        ("chineseCounting", "（%1）", ["（一）", "（二）"]),
        ("decimal", "(%1)", ["(1) ", "(2) "]),
        ("decimal", "%1.", ["1. ", "2. "]),
        ("decimalEnclosedCircle", "%1", ["① ", "② "]),
        ("ideographTraditional", "%1项", ["甲项 ", "乙项 "]),
        ("none", "附则", ["附则 ", "附则 "]),
        ("decimal", "", ["", ""]),
    ],
)
def test_a_label_is_written_as_it_is_shown(number_format: str, text: str, expected: list[str]) -> None:
    assert labels(items((1, 0), (1, 0)), numbering=numbering(level(0, number_format, text))) == expected


def test_levels_count_below_each_other() -> None:
    body = items((1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1))
    assert labels(body, numbering=numbering(POLICY)) == [
        "一、",
        "（一）",
        "1. ",
        "2. ",
        "① ",
        "（二）",
        "1. ",
        "二、",
        "（一）",
    ]


def test_articles_that_count_on_over_chapters() -> None:
    law = level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
    body = items((1, 0), (1, 1), (1, 1), (1, 0), (1, 1))
    assert labels(body, numbering=numbering(law)) == ["第一章 ", "第一条 ", "第二条 ", "第二章 ", "第三条 "]


def test_a_level_that_begins_anew_only_after_the_first() -> None:
    three = (
        level(0, "decimal", "%1")
        + level(1, "decimal", "%1.%2")
        + level(2, "decimal", "%3", '<w:lvlRestart w:val="1"/>')
    )
    body = items((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert labels(body, numbering=numbering(three)) == ["1 ", "1.1 ", "1 ", "1.2 ", "2 ", "2 ", "2.1 ", "1 "]


def test_numbers_of_several_levels() -> None:
    mixed = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2")
    legal = level(0, "chineseCounting", "第%1章") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = items((1, 0), (1, 1), (1, 1))
    assert labels(body, numbering=numbering(mixed)) == ["第一章 ", "一.1 ", "一.2 "]
    assert labels(body, numbering=numbering(legal)) == ["第一章 ", "1.1 ", "1.2 "]
    assert labels(items((1, 1)), numbering=numbering(legal)) == ["1.1 "]


def test_lists_of_one_kind_count_on_unless_they_are_told_to_begin_anew() -> None:
    anew = of_kind(1) + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    lists: dict[int, int | str] = {1: 1, 2: 1, 3: anew.format(1), 4: anew.format(7)}
    body = items((1, 0), (2, 0), (1, 0), (3, 0), (3, 0), (1, 0), (4, 0), (4, 0))
    one = level(0, "decimal", "%1、")
    assert labels(body, numbering=numbering(one, lists=lists)) == [
        "1、",
        "2、",
        "3、",
        "1、",
        "2、",
        "3、",
        "7、",
        "8、",
    ]


def test_lists_of_other_kinds_count_by_themselves() -> None:
    kinds = level(0, "decimal", "%1、", start=5), level(0, "decimal", "（%1）")
    assert labels(items((1, 0), (2, 0), (1, 0), (2, 0)), numbering=numbering(*kinds)) == [
        "5、",
        "（1）",
        "6、",
        "（2）",
    ]


def test_a_level_that_a_list_has_otherwise() -> None:
    other = of_kind(1) + f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.", start=3)}</w:lvlOverride>'
    lists: dict[int, int | str] = {1: 1, 2: other}
    one = level(0, "decimal", "%1、")
    assert labels(items((2, 0), (2, 0)), numbering=numbering(one, lists=lists)) == ["C. ", "D. "]


def test_numbers_by_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"/>'
        '<w:style w:styleId="h1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="h2"><w:pPr><w:numPr><w:ilvl w:val="7"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="h3"><w:basedOn w:val="h2"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="based"><w:basedOn w:val="h1"/></w:style>'
    )
    kinds = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>')
    kinds += level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>')
    not_numbered = p("~", '<w:numPr><w:numId w:val="0"/></w:numPr>', style="h1")
    deeper = p("~", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', style="h1")
    body = p("~", style="h1") + p("~", style="h2") + p("~", style="based") + p("~", style="h3") + p("~")
    found = labels(body + not_numbered + deeper, styles=styles, numbering=numbering(kinds))
    assert found == ["一、", "（一）", "二、", "", "", "", "（一）"]


def test_a_style_of_lists() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    kinds = level(0, "chineseCounting", "%1、") + '<w:styleLink w:val="L"/>', '<w:numStyleLink w:val="L"/>'
    assert labels(items((1, 0), (2, 0)), styles=styles, numbering=numbering(*kinds)) == ["一、", "二、"]


def test_styles_in_a_circle_end() -> None:
    styles = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert labels(p("~", style="a"), styles=styles) == [""]


def test_bullets_are_left_out_but_for_those_that_say_something() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="{}"/></w:rPr>'.format
    kinds = (
        level(0, "bullet", "●"),
        level(0, "bullet", "Ø").replace("</w:lvl>", fonts("Wingdings") + "</w:lvl>"),
        level(0, "bullet", "附件"),
    )
    assert labels(items((1, 0), (2, 0), (3, 0)), numbering=numbering(*kinds)) == ["", "", "附件 "]


@pytest.mark.parametrize("suffix", ["nothing", "space", "tab"])
def test_no_digit_grows_together_with_the_text(suffix: str) -> None:
    kind = level(0, "decimal", "%1.", f'<w:suff w:val="{suffix}"/>')
    body = p("5G网络", numbered=(1, 0)) + p("支持", numbered=(1, 0))
    room = "" if suffix == "nothing" else " "
    assert labels(body, numbering=numbering(kind)) == ["1. 5G网络", f"2.{room}支持"]


def test_an_empty_paragraph_counts_and_a_deleted_one_does_not() -> None:
    deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
    body = p("~", numbered=(1, 0)) + p(numbered=(1, 0)) + p("~", deleted, numbered=(1, 0)) + p("~", numbered=(1, 0))
    assert labels(body, numbering=numbering(level(0, "decimal", "%1、"))) == ["1、", "3、~"]


def test_newer_formats_beside_plain_ones_and_levels_without_numbers() -> None:
    newer = '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
    newer += '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    kind = f'<w:lvl><w:start w:val="1"/>{newer}<w:lvlText w:val="%1"/></w:lvl><w:lvl><w:lvlText w:val="%1-%2"/></w:lvl>'
    assert labels(items((1, 0), (1, 1)), numbering=numbering(kind)) == ["001 ", "001-0 "]


@pytest.mark.parametrize(
    "numbers", ["", "<w:num w:numId='1'/>", numbering("<w:lvl w:ilvl='99999999999'/>"), numbering("")]
)
def test_a_list_that_is_not_described_gives_no_label(numbers: str) -> None:
    assert labels(items((1, 0)), numbering=numbers) == [""]


def test_the_parser_finds_measures_that_only_word_numbers() -> None:
    body = p("某市若干措施") + p("重点任务", numbered=(1, 0))
    body += "".join(p(f"措施{place}。支持企业。", numbered=(1, 1)) + p("要点。", numbered=(1, 2)) for place in "甲乙丙")
    document = parse_policy(read(docx(body, numbering=numbering(POLICY)), "a.docx").text)
    assert [measure.label for measure in document.measures] == ["（一）", "（二）", "（三）"]
