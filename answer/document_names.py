"""Names of laws, regulations and policies in a text, recognised by their form: in brackets, or by what they end in.

A name ends in the kind of document (…法, …条例, …办法); many ordinary words end alike (算法, 支持措施), so a name also tells how
surely it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from answer.scope import PLACES
from index.normalize import normalize
from ingest.numerals import NUMERAL_CHARS

LAWS_FILE = Path(__file__).with_name("national_laws.txt")
_STATE = "中华人民共和国"

_LAW = (
    # What stands before 法 in ordinary words: 办法, 算法, 司法 (but 公司法), 用法 (but 适用法), 立法 (but 立法法).
    "(?<![办方做说看想写书语执守违非合依无普减乘玩打干搞招审讲提读念吃戏笔刀枪佛犯没变教管立])(?<!(?<!公)司)(?<!(?<!适)用)(?<!(?<!预|决)算)(?<!(?<!建)设)(?<!(?<!医)疗)法"
    # What follows it in others: 法规 (but 法规定), 法律, 法院, 法定代表人.
    "(?!律|规(?!定)|治|院|官|人|务|学(?!习)|师|盲|则|理|庭|警|医|国|语|宝|郎|式|门|制(?!定)|定代表)"
)
_ACTS = r"法典|法案|条例|公约|宪章|协定|议定书|党章(?!程)|(?<=法)[通总]则|细则|(?<=[该此])法律|(?<=[这那该此]部)法律"
"""With 法, kinds that no plan or notice is, so that they say even alone that another document is meant."""
_ORDERS = r"办法|(?<!有)规定|决定|决议|通知(?!书)|纲要|规则|准则|章程|公告|通告|批复|司法解释|(?<=的)解释"
_PAPERS = r"规划(?!和|局|院|设计|面积|用地)|意见(?!箱|稿|建议)|措施(?!费)|方案|计划(?!单列)|政策|文件|标准(?!化)|规范(?!化|性|管理|有序|发展)|指引|指南|举措"
_KIND = re.compile(f"{_ACTS}|{_LAW}|{_ORDERS}|{_PAPERS}")
_IS_ACT = re.compile(f"{_ACTS}|法")
_IS_ORDER = re.compile(_ORDERS)
_IS_PAPER = re.compile(_PAPERS)

_OF_RULES = re.compile(f"细则|{_ORDERS}|规划|纲要")
_LONG_BODY = re.compile(r"[^和与跟同及或\x00-\x7f]{6,}")
_BRACKETED = re.compile(r"《(?P<name>[^《》]{1,80}(?:《[^《》]*》[^《》]*)*)》")
_NUMBER = rf"第?(?:\d{{1,5}}|[{NUMERAL_CHARS}]{{1,8}})号"
_OF_NO_KIND = re.compile(
    rf"[\u3400-\u9fff]{{2,8}}[〔\[(]\d{{4}}[〕\])]{_NUMBER}|[\u3400-\u9fff]{{1,16}}(?:令(?:\(\d{{4}}年\))?{_NUMBER}|第?\d{{1,5}}号令)"
    r"|(?<![a-z\d])[a-z][a-z-]{2,}(?=第)"
)
"""A document's number, or a name in letters before the number of a clause: 国办发〔2024〕1号, 国务院令第707号, GDPR第17条."""
_NUMBER_BEFORE = re.compile(r"第?(\d{1,5})号令$")
_APPENDAGE = re.compile(r"(?:\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\])+$")
_RUN = re.compile(r"[\u3400-\u9fff\w“”\"〈〉+·&]+")
_BETWEEN = re.compile(
    r"(?:的?(?:实施|施行|适用|执行|配套|若干|有关|具体|暂行|试行|管理|工作|行动|解释|修正|修改|补充|组织|监督|发展|建设)+)?"
)
"""What joins two kinds to one name: 劳动合同法实施条例, 行动计划工作方案."""
_JOINED = re.compile(r"关于|修改|修正|印发|实施(?!办法|条例|细则|方案|意见)")
"""With one of these before it, a kind is a part of a longer name: 国务院关于修改…条例的决定."""
_AND = re.compile(r"和|与|跟|同|及|以及|还有|或者?|在|里|中|第|有|怎|是")

_BREAKS = re.compile(r"[的和与跟同及或在里中第有怎是了对按用吗呢]")
_ASKING = re.compile(
    r"什么时候|什么|哪[些个部条项一几家]?|怎么个?|怎样|如何|多少|谁|啥|有没有|有无|是不是|是否|能不能|可不可以|没有"
)
_VERB = re.compile(
    rf"根据|按照|依照|依据|参照|对照|遵照|(?:违反|触犯|违背|符合|遵守|了解|学习|提到|提及|涉及)[了过的]?|落实|贯彻|执行(?!法)|负责|起草|制定|发布|颁布|出台|修订|知道|查询|适用(?!法)|属于|关于(?=[^的]*$)|第[\d{NUMERAL_CHARS}]{{1,8}}[条款项点章节编]"
)
_LEAD = re.compile(
    r"^(?:请问|请教|请|麻烦|劳驾|你好|您好|那么|还有|然后|再|另外|顺便|以及|或者?|至于|对于|对照|我[们]?|你们?|您|想要?|要|问[问下]?|一下|知道|了解|查一?[下查]?|看一?[下看]?|指的?|帮忙?|找|给|告诉|说说|讲讲|介绍|解释|概括|总结|"
    r"国家的|在|从|和|跟|与|同|及|对|就|按|依|由|是|把|被|用|讲|说|的|了|那(?!部|个|项|条(?!例)|份)|其中|里面)+"
)
_POINTS = re.compile(r"[该此](?=[部项]?(?:法|条例|办法|规定|意见|文件))|[这那][个部份项](?!门|分)")
"""Begins a name that only points to a document: 要落实的那部条例."""
_WORDLESS = re.compile(
    r"(?:本|这|那|该|此|其|上述|前述|上面|前面|我[们]?|你们|咱们?|一?[个部份项条家种些]|主要|具体|有关|相关|配套|支持|扶持|保障|奖励|补贴|优惠|有|各项?|全部|所有|若干|实施|工作|行动|管理|暂行|试行|国家|行业|地方|的|等|新|好|[一二两三四五六七\d]年)*"
)
"""What names no document in particular."""
_PLACE = "|".join(re.escape(place) for place in PLACES)
_ISSUED = re.compile(
    rf"(?:国务院|国家|中共|中央|全国|最高|[\u3400-\u9fff]{{2,6}}部(?![门分署])|{_PLACE}|[\u3400-\u9fff]{{1,6}}(?:省|自治区|自治州|特区)|“?(?<!第)十[一二三四五六七]五”?)"
)
_QUALIFIED = re.compile(r"(?:管理|实施|暂行|试行)$")
_DRAWN_UP = re.compile(
    r"关于.{2,}|(?:若干|暂行|试行|指导|实施|管理|行动|工作|发展|总体|专项|空间|中长期|国家|行业|地方|五年?|[一二三四五六七]五”?)的?$"
)


@dataclass(frozen=True, slots=True)
class DocumentName:
    """A name of a document in a normalised text.

    Attributes:
        text: the name, without brackets.
        kind: what it ends in, such as 条例; empty for one in brackets that ends in no kind of document.
        start: of the name, brackets included.
        end: likewise.
        is_bracketed: whether it stands in 《》.
        is_asked_for: whether a question word stands before it: 有没有人工智能条例.
        is_law: whether it is a national law's.
    """

    text: str
    kind: str
    start: int
    end: int
    is_bracketed: bool = False
    is_asked_for: bool = False
    is_law: bool = False

    @property
    def body(self) -> str:
        """What it is called besides its kind: 数据安全 of 数据安全法; empty where that names nothing: 这部 of 这部法."""
        body = _POINTS.sub("", self.text.removesuffix(self.kind)).strip('“”"')
        return "" if _WORDLESS.fullmatch(body) else body

    @property
    def is_act(self) -> bool:
        """Whether it is a law or a regulation, which a plan or a notice is not called even loosely."""
        return self.is_law or is_act(self.kind)

    @property
    def is_titled(self) -> bool:
        """Whether it is all of a name but what it is for: 管理办法, 暂行规定, but not 这个办法 or 有关规定."""
        return is_rules(self.kind) and _QUALIFIED.search(self.text.removesuffix(self.kind)) is not None

    @property
    def is_drawn_up(self) -> bool:
        """Whether it is built as titles are: who issued it or, for kinds that are little else, at length what it is for."""
        body = self.body
        is_long = (
            _LONG_BODY.fullmatch(body) is not None
            and _OF_RULES.fullmatch(self.kind) is not None
            and not self.is_asked_for
        )
        return len(body) > 3 and _DRAWN_UP.search(body) is not None and (is_long or _ISSUED.match(body) is not None)

    @property
    def names_with_clause(self) -> bool:
        """Whether it names a document where the number of a clause follows it: 数据交易办法第三条, but not 支持措施第三条."""
        if self.is_bracketed or self.is_law:
            return True
        long_enough = len(self.body) > 1 or (self.is_act and bool(self.body))
        if self.is_act or _IS_ORDER.fullmatch(self.kind):
            return long_enough
        return long_enough and (_ISSUED.match(self.body) is not None or _DRAWN_UP.search(self.body) is not None)

    @property
    def names_alone(self) -> bool:
        """Whether it names a document wherever it stands."""
        if self.is_bracketed:
            return bool(self.kind)
        if self.is_law or self.is_drawn_up:
            return True
        has_name = len(self.body) > 1 and not self.body.endswith("的")
        return (
            has_name
            and not self.is_asked_for
            and (self.kind in ("条例", "法典", "法案", "公约") or self._is_like_a_law)
        )

    @property
    def _is_like_a_law(self) -> bool:
        return self.kind == "法" and self.body[-2:] in _tails()


def is_act(kind: str) -> bool:
    """Tell whether a kind of document is that of a law or a regulation."""
    return _IS_ACT.fullmatch(kind) is not None


def is_rules(kind: str) -> bool:
    """Tell whether a kind of document is that of rules, which are loosely called one by the other's name."""
    return kind in ("办法", "规定", "规则", "准则", "章程")


def find_names(text: str) -> list[DocumentName]:
    """Find what may be names of documents in a normalised text, in its order."""
    names = find_titles(text)
    names += [
        DocumentName(_without_verb(number.group()), "", *number.span(), is_bracketed=True)
        for number in _OF_NO_KIND.finditer(text)
    ]
    bare = _BRACKETED.sub(lambda match: "," * len(match.group()), text)
    names += [name for run in _RUN.finditer(bare) for name in _in_run(run.group(), run.start())]
    return sorted(names, key=lambda name: name.start)


def find_titles(text: str) -> list[DocumentName]:
    """Find the names in brackets in a normalised text, in its order."""
    return [_bracketed(match) for match in _BRACKETED.finditer(text)]


def end_kind(text: str) -> str:
    """Return the kind of document that a title ends in, appendages such as （试行） aside; empty if none."""
    bare = without_appendage(normalize(text).strip("《》 "))
    kinds = [match for match in _KIND.finditer(bare) if match.end() == len(bare)]
    return kinds[-1].group() if kinds else ""


def without_appendage(name: str) -> str:
    """Take off what stands in brackets behind a normalised title: (试行), (2023—2024年)."""
    return _APPENDAGE.sub("", name)


def _without_verb(name: str) -> str:
    """Take off what only leads up to a number, and write all orders alike: 请问根据国务院707号令 is 国务院令第707号."""
    verbs = [match.end() for match in _VERB.finditer(name)]
    return _NUMBER_BEFORE.sub(r"令第\1号", _LEAD.sub("", name[max(verbs, default=0) :]))


def _bracketed(match: re.Match[str]) -> DocumentName:
    name = without_appendage(match["name"]) or match["name"]
    return DocumentName(name, end_kind(name), *match.span(), is_bracketed=True, is_law=name in laws())


def _in_run(run: str, offset: int) -> Iterator[DocumentName]:
    """Find the names in a text without punctuation: each ends in a kind that is no part of a longer name."""
    kinds = list(_KIND.finditer(run))
    start = 0
    for place, kind in enumerate(kinds):
        following = kinds[place + 1] if place + 1 < len(kinds) else None
        if following and _goes_on(run, start, kind, following):
            continue
        yield _name(run, start, kind, offset)
        start = kind.end()


def _goes_on(run: str, start: int, kind: re.Match[str], following: re.Match[str]) -> bool:
    between = run[kind.end() : following.start()]
    # 民法典规定了什么: what it provides.
    if following.group() == "规定" and not between:
        return False
    if _BETWEEN.fullmatch(between) or any(run[at : following.end()] in laws() for at in range(start, kind.start())):
        return True
    # 标准体系建设指南: a paper's name within another's.
    if _IS_PAPER.fullmatch(kind.group()) and not _BREAKS.search(between) and not _VERB.search(between):
        return True
    return bool(_JOINED.search(run, start, kind.start())) and not _AND.match(between) and not _ASKING.search(between)


def _name(run: str, start: int, kind: re.Match[str], offset: int) -> DocumentName:
    """Take a name out of what stands before its end."""
    said = run[start : kind.end()]
    known = next((said[at:] for at in range(len(said)) if _is_known(said[at:], whole=at == 0)), "")
    asking = [match.end() for match in _ASKING.finditer(said[: -len(kind.group())])]
    cut = max(asking, default=0)
    title = said.find("关于", cut)
    verbs = [match.end() for match in _VERB.finditer(said, cut, title if title >= 0 else len(said) - len(kind.group()))]
    cut = max([cut, *verbs])
    pointed = [match.start() for match in _POINTS.finditer(said, cut)]
    cut = max([cut, *pointed])
    while lead := _LEAD.match(said[cut:]):
        cut += lead.end()
    cut = min(cut, kind.start() - start)
    if not known and _is_known(said[cut:], whole=True):
        known = said[cut:]
    name = known or said[cut:]
    end = offset + kind.end()
    return DocumentName(name, kind.group(), end - len(name), end, is_asked_for=bool(asking), is_law=bool(known))


_SHORT = 2
"""Names of this length end other words, too (水法 of 节水法), and so does what a law is called in short (高教法 of 提高教法)."""


def _is_known(name: str, *, whole: bool) -> bool:
    title = laws().get(name)
    return title is not None and (whole or (len(name) > _SHORT and title.endswith(name)))


@cache
def laws() -> dict[str, str]:
    """Return what national laws are called, normalised, with their titles: in full, without the state's name, and in short.

    In short a law is the first character, the last but one, and 法: 个保法 of 个人信息保护法, 网安法 of 网络安全法.
    """
    lines = LAWS_FILE.read_text(encoding="utf-8").splitlines()
    titles = [normalize(line) for line in lines if line and not line.startswith("#")]
    called: dict[str, str] = {}
    for title in titles:
        body = title.removeprefix(_STATE)
        called |= {title: title, body: title}
    for title in titles:
        body = title.removeprefix(_STATE).removesuffix("法")
        if len(body) > 3 and title.endswith("法"):
            called.setdefault(f"{body[0]}{body[-2]}法", title)
    return called


@cache
def _tails() -> frozenset[str]:
    """Return what the names of laws end in before 法: 保护, 促进, 管理."""
    return frozenset(title[-3:-1] for title in laws().values() if title.endswith("法"))
