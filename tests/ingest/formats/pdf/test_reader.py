from __future__ import annotations

import re
from itertools import pairwise

import pytest

from ingest.errors import SourceUnreadableError
from ingest.formats.pdf.reader import read
from ingest.parser import parse_policy
from tests.ingest.formats.html.test_reader import DOCUMENTS
from tests.ingest.formats.pdf.paper import A4, Sheet, pdf
from tests.ingest.formats.pdf.printed import MM, Setting, printed

PLAN = DOCUMENTS["plan"]
SENTENCE = "为深入贯彻落实有关决策部署，进一步规范相关工作，结合本市实际，制定本办法。"
OTHER = "各区人民政府、市有关部门要加强组织领导，压实工作责任，确保各项任务落到实处。"
ROWS = [
    ["序号", "事项", "标准", "责任单位"],
    *([str(i), f"第{i}项扶持", f"给予不超过{i}0万元的资金支持，按照实际支出核定", "市财政局"] for i in range(1, 41)),
]
SETTINGS = {
    "GB/T 9704": Setting(),
    "small": Setting(size=10.5, leading=16),
    "large": Setting(size=18, leading=30, margins=(25, 20, 25, 20)),
    "narrow": Setting(paper=(148 * MM, 210 * MM), margins=(15, 12, 15, 12), size=11, leading=18),
    "landscape": Setting(paper=(297 * MM, 210 * MM)),
    "columns": Setting(columns=2, size=10.5, leading=17, margins=(20, 15, 20, 15)),
    "running head": Setting(head="某市人民政府公报 2024年第5期"),
    "no indents": Setting(indent=0, space=18),
}


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def lines_of(data: bytes) -> list[str]:
    return [squeezed(line) for line in read(data, "a.pdf").text.splitlines()]


def sheet_of(*lines: str, size: float = 16, y: float = 120) -> Sheet:
    """A page with paragraphs, set as 27 characters a line."""
    sheet = Sheet()
    for line in lines:
        indented = "　　" + line
        for start in range(0, len(indented), 27):
            part = indented[start : start + 27]
            sheet.text(80 + 32 * (start == 0), y, part.strip("　"), size)
            y += 29
    return sheet


@pytest.mark.parametrize(
    ("name", "setting"),
    # On a single page nothing shows what stands on every page, nor in a single column where the next would begin.
    [
        (name, each)
        for name in DOCUMENTS
        for each in SETTINGS
        if name == "plan" or each not in ("columns", "running head")
    ],
)
def test_however_a_document_is_set_its_paragraphs_are_the_same(name: str, setting: str) -> None:
    document = DOCUMENTS[name]
    read_lines = lines_of(printed(document.title, document.lines, setting=SETTINGS[setting]))
    assert read_lines == [squeezed(line) for line in (document.title, *document.lines)]


def test_a_policy_is_parsed_from_print_as_from_its_text() -> None:
    expected = parse_policy("\n".join((PLAN.title, *PLAN.lines)))
    parsed = parse_policy(read(printed(PLAN.title, PLAN.lines), "a.pdf").text)
    assert [measure.label for measure in parsed.measures] == [measure.label for measure in expected.measures]
    assert [squeezed(each.text) for each in parsed.measures] == [squeezed(each.text) for each in expected.measures]
    assert parsed.notice.date == expected.notice.date


def test_every_page_begins_at_its_offset() -> None:
    found = read(printed(PLAN.title, PLAN.lines, ROWS), "a.pdf")
    assert found.pages[0] == 0
    assert all(one < other for one, other in pairwise(found.pages))
    # What a page alone says is what stands between its offset and the next, but for where its paragraphs end.
    text = squeezed(found.text)
    parts = [squeezed(found.text[start:end]) for start, end in pairwise([*found.pages, len(found.text)])]
    assert "".join(parts) == text
    assert max(map(len, parts)) <= 22 * 28 + 22 * len("|") * 5


def test_a_page_may_be_given_by_any_two_corners() -> None:
    data = pdf(sheet_of(SENTENCE, OTHER))
    box = re.search(rb"/MediaBox *\[ *0 0 ([\d.]+) ([\d.]+) *\]", data)
    assert box
    turned = data.replace(box[0], b"/MediaBox [%s %s 0 0]" % box.groups())
    assert lines_of(turned) == lines_of(data) == [SENTENCE, OTHER]


def test_empty_pages_count() -> None:
    found = read(pdf(sheet_of(SENTENCE), Sheet(), sheet_of(OTHER)), "a.pdf")
    assert found.pages == (0, found.text.index(OTHER), found.text.index(OTHER))


@pytest.mark.parametrize("repeat", [0, 1], ids=["head once", "head on every page"])
def test_a_table_over_pages_is_one(repeat: int) -> None:
    read_lines = lines_of(printed("关于某事的通知", [SENTENCE], ROWS, repeat=repeat))
    rows = ["|" + "|".join(map(squeezed, row)) + "|" for row in ROWS]
    assert read_lines[2:] == [rows[0], "|---|---|---|---|", *rows[1:]]


def test_merged_cells_say_their_text_in_all_that_they_cover() -> None:
    rows = [
        ["类别", "标准", "", "备注"],
        ["", "市级", "区级", ""],
        ["奖励", "10万元", "5万元", "一次性"],
        ["", "20万元", "8万元", ""],
    ]
    spans = [
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (2, 0)),
        ("SPAN", (3, 0), (3, 1)),
        ("SPAN", (0, 2), (0, 3)),
        ("SPAN", (3, 2), (3, 3)),
    ]
    assert lines_of(printed("关于某事的通知", [SENTENCE], rows, spans=spans))[2:] == [
        "|类别|标准|标准|备注|",
        "|---|---|---|---|",
        "|类别|市级|区级|备注|",
        "|奖励|10万元|5万元|一次性|",
        "|奖励|20万元|8万元|一次性|",
    ]


def test_a_row_that_a_page_breaks_is_one() -> None:
    first = sheet_of(SENTENCE).grid([80, 150, 500], [600, 640, 700]).text(85, 625, "序号").text(155, 625, "内容")
    first.text(85, 665, "一").text(155, 665, "对首次认定的企业给予一次性奖励，已经享受过")
    first.text(155, 690, "同类奖励的企业不再")
    second = Sheet().grid([80, 150, 500], [100, 140]).text(155, 125, "重复享受。")
    assert (
        lines_of(pdf(first, second))[-1]
        == "|一|对首次认定的企业给予一次性奖励，已经享受过同类奖励的企业不再重复享受。|"
    )


def test_the_first_cell_of_rows_that_go_on_is_said_again() -> None:
    first = sheet_of(SENTENCE).grid([80, 150, 500], [600, 640, 700]).text(85, 625, "类别").text(155, 625, "内容")
    first.text(85, 665, "奖励").text(155, 665, "首次认定的，奖励十万元。")
    second = Sheet().grid([80, 150, 500], [100, 140]).text(155, 125, "再次认定的，奖励五万元。")
    assert lines_of(pdf(first, second))[-1] == "|奖励|再次认定的，奖励五万元。|"


def test_columns_of_words_without_lines_are_a_table() -> None:
    sheet = sheet_of(SENTENCE)
    for i, row in enumerate(
        (("项目", "标准", "责任单位"), ("认定奖励", "三十万元", "市科技局"), ("贷款贴息", "五十万元", "市财政局"))
    ):
        for x, cell in zip((80, 220, 360), row, strict=True):
            sheet.text(x, 240 + 29 * i, cell)
    assert lines_of(pdf(sheet))[1:] == [
        "|项目|标准|责任单位|",
        "|---|---|---|",
        "|认定奖励|三十万元|市科技局|",
        "|贷款贴息|五十万元|市财政局|",
    ]


def test_a_frame_around_a_text_is_no_table() -> None:
    sheet = sheet_of(SENTENCE).grid([70, 530], [95, 170])
    assert lines_of(pdf(sheet)) == [SENTENCE]


def test_numbers_that_hang_are_no_table() -> None:
    sheet = Sheet()
    for i in range(4):
        y = 120 + 58 * i
        sheet.text(80, y, f"{i + 1}.").text(125, y, SENTENCE[:25]).text(125, y + 29, SENTENCE[25:])
    assert lines_of(pdf(sheet)) == [f"{i}.{SENTENCE}" for i in range(1, 5)]


def test_a_reference_at_the_margin_begins_no_paragraph() -> None:
    text = "甲" * 12 + "，应当按照本办法第二十条和" + "第三十五条第二款的规定提出申请。"
    assert text.index("第三十五条") == 25
    assert lines_of(pdf(sheet_of("第一条 " + SENTENCE, text)))[1] == text


def test_characters_that_are_set_apart_are_words() -> None:
    apart = Sheet().text(80, 120, " ".join(SENTENCE[:19])).text(80, 149, " ".join(SENTENCE[19:]))
    assert read(pdf(apart), "a.pdf").text == SENTENCE + "\n"


def test_names_beside_each_other_stay_apart() -> None:
    assert read(pdf(sheet_of("某市财政局 某市科学技术局", SENTENCE)), "a.pdf").text.startswith(
        "某市财政局 某市科学技术局\n"
    )


def test_what_was_printed_twice_is_said_once() -> None:
    twice = Sheet().text(80, 120, SENTENCE[:25]).text(80.4, 120, SENTENCE[:25]).text(80, 149, SENTENCE[25:])
    assert lines_of(pdf(twice)) == [SENTENCE]


def test_watermarks_are_left_out() -> None:
    assert lines_of(pdf(sheet_of(SENTENCE).text(150, 500, "内部资料", 60, angle=45))) == [SENTENCE]


@pytest.mark.parametrize(("angle", "x", "y"), [(90, 120, 700), (270, 470, 100), (180, 530, 700)])
@pytest.mark.parametrize("rotated", [0, 90, 270])
def test_a_page_is_read_with_its_text_upright(angle: int, x: float, y: float, rotated: int) -> None:
    sheet = Sheet(A4, rotated)
    down = {90: (29, 0), 270: (-29, 0), 180: (0, -29)}[angle]
    for i, part in enumerate((SENTENCE[:25], SENTENCE[25:])):
        sheet.text(x + down[0] * i, y + down[1] * i, part, angle=angle)
    assert lines_of(pdf(sheet)) == [SENTENCE]


@pytest.mark.parametrize(
    ("written", "meant"), [("⽅", "方"), ("⻓", "长"), ("\uf914", "樂"), ("ﬁ", "fi"), ("\uf0b7", ""), ("\u0003", "")]
)
def test_characters_that_stand_for_others_are_mended(written: str, meant: str) -> None:
    assert lines_of(pdf(sheet_of(f"东{written}西，{SENTENCE}"))) == [squeezed(f"东{meant}西，{SENTENCE}")]


def test_a_scan_is_called_one() -> None:
    for sheets in ([Sheet().picture()], [Sheet().picture().text(280, 800, "- 1 -")] * 3, [Sheet()]):
        with pytest.raises(SourceUnreadableError, match=r"没有可以读取的文字：a.pdf.*扫描件.*OCR"):
            read(pdf(*sheets), "a.pdf")


def test_pages_that_are_pictures_are_named() -> None:
    found = read(pdf(sheet_of(SENTENCE), Sheet().picture(), sheet_of(OTHER)), "a.pdf")
    assert [warning.message for warning in found.warnings] == ["第2页是图片，其中的文字没有读入；请核对原文"]


def test_fonts_that_do_not_name_their_characters_are_refused() -> None:
    with pytest.raises(SourceUnreadableError, match=r"文字是乱码：a.pdf.*OCR"):
        read(pdf(sheet_of(SENTENCE), named=False), "a.pdf")
    private = "".join(chr(0xE000 + i) for i in range(len(SENTENCE)))
    with pytest.raises(SourceUnreadableError, match="文字是乱码"):
        read(pdf(sheet_of(private)), "a.pdf")


def test_a_few_lost_characters_are_a_remark() -> None:
    found = read(pdf(sheet_of(SENTENCE, "\ue001" + SENTENCE)), "a.pdf")
    assert [(warning.kind, "1 个字" in warning.message) for warning in found.warnings] == [("lost_characters", True)]


def test_a_password_is_asked_to_be_taken_off() -> None:
    with pytest.raises(SourceUnreadableError, match=r"PDF 有密码：a.pdf。请去掉密码"):
        read(printed("关于某事的通知", [SENTENCE], password="x"), "a.pdf")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>"]
)
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match=r"PDF .*(?:损坏|没有).*a.pdf"):
        read(data, "a.pdf")


def test_what_cannot_be_seen_is_left_out() -> None:
    sheet = sheet_of(SENTENCE).text(-500, 400, "页外的字").text(80, 400, "看不见的字", 0.2)
    assert lines_of(pdf(sheet)) == [SENTENCE]


def test_a_drawing_of_thousands_of_lines_is_no_table() -> None:
    sheet = sheet_of(SENTENCE)
    for i in range(3000):
        sheet.line(100 + i % 300, 300 + i // 10, 100 + i % 300, 310 + i // 10)
        sheet.line(100, 300 + i % 400, 110, 300 + i % 400)
    assert lines_of(pdf(sheet)) == [SENTENCE]


def test_words_that_several_pages_begin_with_are_kept() -> None:
    others = ("一、申报材料清单如下。", "二、申报流程如下。", "三、联系方式如下。")
    pages = [
        sheet_of(SENTENCE),
        *(sheet_of("附件", other) for other in others),
        sheet_of(OTHER),
        sheet_of("四、其他。"),
    ]
    assert lines_of(pdf(*pages)).count("附件") == 3


@pytest.mark.parametrize(
    "title",
    [
        "某省发展改革委关于印发《某省支持人工智能创新发展行动方案（2026—2028年）》的通知",
        "某市经济和信息化局关于印发《支持人工智能产业创新发展若干措施（试行）》的通知",
        "某市支持人工智能产业发展政策清单（第一批）",
    ],
)
def test_a_title_over_lines_is_one(title: str) -> None:
    assert lines_of(printed(title, [SENTENCE, OTHER]))[0] == title


def test_lines_of_a_signature_stay_apart() -> None:
    signed = ["某省发展和改革委员会", "2026年3月12日"]
    assert lines_of(printed("关于某事的通知", [SENTENCE, *signed, "附件", OTHER]))[-4:] == [*signed, "附件", OTHER]
