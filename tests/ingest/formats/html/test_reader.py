from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import SourceUnreadableError
from ingest.formats.html.reader import read
from ingest.parser import parse_policy
from ingest.settings import DEFAULT_SOURCE
from tests.ingest.formats.html.portals import FOOTER, NAVIGATION, NEWS, PORTALS, Document, table

FIXTURES = Path(__file__).parents[2] / "fixtures"
ROWS = (("序号", "事项", "标准"), ("1", "认定奖励", "最高30万元"), ("2", "贷款贴息", "不超过50%"))
WRITTEN = [
    "| 序号 | 事项 | 标准 |",
    "| --- | --- | --- |",
    "| 1 | 认定奖励 | 最高30万元 |",
    "| 2 | 贷款贴息 | 不超过50% |",
]


def lines_of(path: Path) -> list[str]:
    lines = (" ".join(line.lstrip("#* ").split()) for line in path.read_text(encoding="utf-8").splitlines())
    # Characters that are only set apart are read as words.
    lines = (line.replace("总 则", "总则").replace("附 则", "附则") for line in lines)
    return [line for line in lines if line and not line.startswith(("|", "（[http"))]


def document(path: Path) -> Document:
    title, *lines = lines_of(path)
    end = next((i for i, line in enumerate(lines) if line.startswith("附件")), len(lines))
    return Document(title, tuple(lines[:end]), tables=(ROWS,))


DOCUMENTS = {
    "plan": document(DEFAULT_SOURCE),
    "articles": document(FIXTURES / "shapes" / "articles_and_chapters.md"),
    "short": Document(
        "某市科学技术局关于调整申报时间的通知",
        (
            "各有关单位：",
            "根据工作安排，现将2024年度科技项目的申报时间延长至2024年5月31日，请抓紧组织申报，逾期不再受理。",
            "联系方式：某市科学技术局规划处。",
            "特此通知。",
            "某市科学技术局",
            "2024年4月20日",
        ),
        tables=(ROWS,),
    ),
}


def page(body: str, title: str = "关于某事的通知") -> bytes:
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>".encode()


def article(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in (*lines, *PROSE))


PROSE = (
    "第一条 为了规范某项工作，根据有关法律、法规，结合本市实际，制定本办法。",
    "第二条 本办法适用于本市行政区域内的有关单位和个人，法律、法规另有规定的除外。",
    "第三条 市有关部门按照各自职责，做好本办法的组织实施工作，定期公布进展情况。",
)


def text_of(body: str) -> list[str]:
    return read(page(body), "a.html").text.splitlines()


@pytest.mark.parametrize("portal", PORTALS, ids=lambda portal: portal.__name__)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_of_every_portal_the_article_is_read_and_nothing_around_it(
    portal: Callable[[Document], str], name: str
) -> None:
    published = DOCUMENTS[name]
    lines = read(portal(published).encode(), "a.html").text.splitlines()
    said = [published.title, *published.lines, *WRITTEN]
    assert [line for line in said if line not in lines] == []
    about = re.compile(r"(?:索引号|发文机关|文号|成文日期|发布日期|实施日期|有效性)：")
    # A file that can be loaded beside the article is named.
    others = {published.number, "附件：申报表.docx"}
    assert [line for line in lines if line not in said and line not in others and not about.match(line)] == []
    # In reading order; the table stands where the portal puts it.
    order = [lines.index(line) for line in dict.fromkeys(published.lines)]
    assert order == sorted(order)


@pytest.mark.parametrize("portal", PORTALS, ids=lambda portal: portal.__name__)
def test_a_policy_is_parsed_from_a_page_as_from_its_text(portal: Callable[[Document], str]) -> None:
    plan = replace(DOCUMENTS["plan"], tables=())
    expected = parse_policy("\n".join((plan.title, *plan.lines)))
    parsed = parse_policy(read(portal(plan).encode(), "a.html").text)
    assert parsed.title == expected.title
    assert [measure.label for measure in parsed.measures] == [measure.label for measure in expected.measures]
    assert [measure.text for measure in parsed.measures] == [measure.text for measure in expected.measures]


@pytest.mark.parametrize(
    ("file", "measures", "first", "last"),
    [
        ("hk-macao-youth.html", 13, "穗天科工信规字〔2023〕1号", "2023年8月9日印发"),
        (
            "market-entity-registration.html",
            55,
            "发布日期：2021-07-30",
            "第五十五条 本条例自2022年3月1日起施行。《中华人民共和国公司登记管理条例》、《中华人民共和国企业法人登记管理条例》、"
            "《中华人民共和国合伙企业登记管理办法》、《农民专业合作社登记管理条例》、《企业法人法定代表人登记管理规定》同时废止。",
        ),
    ],
)
def test_a_real_page_is_read_from_its_first_line_to_its_last(file: str, measures: int, first: str, last: str) -> None:
    text = read((FIXTURES / "pages" / file).read_bytes(), file).text
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == (first, last)
    assert len(parse_policy(text).measures) == measures
    assert not [line for line in lines if re.search("打印|ICP|所在的位置|浏览量|扫一扫|标识码", line)]


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1", "nonsense", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_encoding_is_read_whatever_the_page_declares(encoding: str, declared: str) -> None:
    markup = PORTALS[0](DOCUMENTS["plan"])
    page = markup.replace('charset="utf-8"', f"charset={declared}" if declared else "")
    assert read(page.encode(encoding), "a.html").text == read(markup.encode(), "a.html").text


def test_big5_is_read_with_a_remark() -> None:
    body = article("為加快推動人工智慧產業發展，制定本辦法，請各單位遵照執行。")
    found = read(f"<html><body>{body}</body></html>".replace("条", "條").encode("cp950", "replace"), "a.html")
    assert found.text.splitlines()[0] == "為加快推動人工智慧產業發展，制定本辦法，請各單位遵照執行。"
    assert [warning.kind for warning in found.warnings] == ["encoding"]


def test_a_character_cut_in_half_in_the_head_of_a_page_does_no_harm() -> None:
    markup = page(article()).replace(b"<title>", b'<meta name="description" content="\xe6\x94"><title>')
    assert "\ufffd" not in read(markup, "a.html").text


def test_what_is_chinese_in_no_encoding_is_refused() -> None:
    with pytest.raises(SourceUnreadableError, match=r"认不出网页的编码：a.html.*另存为纯文本"):
        read(b"<html><body>" + "これは日本語のページです。".encode("shift-jis") * 40, "a.html")


def test_a_web_archive_is_its_page() -> None:
    content = base64.encodebytes(page(article())).decode()
    archive = (
        "From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{content}\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    assert read(archive.encode(), "a.mht").text == read(page(article()), "a.html").text


@pytest.mark.parametrize(
    "body",
    [
        f"<ul>{NAVIGATION}</ul><ul>{NEWS}</ul>{FOOTER}",
        f"<ul>{NAVIGATION}</ul><h1>关于某事的通知</h1><div><img src=a.jpg width=800></div>{FOOTER}",
        '<div id="app"></div><script>load("第一条 为了规范工作，制定本办法。")</script>',
        "",
    ],
    ids=["a list of links", "a picture", "a script", "nothing"],
)
def test_a_page_without_an_article_is_refused_with_what_to_do(body: str) -> None:
    with pytest.raises(SourceUnreadableError, match=r"网页里找不到正文：a.html.*请在浏览器中打开它"):
        text_of(body)


def test_what_the_portal_says_stands_at_the_head_unless_the_article_says_it() -> None:
    meta = table(
        (("文　　号：", "某府〔2024〕1号", "发布日期：", "2024-03-15"), ("发布机构：", "某市财政局", "主题词：", ""))
    )
    lines = text_of(f"{meta}<h1>关于某事的通知</h1><div>{article()}</div>")
    assert lines[:4] == ["发文机关：某市财政局", "文号：某府〔2024〕1号", "发布日期：2024-03-15", "关于某事的通知"]
    signed = "<p>某府〔2024〕1号</p>" + article() + "<p>某市财政局</p><p>2024年3月15日</p>"
    lines = text_of(f"{meta}<h1>关于某事的通知</h1><div>{signed}</div>")
    assert not [line for line in lines if re.match("文号|发文机关|发布日期", line)]


def test_a_table_of_documents_is_no_metadata() -> None:
    rows = (("序号", "文件名称", "文号", "发布日期"), ("1", "某办法", "某府〔2001〕1号", "2001-01-01"))
    assert "| 1 | 某办法 | 某府〔2001〕1号 | 2001-01-01 |" in text_of(f"<div>{article()}{table(rows)}</div>")


def test_merged_cells_say_their_text_in_all_that_they_cover() -> None:
    rows = (
        "<tr><th rowspan=2>类别</th><th colspan=2>标准</th></tr><tr><th>市级</th><th>区级</th></tr>"
        "<tr><td>奖励</td><td>10万元<br>一次性</td><td>5|10万元</td></tr>"
    )
    lines = text_of(f"<div>{article()}<table>{rows}</table></div>")
    assert lines[-4:] == [
        "| 类别 | 标准 | 标准 |",
        "| --- | --- | --- |",
        "| 类别 | 市级 | 区级 |",
        "| 奖励 | 10万元<br>一次性 | 5｜10万元 |",
    ]


def test_a_table_in_a_cell_keeps_its_rows() -> None:
    inner = table((("甲", "10"), ("乙", "20")))
    outer = f"<table border=1><tr><td>类别</td><td>标准</td></tr><tr><td>奖励</td><td>{inner}</td></tr></table>"
    assert "| 奖励 | 甲｜10<br>乙｜20 |" in text_of(f"<div>{article()}{outer}</div>")


def test_ordered_lists_are_numbered_as_browsers_number_them() -> None:
    items = "".join(f"<li>提交第{i}种材料，一式三份。</li>" for i in "甲乙丙")
    lists = (
        f"<ol>{items}</ol><ol start=4 type=a>{items}</ol><ol style='list-style-type:cjk-ideographic'>{items}</ol>"
        f"<ol style='list-style:none'>{items}</ol><ul>{items}</ul>"
    )
    numbers = [line[: line.index("提交")] for line in text_of(f"<div>{article()}{lists}</div>") if "提交" in line]
    assert numbers == ["1. ", "2. ", "3. ", "d. ", "e. ", "f. ", "一、", "二、", "三、", *[""] * 6]


def test_lines_broken_at_a_width_are_joined_and_paragraphs_are_not() -> None:
    paragraph = PROSE[1] * 3
    broken = "<br>".join(paragraph[i : i + 30] for i in range(0, len(paragraph), 30))
    lines = text_of(f"<div>　　{broken}<br>　　{PROSE[2]}<br>某市财政局<br>2024年1月1日</div>")
    assert lines[-4:] == [paragraph, PROSE[2], "某市财政局", "2024年1月1日"]


def test_pictures_are_left_out_with_a_remark_and_icons_without() -> None:
    icons = '<img src="/images/icon_doc.gif"><img src="a.png" width="16" height="16">'
    assert read(page(f"<div>{article()}{icons}</div>"), "a.html").warnings == ()
    shown = read(page(f'<div>{article()}<img src="t.png" width="600"></div>{FOOTER}'), "a.html")
    assert [warning.kind for warning in shown.warnings] == ["format"]
    assert "1 张图片" in shown.warnings[0].message


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：某市科学技术局",
        "时间：2024年5月1日",
        "推进无障碍环境建设",
        "提高群众满意度",
        "标准",
        "注册",
        "政策解读",
        "相关链接",
        "来源：某市统计局",
    ],
)
def test_words_of_portals_are_kept_where_the_text_says_them(line: str) -> None:
    assert line in text_of(f"<div>{article()}<p>{line}</p><p>第四条 本办法自发布之日起施行。</p></div>{FOOTER}")


def test_what_is_hidden_is_left_out() -> None:
    hidden = '<p style="display: none">第九条 旧的规定，现在不用。</p><p hidden>第十条 旧的规定。</p>'
    assert not [line for line in text_of(f"<div>{article()}{hidden}</div>") if "旧" in line]


def test_squares_keep_their_exponent() -> None:
    assert "面积不少于100 m²。" in text_of(f"<div>{article('面积不少于100 m<sup>2</sup>。')}</div>")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "字",
        "<table><tr><td>" * 100_000 + "字",
        "<b>" * 100_000 + "字",
        "<ul><li>" * 5_000 + "字",
    ],
    ids=["divisions", "tables", "bold", "lists"],
)
def test_elements_nested_without_end_are_refused(body: str) -> None:
    with pytest.raises(SourceUnreadableError, match=r"嵌套过深"):
        text_of(body)


def test_a_span_of_a_billion_costs_nothing() -> None:
    rows = "<tr><td rowspan=1000000000 colspan=1000000000>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr>"
    assert "| 甲 | 丙 | 丁 |" in text_of(f"<div>{article()}<table border=1>{rows}</table></div>")


@pytest.mark.parametrize(
    "noise",
    ["打印正文" * 20_000 + "甲", "\n" * 200_000, " \n" * 100_000 + "a", "大中小" * 30_000 + "。", "<p><font>" * 20_000],
    ids=["buttons", "breaks", "blanks", "sizes", "left open"],
)
def test_long_rows_of_anything_end(noise: str) -> None:
    assert PROSE[0] in text_of(f"<div>{article()}</div><div>{noise}</div>")
