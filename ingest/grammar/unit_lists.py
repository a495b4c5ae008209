"""How a list of units is split into names, and what looks like the name of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.grammar.lines import CLOSE_BRACKETS, OPEN_BRACKETS

LONGEST_NAME = 100
"""Characters of an agency's name; what is longer is a text whose list never ended."""
_SEPARATORS = frozenset("、，,；;。\n")

OPEN_TAIL = re.compile(
    r"等(?:(?:相关|有关|市级|省级|各|成员|责任|市直|省直|县级|区级|职能|业务)*(?:部门|单位|机构|部委|委办局|企业|区县|地区|地方|各方)(?:和单位|及单位)?)?$"
)
"""A list that does not name all of its agencies ends in 等."""
_MARKS = "*★▲△※●☆◆■☑√"
MARKED = re.compile(rf"^[{re.escape(_MARKS)}\s]+|[{re.escape(_MARKS)}\s]+$")
_PLACES = r"省|自治区|直辖市|市|州|盟|地区?|区|县|旗|镇|乡|街道|功能区|开发区|园区|新区|部门|单位|机构|企业"
_SHORTEST_APART = 2
"""Characters of a name above which a blank before it parts names: 市科　技局 is one."""
_IN_BRACKETS = "(?:[（(〔][^（）()〔〕]*[）)〕])?"
_COLLECTIVE_START = re.compile(
    rf"(?:^|[：:由])(?:各|[有相]关)(?:有关|相关|市级|省级|县级)?(?:{_PLACES}){_IN_BRACKETS}$"
)
_COLLECTIVE_PART = re.compile(rf"(?:{_PLACES}){_IN_BRACKETS}")
_PLACE_START = re.compile(r"(?:^|[：:（由])[一-龥]{2,4}(?<![局委部厅办院署会司团行室区县市镇乡])$")
_PLACE_NAME = re.compile(r"[一-龥]{2,4}(?<![局委部厅办院署会司团行室区县市镇乡])")
_GOVERNMENT = re.compile(r"[一-龥]{2,6}(?:市|区|县|州|旗)(?:人民政府|政府)")
_COLLECTIVE_END = re.compile(
    rf"(?:{_PLACES}){_IN_BRACKETS}(?:人民政府|政府|管委会|管理委员会|办事处|党委|党工委)(?:（管委会）)?|(?:{_PLACES}){_IN_BRACKETS}$"
)
_ENDINGS = (
    "街|村|社区|学校|局|委|部|厅|办|处|院|署|所|科|室|中心|公司|集团|政府|银行|分行|支行|营管部|法院|检察院|协会|学会|商会|联合会|总会|工会|妇联|团委|科协|社科联|残联|工商联|侨联|文联|贸促会|红十字会"
    "|管委会|委员会|管理会|执委会|理事会|居委会|村委会|办公室|办事处|单位|部门|机构|区|县|市|州|镇|乡|街道|旗|省|盟|地方|大学|学院|学校|高校|院校|组|专班|资本|基金|基金会|台|报社|社|队|总队|支队|大队|馆|站|海关|关区|港|军区|警备区|基地|园|园区|企业|银监会|证监会|银保监会|国资委|总局|总署|军|网|法|所|医院|平台|国企|央企|电网|铁路|机场|供销社|行|保险|证券|有关方面|各方|党校|兵团|农场|牵头单位|成员|运营商|开发区|新区|试验区|合作区|示范区|高新区|经开区|保税区|自贸区|片区|功能区|司|中央|部委|本级|指挥部|协调小组|领导小组|联席会议|党组|机关|人大|政协|纪委|监委|组织|三峡|公安|税务|人行|外汇"
)
_PLACE_END = re.compile(r"(?:区|县|市|州|旗|盟|省|镇|乡|街|街道|村|社区|地方)(?:[（(〔][^（）()〔〕]*[）)〕])?$")
_ENDS_AS_UNIT = re.compile(rf"(?:{_ENDINGS})(?:[（(〔][^（）()〔〕]*[）)〕])?$")
_NO_UNIT = re.compile(
    r"^(?:的|了|并|对|为|将|按|在(?!.{1,4}(?:高校|院校|企业|单位|机构|国企|央企)$)|到|使|把|被|其(?!他)|及时|予以|可(?!克)|要|应(?!急|城|县)|须|不|本(?!溪|级)|该|此|我|以|从(?!化|江)|于(?!洪|都|田)|给|据|凡|若(?!羌|尔)|如(?!皋|东))|[。！？“”\"《》%％]|\d{3,}|[的由是]|[，；]|负责|应当|依照|按照|会商"
)
_JOINED = re.compile(r"(?<=[局委部厅院府署会心司团行室])(?:以及|和|及|与|并)(?=[一-龥])")
_NO_JOIN = re.compile(
    r"^(?:其|政府|单位|部门|改革|信息|社会|自然|综合|旅游|体育|技术|建设|管理|检疫|保障|国土|城乡|储备)"
)


def is_unit(name: str) -> bool:
    """Tell whether a name looks like that of an agency, a body or a class of them."""
    return len(name) <= LONGEST_NAME and _ENDS_AS_UNIT.search(name) is not None and not _NO_UNIT.search(name)


def is_organisation(name: str) -> bool:
    """Tell a unit that is more than a place: 市科技局, but not 浦东新区."""
    return is_unit(name) and _PLACE_END.search(name) is None


def split_units(text: str, *, spaces_separate: bool = False) -> tuple[tuple[str, ...], bool]:
    """Split names at their separators, not inside brackets and not inside 各省、自治区、直辖市人民政府.

    Args:
        text: such as ``市教育局、市科技创新委等``.
        spaces_separate: true in table cells, where agencies may stand side by side.

    Returns:
        The names in order, each once, and whether the list is open.
    """
    names: list[str] = []
    is_open = False
    for part, _ in pieces(text, spaces_separate=spaces_separate):
        name = MARKED.sub("", part.strip().rstrip("。.")).strip()
        tail = OPEN_TAIL.search(name)
        if tail:
            is_open = True
            name = name[: tail.start()]
        if name and len(name) <= LONGEST_NAME:
            names += unjoined(name)
    return tuple(dict.fromkeys(names)), is_open


def unjoined(name: str) -> list[str]:
    """Split 市科技局和市财政局, but not 市人力资源和社会保障局."""
    apart = re.split(r"\s+|/", name.strip())
    if len(apart) > 1 and all(len(part) > _SHORTEST_APART and is_unit(part) for part in apart):
        return apart
    parts: list[str] = []
    start = 0
    for match in _JOINED.finditer(name):
        behind = name[match.end() :]
        if is_unit(name[start : match.start()]) and is_unit(behind) and not _NO_JOIN.match(behind):
            parts.append(name[start : match.start()])
            start = match.end()
    return [*parts, name[start:]]


def pieces(text: str, *, spaces_separate: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what stands between separators outside of brackets, each with the separator behind it.

    Collective names keep the separators inside them: 各省、自治区、直辖市人民政府; 广州、深圳市政府.
    """
    parts = list(_split(text, spaces_separate))
    place = 0
    while place < len(parts):
        end = _end_of_collective(parts, place)
        yield "、".join(piece.strip() if end > place else piece for piece, _ in parts[place : end + 1]), parts[end][1]
        place = end + 1


def _end_of_collective(parts: Sequence[tuple[str, str]], start: int) -> int:
    """Return the last place of a collective name that begins at one; the place itself if none does."""
    first = parts[start][0].strip()
    for begins, inside, ends in (
        (_COLLECTIVE_START, _COLLECTIVE_PART, _COLLECTIVE_END),
        (_PLACE_START, _PLACE_NAME, _GOVERNMENT),
    ):
        if not begins.search(first) or (begins is _PLACE_START and is_organisation(first)):
            continue
        end, last = start, start
        while parts[end][1] == "、" and end + 1 < len(parts):
            following = parts[end + 1][0].strip()
            if ends.match(following):
                last = end + 1
            if not inside.fullmatch(following):
                break
            end += 1
            last = end if inside is _COLLECTIVE_PART else last
        if last > start:
            return last
    return start


def _split(text: str, spaces_separate: bool) -> Iterator[tuple[str, str]]:
    depth, start = 0, 0
    for position, char in enumerate(text):
        if char in OPEN_BRACKETS:
            depth += 1
        elif char in CLOSE_BRACKETS:
            depth = max(0, depth - 1)
        elif depth == 0 and (char in _SEPARATORS or (spaces_separate and char.isspace())):
            yield text[start:position], char
            start = position + 1
    yield text[start:], ""
