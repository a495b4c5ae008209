"""Questions that name an item by its number: 第四条, （四）, 措施4, 附件第15项."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from answer import messages
from index.normalize import normalize
from ingest.models import Measure, PolicyDocument, Scenario
from ingest.numerals import NUMERAL_CHARS, to_chinese, to_int

_NUMBER = rf"(?P<number>\d{{1,3}}|[{NUMERAL_CHARS}]{{1,5}})"
_ORDINAL = rf"第(?P<number>\d+|[{NUMERAL_CHARS}]+)"
"""With 第 before it any number is a place, so that one far beyond the last item is still understood."""

_ANNEX = r"(?:附件|清单|附表|场景|序号|编号|表格|表里|annex|row)"
_ROW_UNIT = r"(?:项|行|号|位|个场景|个|条|种)"
_AND = r"(?:[、,和及与跟]|以及|还有)+"
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
_MEASURE = (
    # 一到三条, 第1至3条, 第1、2、3条: where a range or a list of measures begins.
    re.compile(rf"(?<![0-9{NUMERAL_CHARS}])第?{_NUMBER}(?=(?:至|到|-|~|—)第?(?:\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})条)"),
    re.compile(rf"第{_NUMBER}(?=(?:{_AND}第?(?:\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}}))+条)"),
    re.compile(rf"(?<!倒数){_ORDINAL}(?:条|项|款|点)(?![线路街目])(?:措施)?"),
    re.compile(rf"措施[(\[]?{_NUMBER}[)\]]?(?!{_AMOUNT}|{_PERIOD})"),
    re.compile(rf"(?<![a-z0-9])\({_NUMBER}\)"),
    re.compile(r"(?<!\d)(?P<number>\d{1,2})条(?=讲|说|写|是|的|内容|[?。]|$)"),
    re.compile(rf"(?<![a-z0-9])m(?P<number>\d{{1,3}}){_PRODUCT}"),
)
_FURTHER = re.compile(
    rf"\s*(?:(?P<range>至|到|-|~|—)|{_AND}|(?=\s+[am]\d)|(?P<bare>(?=[第(])))\s*第?(?P<letter>[am](?=\d))?\(?(?P<number>\d{{1,3}}|[{NUMERAL_CHARS}]{{1,5}})\)?(?!{_PERIOD}|家|年)(?:项|行|号|位|条)?"
)
"""What continues an address."""
_MOST_ADDRESSES = 64
_SEVERAL = 2
_LARGEST = 10_000
"""From here on `to_chinese` knows no words."""

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


class Absent(NamedTuple):
    """An item asked for by number that the document does not have."""

    label: str
    is_scenario: bool


@dataclass(frozen=True, slots=True)
class Address:
    """An item asked for by number; ``citation_id`` is None where the document has no such item.

    ``further`` are the ids of those that are named besides: 第10至12项, 序号3、5; ``absent`` are those among them that the
    document does not have, where it has others.
    """

    citation_id: str | None
    label: str
    is_scenario: bool
    start: int
    end: int
    further: tuple[str, ...] = ()
    absent: tuple[Absent, ...] = ()

    @property
    def citation_ids(self) -> tuple[str, ...]:
        """The ids of all items that it names and the document has."""
        return (self.citation_id, *self.further) if self.citation_id else self.further


def find_address(question: str, document: PolicyDocument) -> Address | None:
    """Find the item that a normalised question names by number; None if it names none."""
    return _at_an_end(question, document) or _find_address(question, document)


def _find_address(question: str, document: PolicyDocument) -> Address | None:
    last_measure = _LAST_MEASURE.search(question)
    last_scenario = _LAST_SCENARIO.search(question)
    if last_scenario and document.scenarios and not _in_domain(question, document):
        return _address(document, document.scenarios[-1].number, last_scenario, is_scenario=True)
    from_end = _FROM_END.search(question)
    if from_end:
        is_row = from_end["unit"] == "行" or from_end["noun"] == "场景" or re.search(r"附件|清单|场景|表格", question)
        count = len(document.scenarios if is_row else document.measures)
        number = count + 1 - to_int(from_end["number"])
        return _address(document, number, from_end, is_scenario=bool(is_row))
    first = _FIRST_SCENARIO.search(question)
    if first and document.scenarios and not _in_domain(question, document):
        return _address(document, document.scenarios[0].number, first, is_scenario=True)
    if last_measure and document.measures:
        return _address(document, document.measures[-1].number, last_measure, is_scenario=False)
    for patterns, is_scenario in ((_SCENARIO, True), (_MEASURE, False)):
        if is_scenario and not document.scenarios:
            continue
        for pattern in patterns:
            match = pattern.search(question)
            if match:
                address = _address(document, to_int(match["number"]), match, is_scenario=is_scenario)
                return _with_further(address, to_int(match["number"]), question, document)
    return None


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
    first, *rest = (item.id for item in chosen)
    label = _label(chosen[0].number, is_scenario=in_annex)
    return Address(first, label, in_annex, match.start(), match.end(), tuple(rest))


def _in_domain(question: str, document: PolicyDocument) -> bool:
    """Tell whether a question names a domain: the first or last row of one is for the table to find."""
    return any(normalize(row.domain) in question for row in document.scenarios)


def find_addresses(text: str, document: PolicyDocument) -> list[str]:
    """Return the ids of all items that a normalised text names by number, in its order."""
    found, _ = _read_all(text, document)
    return list(dict.fromkeys(item for address in found for item in address.citation_ids))


def read_address(question: str, document: PolicyDocument) -> tuple[Address | None, str]:
    """Return all items that a normalised question names by number as one address, and what else it says."""
    found, rest = _read_all(question, document)
    if len(found) < _SEVERAL:
        return (found[0] if found else None), rest
    there = [address for address in found if address.citation_id]
    absent = [Absent(one.label, one.is_scenario) for one in found if not one.citation_id]
    absent += [one for address in there for one in address.absent]
    if not there:
        return found[0], rest
    ids = list(dict.fromkeys(item for address in there for item in address.citation_ids))
    return replace(there[0], citation_id=ids[0], further=tuple(ids[1:]), absent=tuple(dict.fromkeys(absent))), rest


def _read_all(text: str, document: PolicyDocument) -> tuple[list[Address], str]:
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
    """Write numbers of items as `find_address` reads them: 第四条、第七条; 附件第2项、第3项."""
    items = [document.item(item) for item in citation_ids]
    measures = [f"第{_written(item.number)}条" for item in items if isinstance(item, Measure)]
    rows = [f"第{item.number}项" for item in items if isinstance(item, Scenario)]
    return "、".join([*measures, *([f"附件{'、'.join(rows)}"] if rows else [])])


def _with_further(address: Address, number: int, question: str, document: PolicyDocument) -> Address:
    """Read on behind an address: a range, or a list of numbers."""
    prefix = "A" if address.is_scenario else "M"
    letter = prefix.lower()
    known = {item.id for item in (document.scenarios if address.is_scenario else document.measures)}
    end, numbers = address.end, [number]
    while match := _FURTHER.match(question, end):
        if address.is_scenario and match.group().endswith("条"):
            break
        # 第四条第二款 is a place within one item.
        if match["letter"] not in (None, letter):
            break
        if match["bare"] is not None and match.group()[-1] != question[end - 1]:
            break
        last = to_int(match["number"])
        numbers += range(numbers[-1] + 1, last + 1) if match["range"] else [last]
        end = match.end()
        if len(numbers) > len(known):
            break
    # Who names an item twice is told of it once: 第十六条、第十六条.
    ids = list(dict.fromkeys(f"{prefix}{named}" for named in numbers))
    there = [item for item in ids if item in known]
    missing = (_label(int(item[1:]), is_scenario=address.is_scenario) for item in ids if item not in known)
    absent = tuple(Absent(label, address.is_scenario) for label in missing)
    if not there:
        return replace(address, end=end)
    return replace(address, citation_id=there[0], end=end, further=tuple(there[1:]), absent=absent)


def _address(document: PolicyDocument, number: int, match: re.Match[str], *, is_scenario: bool) -> Address:
    citation_id = f"{'A' if is_scenario else 'M'}{number}"
    known = {item.id for item in (document.scenarios if is_scenario else document.measures)}
    label = _label(number, is_scenario=is_scenario)
    return Address(citation_id if citation_id in known else None, label, is_scenario, match.start(), match.end())


def _label(number: int, *, is_scenario: bool) -> str:
    return messages.SCENARIO_NUMBER.format(number=number) if is_scenario else f"第{_written(number)}条"


def _written(number: int) -> str:
    return to_chinese(number) if number < _LARGEST else str(number)
