"""How a policy is set changes nothing of what it says, and what is added changes nothing but what it belongs to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from ingest.reader import decode_source
from tests.ingest.drawn.bodies import Style, bodies
from tests.ingest.drawn.forms import ITEM, POINT, SECTION
from tests.ingest.drawn.policies import Written, policies, with_annexes
from tests.ingest.test_round_trip import bounded, items_of, rows_of

Change = Callable[[str], str]


def said(document: PolicyDocument) -> dict[str, object]:
    """Return what a policy says, without the places where it says it."""
    return {
        "title": document.title,
        "number": document.document_number,
        "issuers": document.notice.issuers,
        "addressees": document.notice.addressees,
        "dates": document.dates,
        "notice": [_flat(part.text) for part in document.notice.parts],
        "sections": [section.heading for section in document.sections],
        "items": [replace(item, body=_flat(item.body)) for item in items_of(document)],
        "duties": [measure.duties for measure in document.measures],
        "goals": [(goal.section, goal.text) for goal in document.goals],
        "closing": document.closing.text if document.closing else "",
        "rows": rows_of(document),
        "conventions": document.conventions,
        "warnings": [warning.kind for warning in document.warnings],
    }


def _flat(text: str) -> str:
    return re.sub(r"\s+", "\n", text)


def parse(text: str, encoding: str = "utf-8") -> PolicyDocument:
    """Parse a text as a file that holds it is read."""
    return parse_policy(decode_source(text.encode(encoding)).text)


def _every_line(change: Change) -> Change:
    return lambda text: "\n".join(change(line) for line in text.split("\n"))


def _paragraphs(change: Change) -> Change:
    """Change lines that are not of a table."""
    return _every_line(lambda line: line if "\t" in line or line.startswith("|") else change(line))


def _wide(text: str) -> str:
    """Write the digits in labels and dates as wide ones."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return re.sub(r"^\d+(?=[.、])|^\d{4} ?年.*日$", lambda match: match.group().translate(wide), text)


SETTINGS: dict[str, Change] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "blank lines": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "blank lines at the ends": lambda text: f"\n\n{text}\n\n",
    "spaces at the end of lines": _paragraphs(lambda line: line + "  "),
    "indented paragraphs": _paragraphs(lambda line: "　　" + line if line else line),
    "indented by spaces": _paragraphs(lambda line: "    " + line if line else line),
    "indented by a tab": _paragraphs(lambda line: "\t" + line if line else line),
    "no blank lines": lambda text: text.replace("\n\n", "\n"),
    "zero-width characters": _paragraphs(lambda line: line + "\u200b"),
    "bold labels": _paragraphs(lambda line: re.sub(r"^(第[一二三四五六七八九十]+条|（[一二三四五六七八九十]+）)", r"**\1**", line)),
    "bold words of roles": lambda text: re.sub(r"((?:责任|牵头|配合)(?:单位|部门))：", r"**\1**：", text),
    "Markdown headings": _paragraphs(lambda line: re.sub(r"^(?=[一二三四五六七八九十]+、[^。\n]{2,20}$|第.章)", "## ", line)),
}  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS)
@bounded
@given(written=st.one_of(policies(), with_annexes()))
def test_how_it_is_set_changes_nothing(name: str, written: Written) -> None:
    assert said(parse(SETTINGS[name](written.text))) == said(parse(written.text))


@bounded
@given(policies(), st.sampled_from(("utf-8-sig", "gb18030", "utf-16", "utf-16-be")))
def test_the_encoding_changes_nothing(written: Written, encoding: str) -> None:
    assert said(parse(written.text, encoding)) == said(parse(written.text))


@bounded
@given(policies())
def test_wide_digits_change_nothing_but_themselves(written: Written) -> None:
    wide, plain = said(parse(_paragraphs(_wide)(written.text))), said(parse(written.text))
    for name in ("title", "issuers", "addressees", "dates", "duties", "closing", "warnings"):
        assert wide[name] == plain[name]
    assert unicodedata.normalize("NFKC", str(wide["sections"])) == unicodedata.normalize("NFKC", str(plain["sections"]))


@bounded
@given(policies(), st.sampled_from(("本措施经市政府常务会议审议通过。", "现将有关情况说明如下，请遵照执行。")))
def test_a_paragraph_before_the_body_changes_nothing_but_the_notice(written: Written, paragraph: str) -> None:
    first = written.body.paragraphs[0]
    more = said(parse(written.text.replace(f"\n\n{first}", f"\n\n{paragraph}\n\n{first}", 1)))
    plain = said(parse(written.text))
    assert {**more, "notice": []} == {**plain, "notice": []}
    assert isinstance(more["notice"], list)
    assert paragraph in more["notice"]


@bounded
@given(st.data())
def test_the_form_of_the_labels_changes_nothing_but_the_labels(data: st.DataObject) -> None:
    style = Style((SECTION, ITEM), "inline", owned=True, continuous=data.draw(st.booleans()), nested=False)
    written = data.draw(policies(bodies(style)))
    plain = parse(written.text)
    text = written.text
    for number, chinese in enumerate("一二三四五六七八九", 1):
        text = re.sub(rf"^（{chinese}）", f"{number}.", text, flags=re.MULTILINE)
    # Numbers of more than one character are left out with all that stands in their document.
    if re.search("^（", text, flags=re.MULTILINE):
        return
    other = parse(text)
    assert [replace(item, label="") for item in items_of(other)] == [
        replace(item, label="") for item in items_of(plain)
    ]
    numbers = [plain.number_of(measure) for measure in plain.measures]
    assert [measure.label for measure in other.measures] == [POINT.label(one.whole) for one in numbers if one]
    assert [section.heading for section in other.sections] == [section.heading for section in plain.sections]


@bounded
@given(policies())
def test_a_list_with_a_unit_more_changes_nothing_else(written: Written) -> None:
    text = written.text.replace("市发展改革委", "市发展改革委、市体育局")
    plain, more = parse(written.text), parse(text)
    assert len(plain.measures) == len(more.measures)
    for one, other in zip(plain.measures, more.measures, strict=True):
        assert (one.label, one.title, one.body) == (other.label, other.title, other.body)
        assert [name for name in other.agencies if name != "市体育局"] == list(one.agencies)
        assert ("市体育局" in other.agencies) is ("市发展改革委" in one.agencies)


@bounded
@given(policies())
def test_a_policy_read_again_from_its_source_is_the_same(written: Written) -> None:
    document = parse(written.text)
    assert parse(document.source) == document


def wrapped(text: str, width: int) -> str:
    """Break every line of a text at a width, as mail programs and PDF readers do."""
    return "\n".join(
        line[start : start + width] for line in text.split("\n") for start in range(0, max(len(line), 1), width)
    )


@bounded
@given(policies(), st.sampled_from((28, 32, 40)))
def test_lines_broken_at_a_width_give_no_other_agency_without_a_warning(written: Written, width: int) -> None:
    plain, broken = parse(written.text), parse(wrapped(written.text, width))
    if [one.roles for one in plain.measures] != [one.roles for one in broken.measures]:
        assert broken.warnings
    if plain.notice.issuers != broken.notice.issuers:
        assert broken.warnings
