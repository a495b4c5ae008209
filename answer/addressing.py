"""Questions that name an item by its number: 第四条, （四）, 措施4, 附件第15项."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer import messages
from answer.labels import label_of, name_of_goal
from answer.numbered import AND, ONE, Absent, Numbered
from index.normalize import normalize
from ingest.grammar.labels import Number
from ingest.grammar.lines import LineKind
from ingest.models import Closing, Goal, Heading, Measure, PolicyDocument, Scenario, Sentence
from ingest.numerals import NUMERAL_CHARS, to_int

_NUMBER = rf"(?P<number>\d{{1,3}}|[{NUMERAL_CHARS}]{{1,5}})"
_ORDINAL = rf"第(?P<number>\d+|[{NUMERAL_CHARS}]+)"
"""With 第 before it any number is a place, so that one far beyond the last item is still understood."""

_ANNEX = r"(?:附件|清单|附表|场景|序号|编号|表格|表里|annex|row)"
_ROW_UNIT = r"(?:项|行|号|位|个场景|个|条|种)"
_AMOUNT = rf"[0-9{NUMERAL_CHARS}几多余项条个种家共般起些样下直并同块律切齐]"
_PERIOD = r"[批届期版季年月天步名次章节部]"
_PRODUCT = r"(?!\d|\s*(?:芯片|显卡|处理器|纸|卡|gpu|chip))"
"""A letter and a number also name products: A4纸, M1芯片."""

_SCENARIO = (
    re.compile(rf"{_ANNEX}[^0-9{NUMERAL_CHARS}第,。?]{{0,8}}{_ORDINAL}(?:{_ROW_UNIT}|(?=[?,。、的至到~—-]|$))"),
    # Without 第, only a number right behind such a word is a place: 清单里有18项, 清单上的同一家 are not.
    re.compile(rf"{_ANNEX}(?:里|中|上|内|的)?(?:序号|编号|号)?[是为:]?\s*(?!一行){_NUMBER}(?!{_AMOUNT}|{_PERIOD})"),
    # Only the annex has rows.
    re.compile(rf"(?<!倒数){_ORDINAL}行(?!业|动|政)"),
    re.compile(
        rf"(?<![0-9{NUMERAL_CHARS}])第?{_NUMBER}(?=(?:至|到|-|~|—)第?(?:\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})[位行])"
    ),
    re.compile(rf"(?<![0-9{NUMERAL_CHARS}每月])(?P<number>\d{{1,2}})号(?:这|那)?(?:一)?[行项]"),
    re.compile(rf"{_ORDINAL}(?:项|行|号|位|个)(?:的)?(?:是)?(?:哪个|什么|哪一个)?{_ANNEX}"),
    re.compile(rf"(?<![0-9{NUMERAL_CHARS}]){_NUMBER}号(?:的)?(?:场景|附件)"),
    # Three digits behind this letter are a product (A100), no row.
    re.compile(rf"(?<![a-z0-9])a(?P<number>\d{{1,2}}){_PRODUCT}"),
)
_INSERTED = rf"之(?P<inserted>\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})"
"""第十七条之一 was put in behind 第十七条."""
_ASKED_OF = r"(?=讲|说|写|是|的|内容|[?。]|$)"
_MEASURE = (
    # 第7-1条 and 7.1条 are how 第七条之一 is typed; 第1-7条 are a range.
    re.compile(r"第(?P<number>\d{1,3})(?P<sign>[.-])(?P<inserted>\d{1,2})条"),
    re.compile(rf"(?<![\d.第])(?P<number>\d{{1,3}})(?P<sign>\.)(?P<inserted>\d{{1,2}})条{_ASKED_OF}"),
    # 一到三条, 第1至3条, 第1、2、3条: where a range or a list of measures begins.
    re.compile(rf"(?<![0-9{NUMERAL_CHARS}])第?{_NUMBER}(?=(?:至|到|-|~|—)第?(?:\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})条)"),
    re.compile(rf"第{_NUMBER}(?=(?:{AND}第?(?:\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}}))+条)"),
    re.compile(rf"第{_NUMBER}{_INSERTED}条"),
    re.compile(rf"(?<!倒数){_ORDINAL}条(?:{_INSERTED})?(?![线路街目])(?:措施)?"),
    re.compile(rf"(?<!倒数)(?<![0-9{NUMERAL_CHARS}]\)){_ORDINAL}(?P<part>项|款|点)(?![线路街目])(?:措施)?"),
    re.compile(rf"措施[(\[]?{_NUMBER}[)\]]?(?!{_AMOUNT}|{_PERIOD})"),
    re.compile(rf"(?<![a-z0-9])(?P<bracket>\()(?!\s+\d)\s?{_NUMBER}\s?\)"),
    re.compile(rf"(?<![\d.])(?P<number>\d{{1,2}})条{_ASKED_OF}"),
    re.compile(rf"(?:^|(?<=[〔“\"「章编分]))(?P<listed>){_NUMBER}[、.](?=[〕”\"」讲说写是的由规归有]|$)"),
    re.compile(rf"(?<![a-z0-9])(?P<id>m)(?P<number>\d{{1,3}}){_PRODUCT}"),
)
_FURTHER = re.compile(
    rf"\s*(?:(?P<range>至|到|-|~|—)|{AND}|(?=\s+[am]\d)|(?P<bare>(?=[第(])))\s*第?(?P<letter>[am](?=\d))?\(?(?P<number>\d{{1,3}}|[{NUMERAL_CHARS}]{{1,5}})\)?(?!{_PERIOD}|家|年|[0-9{NUMERAL_CHARS}]|、\(|、第{ONE}个)(?P<unit>项|行|号|位|条)?(?:(?<=条){_INSERTED})?"
)
"""What continues an address."""
_UNDER = re.compile(
    rf"(?:第(?P<number>{ONE})(?:个|大)?(?:(?P<chapter>[章编])|部分|板块|大类)|(?<![0-9{NUMERAL_CHARS}第])(?<!\S、)(?P<listed>{ONE})、)"
    r"(?:[(“\"][^()“”\"]{1,30}[)”\"])?[里中下]?[面边]?的?\s*$"
)
"""The section before the number of an item: 第二章第三条, 一、（二）."""
_NTH = re.compile(rf"第(?P<number>{ONE})个$")
"""Which of those that bear one label in one section: 一、第2个（一）."""
_ENUMERATED = re.compile(rf"(?:^|[\s,。;?!])(?:{ONE})、")
_MOST_UNDER = 2
_BARE_NUMBER = re.compile(rf"\d{{1,4}}|[{NUMERAL_CHARS}]{{1,5}}")
_WIDE = str.maketrans("()", "（）")
_NAMES_PARAGRAPH = re.compile(r"这段|〔|(?<![a-z0-9])g\d")
_ROW_OF_TABLE = re.compile(r"表(?P<table>\d{1,3})第(?P<place>\d{1,4})行")
_ID = r"(?<![a-z0-9]){id}(?![a-z0-9])"
_MOST_ADDRESSES = 64
_SEVERAL = 2

_LAST_MEASURE = re.compile(r"最后一(?:条|项措施|条措施)")
_END = r"(?:最后一?(?:项|行|个|条|名|位)|最末|末[行位尾]|垫底|压轴|(?:编号|序号|号码)最大|排最后)"
_LAST_SCENARIO = re.compile(
    rf"(?:附件|清单|场景|表格)[^,。?]{{0,8}}{_END}|{_END}(?:的|那)*(?:一?个|一?项|一?行)?(?:是)?(?:附件|场景|清单)"
)
_SEVERAL_AT_AN_END = re.compile(
    r"(?P<annex>(?:附件|清单|附表|场景)(?:的|里|中|上|内)*)?"
    r"(?:(?P<first>(?<![目之以提当先年月日底])前|头(?!部))|最后|末尾?|(?<![之以今然最])后)面?"
    rf"(?P<number>[{NUMERAL_CHARS}]{{1,3}}|\d{{1,2}})"
    r"(?:条(?:措施|条款)?|项措施|个?措施|(?P<rows>[个项行](?:附件|应用)?场景)|(?P<unit>[项个行]))"
)
"""前五条, 最后三个场景."""
_BEGINNING = r"(?:打头|头一[项行个条]|(?:编号|序号|号码)最[小靠]前?)"
_FROM_END = re.compile(
    rf"倒数第(?P<number>[{NUMERAL_CHARS}]|\d{{1,2}})(?P<unit>[项行个条])?(?:的)?(?P<noun>场景|措施)?"
)
_FIRST_SCENARIO = re.compile(
    rf"排第一的?(?:那个)?场景|(?:附件|清单|场景|表格)[^,。?]{{0,8}}{_BEGINNING}|{_BEGINNING}(?:的|那)*(?:个|项|行)?(?:附件|场景)"
)


@dataclass(frozen=True, slots=True)
class Address:
    """An item asked for by number; ``citation_id`` is None where the document has no such item.

    Attributes:
        citation_id: of the first item that it names.
        label: how people say its number.
        is_scenario: whether it is a row of the annex.
        start: where the address stands in the question.
        end: behind its last character.
        further: the ids of those that are named besides: 第10至12项, 序号3、5, a second one of the same label.
        absent: those that the document does not have.
        shared: the ids of items that bear one label, where nothing says which of them is meant.
        pieces: the parts (款, 项) that are meant, each with the id of its item; all of an item where none is named.
    """

    citation_id: str | None
    label: str
    is_scenario: bool
    start: int
    end: int
    further: tuple[str, ...] = ()
    absent: tuple[Absent, ...] = ()
    shared: tuple[tuple[str, ...], ...] = ()
    pieces: tuple[tuple[str, Sentence], ...] = ()

    @property
    def citation_ids(self) -> tuple[str, ...]:
        """The ids of all items that it names and the document has."""
        return (self.citation_id, *self.further) if self.citation_id else self.further


def find_address(question: str, document: PolicyDocument) -> Address | None:
    """Find the item that a normalised question names by number; None if it names none."""
    return _as_cited(question, document) or _at_an_end(question, document) or _find_address(question, document)


def _as_cited(question: str, document: PolicyDocument) -> Address | None:
    """Find what bears no number of its own and is named as answers do: “一、总体目标”这段, 〔附则〕, 表2第3行, G2."""
    for goal in document.goals if _NAMES_PARAGRAPH.search(question) else ():
        label = label_of(goal, document)
        forms = (name_of_goal(goal, document), messages.CITED.format(label=label))
        match = re.search(
            "|".join([*(re.escape(normalize(one)) for one in forms), _ID.format(id=goal.id.lower())]), question
        )
        if match:
            return Address(goal.id, label, is_scenario=False, start=match.start(), end=match.end())
    match = _ROW_OF_TABLE.search(question)
    row = next((one for one in document.scenarios if match and _is_at(one, match)), None)
    if match and row:
        return Address(row.id, row.label, is_scenario=True, start=match.start(), end=match.end())
    match = re.search(document.closing.label, question) if document.closing else None
    if match and document.closing:
        return Address(document.closing.id, match.group(), is_scenario=False, start=match.start(), end=match.end())
    return None


def _is_at(row: Scenario, match: re.Match[str]) -> bool:
    return (row.table, row.place) == (int(match["table"]), int(match["place"]))


def _find_address(question: str, document: PolicyDocument) -> Address | None:
    placed = _at_a_place(question, document)
    if placed or not document.scenarios:
        return placed or _find_measure(question, document)
    row = next((match for match in (pattern.search(question) for pattern in _SCENARIO) if match), None)
    if row:
        return _read_on(Numbered(document, is_scenario=True), row, row.start(), question)
    return _find_measure(question, document)


def _at_a_place(question: str, document: PolicyDocument) -> Address | None:
    """Find the one item that a question names by its place from an end: 最后一条, 倒数第二条, 打头的场景."""
    last_scenario = _LAST_SCENARIO.search(question)
    in_domain = _in_domain(question, document)
    if last_scenario and document.scenarios and not in_domain:
        return _of_items(document.scenarios[-1:], last_scenario)
    from_end = _FROM_END.search(question)
    if from_end:
        return _from_end(from_end, question, document)
    first, last_measure = _FIRST_SCENARIO.search(question), _LAST_MEASURE.search(question)
    if first and document.scenarios and not in_domain:
        return _of_items(document.scenarios[:1], first)
    return _of_items(document.measures[-1:], last_measure) if last_measure and document.measures else None


def _from_end(match: re.Match[str], question: str, document: PolicyDocument) -> Address:
    is_row = match["unit"] == "行" or match["noun"] == "场景" or re.search(r"附件|清单|场景|表格", question) is not None
    items: Sequence[Measure | Scenario] = document.scenarios if is_row else document.measures
    place = len(items) - to_int(match["number"])
    if 0 <= place < len(items):
        return _of_items(items[place : place + 1], match)
    return Address(None, match.group(), is_row, *match.span(), absent=(Absent(match.group(), is_row),))


def _find_measure(question: str, document: PolicyDocument) -> Address | None:
    """Find the clause that a question names by its label, or by its id."""
    for pattern in _MEASURE:
        match = pattern.search(question)
        groups = match.groupdict() if match else {}
        # Where articles are numbered 第二款 is a part of one, and a number with a dot before it begins no item.
        if (
            not match
            or (groups.get("part") and document.has_labels(LineKind.ARTICLE))
            or (groups.get("sign") == "-" and int(match["inserted"]) >= int(match["number"]))
            or ("listed" in groups and not document.has_labels(LineKind.SECTION, LineKind.POINT))
        ):
            continue
        kinds: tuple[LineKind, ...] = ()
        if groups.get("bracket"):
            kinds = (LineKind.ITEM,)
        elif "listed" in groups:
            kinds = (LineKind.SECTION, LineKind.POINT)
        nth = _NTH.search(question, 0, match.start())
        end = nth.start() if nth else match.start()
        under, start = _read_under(question, end, document, in_brackets=bool(kinds))
        prefix = question[start : match.start()].translate(_WIDE).strip()
        place = to_int(nth["number"]) if nth else 0
        named = Numbered(document, by_id=bool(groups.get("id")), kinds=kinds, under=under, nth=place, prefix=prefix)
        return _read_on(named, match, start, question)
    return None


def _read_under(
    question: str, end: int, document: PolicyDocument, *, in_brackets: bool
) -> tuple[tuple[Heading, ...], int]:
    """Read the sections that are named right before a number; returns where those begin, too."""
    under: list[Heading] = []
    has_kind = {
        kind: any(section.is_called(Heading(kind, section.number)) for section in document.sections)
        for kind in (LineKind.CHAPTER, LineKind.SECTION)
    }
    # 一、第四条…二、第五条…: whoever asks may number what he asks.
    is_section = has_kind[LineKind.SECTION] and (in_brackets or len(_ENUMERATED.findall(question)) < _SEVERAL)
    for _ in range(_MOST_UNDER):
        match = _UNDER.search(question, 0, end)
        if not match or (match["listed"] and not is_section):
            break
        kind = LineKind.SECTION if match["listed"] else LineKind.CHAPTER if match["chapter"] else None
        under.insert(0, Heading(kind if kind and has_kind[kind] else None, to_int(match["number"] or match["listed"])))
        end = match.start()
    return tuple(under), end


def _at_an_end(question: str, document: PolicyDocument) -> Address | None:
    """Return the first or the last of the items; None where none or one are asked for, or the document has no such."""
    match = _SEVERAL_AT_AN_END.search(question)
    if not match:
        return None
    in_annex = match["rows"] is not None or match["annex"] is not None
    items = document.scenarios if in_annex else document.measures
    count = to_int(match["number"])
    # 前三项 may be of anything.
    if not items or count < _SEVERAL or (match["unit"] and not in_annex):
        return None
    chosen = items[:count] if match["first"] else items[-count:]
    return _of_items(chosen, match)


def _of_items(items: Sequence[Measure | Scenario], match: re.Match[str]) -> Address:
    """Name items by their places: those at an end."""
    first, *rest = items
    label = first.spoken if isinstance(first, Measure) else first.label
    further = tuple(item.id for item in rest)
    return Address(first.id, label, isinstance(first, Scenario), match.start(), match.end(), further)


def _in_domain(question: str, document: PolicyDocument) -> bool:
    """Tell whether a question names a domain: the first or last row of one is for the table to find."""
    return any(normalize(row.domain) in question for row in document.scenarios)


def find_named(number: str, document: PolicyDocument) -> dict[str, list[Sentence]]:
    """Find what a printed label, or a bare number, stands for: 第三条, （三）, 三、, 3, 第七条第（二）项.

    Returns:
        The parts that are meant by the id of their item: an empty list where all of it is. All items that bear the label.
    """
    address, _ = read_address(f"第{number}条" if _BARE_NUMBER.fullmatch(number) else number, document)
    ids = address.citation_ids if address else ()
    pieces = address.pieces if address else ()
    return {item: [piece for of, piece in pieces if of == item] for item in ids}


def find_addresses(text: str, document: PolicyDocument) -> list[str]:
    """Return the ids of all items that a normalised text names by number, in its order."""
    found, _ = read_all(text, document)
    return list(dict.fromkeys(item for address in found for item in address.citation_ids))


def read_address(question: str, document: PolicyDocument) -> tuple[Address | None, str]:
    """Return all items that a normalised question names by number as one address, and what else it says."""
    found, rest = read_all(question, document)
    if len(found) < _SEVERAL:
        return (found[0] if found else None), rest
    there = [address for address in found if address.citation_id]
    missing = [address for address in found if not address.citation_id]
    first, *further = dict.fromkeys(item for address in found for item in address.citation_ids) or [None]
    together = replace(
        (there or found)[0],
        citation_id=first,
        further=tuple(item for item in further if item),
        absent=tuple(dict.fromkeys(one for address in [*missing, *there] for one in address.absent)),
        shared=tuple(dict.fromkeys(one for address in there for one in address.shared)),
        pieces=tuple(dict.fromkeys(one for address in there for one in address.pieces)),
    )
    return together, rest


def read_all(text: str, document: PolicyDocument) -> tuple[list[Address], str]:
    """Return the addresses in a text, in its order, and the text with blanks in their places."""
    found: list[Address] = []
    for _ in range(_MOST_ADDRESSES):
        address = find_address(text, document)
        if address is None:
            break
        found.append(address)
        # What was read is blanked, and the places of the rest stay as they are.
        text = text[: address.start] + " " * (address.end - address.start) + text[address.end :]
    return sorted(found, key=lambda address: address.start), text


def name_items(citation_ids: Sequence[str], document: PolicyDocument) -> str:
    """Write numbers of items as `find_address` reads them: 第四条、第七条之一; 附件第2项、第3项; 第二章第一条."""
    items = [document.item(item) for item in citation_ids]
    measures = [_name(item, document) for item in items if isinstance(item, Measure)]
    rows = [f"第{item.number}项" for item in items if isinstance(item, Scenario)]
    goals = [name_of_goal(item, document) for item in items if isinstance(item, Goal)]
    closing = [item.label for item in items if isinstance(item, Closing)]
    return "、".join([*measures, *([f"附件{'、'.join(rows)}"] if rows else []), *goals, *closing])


def name_neighbour(citation_id: str, step: int, document: PolicyDocument) -> str:
    """Write the number of the item before or behind another one; where there is none, a number that none has."""
    at = document.item(citation_id)
    items: Sequence[Measure | Scenario] = document.scenarios if isinstance(at, Scenario) else document.measures
    place = items.index(at) + step if isinstance(at, Measure | Scenario) else -1
    if 0 <= place < len(items):
        return name_items([items[place].id], document)
    if isinstance(at, Scenario):
        return messages.SCENARIO_NUMBER.format(number=at.number + step)
    number = document.number_of(at) if isinstance(at, Measure) else None
    beyond = Number(max(0, number.whole + step)) if number else Number(0)
    return beyond.spoken if not document.labelled(beyond) else f"M{place + 1}"


def _name(measure: Measure, document: PolicyDocument) -> str:
    """Say the label of a measure, with its section where others bear the same; its id where that does not tell either."""
    behind = measure.among + measure.spoken
    # In a list of names 一、（一） is read, and 一、第一条 may be two numbers; so may 第一章一、.
    marks = (measure.mark, behind) if measure.label[-1:] in ("）", ")") else (behind, measure.mark)
    for said in (measure.spoken, *marks):
        named = _find_measure(normalize(said), document)
        if named and named.citation_ids == (measure.id,) and named.end == len(normalize(said)):
            return said
    return measure.id


def _read_on(named: Numbered, match: re.Match[str], start: int, question: str) -> Address:
    """Read the number that a pattern found, and on behind it: its parts, a range, a list of numbers."""
    number = _number(match)
    end = named.take(number, question, match.end())
    label = named.absent[0].label if named.absent else named.label(number)
    letter = "a" if named.is_scenario else "m" if named.by_id else None
    most = len(named.document.scenarios if named.is_scenario else named.document.measures) + 1
    for _ in range(most):
        further = _FURTHER.match(question, end)
        if not further or (named.is_scenario and further["unit"] == "条"):
            break
        # M4、第五条: one is an id, the other a label.
        if further["letter"] not in (None, letter) or (named.by_id and further["unit"]):
            break
        # 一、第一条和二、第一条, 第1个（一）和第2个（一）: what tells the second one begins there.
        if named.under and question.startswith("、第", further.end()):
            break
        if not named.is_scenario and question.startswith("个", further.end()):
            break
        if further["bare"] is not None and further.group()[-1] != question[end - 1]:
            break
        last = _number(further)
        end, named.is_first = further.end(), False
        if further["range"]:
            named.take_range(number, last)
        else:
            end = named.take(last, question, end)
        number = last
    # Who names an item twice is told of it once: 第十六条、第十六条.
    first, *rest = dict.fromkeys(named.ids) or [None]
    return Address(
        first,
        label,
        named.is_scenario,
        start,
        end,
        tuple(item for item in rest if item),
        tuple(dict.fromkeys(named.absent)),
        tuple(named.shared),
        tuple(named.pieces),
    )


def _number(match: re.Match[str]) -> Number:
    inserted = match.groupdict().get("inserted")
    return Number(to_int(match["number"]), to_int(inserted) if inserted else 0)
