from __future__ import annotations

import pytest

from ingest.errors import SourceUnreadableError
from ingest.formats.extracted import ExtractedText
from ingest.formats.word.reader import read
from tests.ingest.formats.word.docx_files import docx, members, p, pack, r, table, tc


def lines(body: str, **parts: str) -> list[str]:
    return extracted(body, **parts).text.splitlines()


def extracted(body: str, **parts: str) -> ExtractedText:
    return read(docx(body, **parts), "a.docx")


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


NOTES = '<w:{0} w:id="-1" w:type="separator">' + p() + "</w:{0}>"


def notes(kind: str, *texts: str) -> str:
    return NOTES.format(kind) + "".join(
        f'<w:{kind} w:id="{place}"><w:p><w:r><w:{kind}Ref/></w:r>{r(text)}</w:p></w:{kind}>'
        for place, text in enumerate(texts, 1)
    )


def test_one_paragraph_is_one_line() -> None:
    body = (
        p("某市若干措施") + p() + p("　　第一条 支持企业。") + p("<w:t/>") + "<w:p><w:r><w:t> 第二条 </w:t></w:r></w:p>"
    )
    assert lines(body) == ["某市若干措施", "第一条 支持企业。", "第二条"]


def test_breaks_and_tabs() -> None:
    broken = "<w:p><w:r><w:t>关于印发</w:t><w:br/><w:t>措施的通知</w:t><w:br w:type='page'/></w:r></w:p>"
    tabbed = "<w:p><w:r><w:t>第一条</w:t><w:tab/><w:t>支持</w:t><w:noBreakHyphen/></w:r></w:p>"
    assert lines(broken + tabbed) == ["关于印发", "措施的通知", "第一条 支持-"]


def test_what_is_deleted_goes_and_what_is_inserted_stays() -> None:
    body = (
        f"<w:p>{r('补贴')}<w:del w:id='1'><w:r><w:delText>10</w:delText></w:r></w:del><w:ins w:id='2'>{r('20')}</w:ins>{r('万元')}</w:p>"
        f"<w:p><w:moveFrom w:id='3'>{r('移走')}</w:moveFrom></w:p><w:p><w:moveTo w:id='4'>{r('移来')}</w:moveTo></w:p>"
    )
    found = extracted(body)
    assert found.text == "补贴20万元\n移来\n"
    assert [(warning.kind, "修订" in warning.message) for warning in found.warnings] == [("format", True)]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    deleted = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert lines(p("支持企", deleted) + p("业发展。") + p("末", deleted)) == ["支持企业发展。", "末"]


def test_hidden_text_is_not_shown() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:basedOn w:val="H"/></w:style>'
    )
    shown = r("露", '<w:vanish w:val="0"/>')
    body = "<w:p>" + r("显") + r("隐", "<w:vanish/>") + r("隐", '<w:rStyle w:val="C"/>') + "</w:p>"
    hidden = '<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>' + r("隐") + "<w:r><w:t>隐</w:t></w:r>" + shown + "</w:p>"
    assert lines(body + hidden, styles=styles) == ["显", "露"]


def test_links_tags_and_controls_give_their_text() -> None:
    body = (
        f"<w:p><w:hyperlink r:id='x'>{r('市政府')}</w:hyperlink><w:smartTag>{r('网站')}</w:smartTag>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{r('公布')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处输入')}</w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{p('段落')}<w:customXml>{p('又一段')}</w:customXml></w:sdtContent></w:sdt>"
    )
    assert lines(body) == ["市政府网站公布", "段落", "又一段"]


def test_a_field_shows_its_result_and_not_its_code() -> None:
    date = field("begin") + code(" DATE ") + field("begin") + code(" X ") + field("separate") + r("内")
    date += field("end") + field("separate") + r("5月") + field("end")
    entry = field("begin") + code(' XE "词" ') + field("end")
    simple = f"<w:fldSimple w:instr=' PAGE '>{r('3')}</w:fldSimple>"
    assert lines(f"<w:p>{r('自')}{date}{entry}{r('起')}{simple}</w:p>") == ["自5月起3"]


def test_a_field_without_an_end_hides_nothing() -> None:
    assert lines(f"<w:p>{field('begin')}{code(' X ')}{r('甲')}</w:p>{p('乙')}") == ["甲", "乙"]


def test_a_table_of_contents_is_left_out() -> None:
    in_field = f"<w:p>{field('begin')}{code(' TOC ')}{field('separate')}{r('一、总则 1')}</w:p>"
    in_field += f"<w:p>{r('二、附则 2')}</w:p><w:p>{field('end')}</w:p>"
    gallery = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"{gallery}<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt>"
    assert lines(in_field + control + p("一、总则")) == ["一、总则"]


def test_notes_stand_behind_their_paragraph() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    body = f"<w:p>{r('甲')}{mark(2)}{r('。')}{end}</w:p><w:p>{r('乙')}{mark(1)}{mark(9)}</w:p>"
    found = lines(body, footnotes=notes("footnote", "注一", "注二"), endnotes=notes("endnote", "尾注"))
    assert found == ["甲［1］。［2］", "［1］注二", "［2］尾注", "乙［3］", "［3］注一"]


def test_notes_of_a_table_stand_behind_it() -> None:
    mark = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    body = table(tc("甲", inside=mark) + tc("乙"), tc("丙") + tc("丁"))
    assert lines(body, footnotes=notes("footnote", "注"))[-2:] == ["| 丙 | 丁 |", "［1］注"]


def test_merged_cells_say_everything_in_every_row() -> None:
    span = '<w:gridSpan w:val="2"/>'
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        tc("任务", down) + tc("单位", span),
        tc("", on) + tc("牵头") + tc("配合"),
        tc("甲", down) + tc("子") + tc("丑"),
        tc("", on) + tc("寅") + tc("卯"),
        tc("乙", down) + tc("辰") + tc("巳"),
    )
    assert lines(body) == [
        "| 任务 | 单位 | 单位 |",
        "| --- | --- | --- |",
        "| 任务 | 牵头 | 配合 |",
        "| 甲 | 子 | 丑 |",
        "| 甲 | 寅 | 卯 |",
        "| 乙 | 辰 | 巳 |",
    ]


def test_rows_that_begin_later_and_old_merges() -> None:
    later = '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("b") + "</w:tr>"
    body = later + "<w:tr>" + tc("c", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>") + "</w:tr><w:tr>"
    body += tc("d") + tc("e") + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + tc("f") + tc("g") + "</w:tr></w:tbl>"
    assert lines(body) == ["|  | b |", "| --- | --- |", "| c | c |", "| d | e |"]


def test_a_table_in_a_cell_becomes_lines_of_the_cell() -> None:
    inner = table(tc("子") + tc("丑"), tc("寅") + tc("卯|辰"))
    assert lines(table(tc("甲", inside=inner) + tc("乙"), tc("丙") + tc("丁"))) == [
        "| 子 ｜ 丑<br>寅 ｜ 卯｜辰<br>甲 | 乙 |",
        "| --- | --- |",
        "| 丙 | 丁 |",
    ]


def test_one_column_is_a_box_around_text() -> None:
    inner = table(tc("子") + tc("丑"), tc("寅") + tc("卯"))
    assert lines(table(tc("乙", inside=p("甲") + inner), tc("丙"))) == [
        "甲",
        "| 子 | 丑 |",
        "| --- | --- |",
        "| 寅 | 卯 |",
        "乙",
        "丙",
    ]


@pytest.mark.parametrize(
    "box",
    [
        "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>",
        "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>",
    ],
    ids=["new", "old"],
)
def test_a_text_box_stands_once_behind_its_paragraph(box: str) -> None:
    content = p("框中") + table(tc("甲") + tc("乙"), tc("丙") + tc("丁"))
    body = f"<w:p>{r('前')}<w:r>{box.replace('{}', content)}</w:r>{r('后')}</w:p>"
    assert lines(body) == ["前后", "框中", "| 甲 | 乙 |", "| --- | --- |", "| 丙 | 丁 |"]


def test_symbols_powers_formulas_and_readings() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    power = r("面积1m") + r("2", '<w:vertAlign w:val="superscript"/>')
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>zhù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>注</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    part = "<m:r><m:t>{}</m:t></m:r>".format
    formula = f"<m:oMath>{part('x=')}<m:f><m:num>{part('a+b')}</m:num><m:den>{part('2')}</m:den></m:f></m:oMath>"
    assert lines(f"<w:p>{sign}{power}{ruby}{formula}</w:p>") == ["☑面积1m²注x=(a+b)/2"]


def test_pictures_and_embedded_files_are_told_of() -> None:
    picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    found = extracted(p("甲") + picture + "<w:altChunk r:id='x'/>")
    assert [(warning.line, warning.kind) for warning in found.warnings] == [(2, "format"), (1, "format")]
    assert "1 处图片" in found.warnings[0].message


def test_strict_files_and_other_places_are_read() -> None:
    files = members(p("甲"))
    strict = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, data in files.items()
    }
    assert read(pack(strict), "a.docx").text == "甲\n"
    moved = {
        name.replace("word/", "other/"): data.replace(b"word/document", b"/other/document")
        for name, data in files.items()
    }
    assert read(pack(moved), "a.docx").text == "甲\n"


def test_no_body_is_said() -> None:
    files = members("")
    files["word/document.xml"] = files["word/document.xml"].replace(b"w:body", b"w:rump")
    with pytest.raises(SourceUnreadableError, match="没有正文"):
        read(pack(files), "a.docx")
