"""Whether a turn leans on what was said before it: it points back, or a part of it is missing.

A turn that does neither stands alone, and nothing is carried into it, whatever it is about. Naming an agency is not
enough: 那市科协呢 and 市科协也负责吗 name one and lean.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_CLASSIFIER = r"(?:[一两三几]?(?:个|条|项|件|行|块|种|类|家|份|样)|场|部|些|边|里)"
_THING = r"(?:事情?儿?|东西|玩意儿?|活儿?|摊子?|工作|任务|措施|场景|单位|部门|[局委办]|做法|办法|平台|机构|机制|计划|活动|基地|中心|专[场区]|(?:应用)?领域|行业)"
_PHRASE_START = r"(?:^|(?<=[,。?!;:、\s跟和与同比归由给对在把管责头于像从到按了])|(?<=(?<!就)是))"
"""Elsewhere such words point to what the turn itself describes: 适合散步的那种公园."""
_BEHIND = r"(?=[的里中上下面,。?都各分也还总共由归是谁责哪能会要算排有叫怎什多几该又在附讲说写提给用针]|一共|$)"
_POINTER = re.compile(
    rf"{_PHRASE_START}(?:[这那](?:{_CLASSIFIER}{_THING}|{_THING}|{_CLASSIFIER}?{_BEHIND})|该{_CLASSIFIER}?{_THING}"
    r"|(?<!其)其(?![他它余实次中])|具体(?=的|是|有|怎|如|内|要|讲|说|在|落|[一哪几])"
    r"|[两三四五六几](?:家|个|条|项|者)(?=都|分别|各|是|叫|有|里|中|共同|一起|联合|合))"
    r"|(?:^|(?<=[,。?!]))(?:里[面头]|当中)"
    r"|\b(?:it|its|they|them|their|those|these)\b|^(?:this|that)\b"
)
"""Points back, unless it means what stands before it in the turn itself: 高铁站搞体验，这事谁管."""
_POINTS_FAR = re.compile(
    r"其中|刚才|刚刚|上述|前述|[前后]者|[你您]刚?才?[说讲提]到?的|(?:[前上]面|之前)(?:[说讲提]|那)"
    r"|^(?:再|又)?(?:加上|算上|去掉|除去|刨去|扣除|剔除)|也(?:在|有|参与|参加|负责|管)[^,。?]{0,4}的(?!是)"
    r"|同一?[条段行款](?=里|中|的|还|内|讲|说|写|,)"
)
"""Points back, whatever else a turn says."""
_PRONOUN = re.compile(r"它们?|他们|她们|人家|这俩|那俩|佢(?:哋|地)?")
_GOVERNED = re.compile(r"(?:[和跟与同归由比给让是除找对被了系]|除了)$")
"""In front of a pointer: what else the clause is about is another thing (体育场馆也归它管吗)."""
_ALIKE = r"(?:一样|相同|同[一样]|一致|不同|区别|[多少]|比|一起|共同|联合|都)"
COMPARES_IT = re.compile(
    rf"^(?P<it>(?:它们?|[这那](?:个|条|项|家)?)?(?:的?(?:责任)?(?:单位|部门))?)[和跟与同比][^,。?]{{1,24}}?{_ALIKE}"
    rf"|(?P<other>(?<=[和跟与同比])(?:它们?|[这那](?:个|条|项)|前面?(?:那|这)?(?:个|条)))(?:的?责任单位)?(?={_ALIKE})"
)
"""What is compared is left out, or is a pronoun: 和机场是同一家吗."""
SAME_AS_IT = re.compile(
    r"^[^,。?和跟与同及、]{2,24}?(?:是不是|也?[是归由])同一?(?:家|个)(?:单位|部门|局)?[^,。?]{0,3}[?]?$"
)
"""It is left out with what is compared: 科技场馆是不是同一家."""
WITHIN_IT = re.compile(
    r"(?:算不?算|也?算|包括|也|有没有)?(?:在不在|在)(?:里[面头]|内|其中|当中|那里)(?=[吗么没不?。]|$)|(?:算不算|算|包不包括|包括)(?:在内|进去)"
)
"""It is left out what holds something: 医用机器人算在里面吗."""
_ELLIPSIS = re.compile(
    r"^那么?[^,。?这那]{2,12}?(?:有|负责|管|参与)?(?:几|多少|哪[些几])[个条项]?[呢嘛啊呀吗]*[?]?$"
    r"|^(?:那么?(?!个|条|项)|还有|然后|至于|换成|如果是|要是|what about|how about|and )?(?P<subject>[^,。?!]{1,24})呢(?=[,。?!]|$)"
    r"|^(?:换成|至于|what about|how about|and what about)|也(?:是|一样|算|有|行|包括)?[吗么嘛不]?[?。]*$"
)
"""Asks of something else what was asked before."""
ASKS = re.compile(
    r"([\u3400-\u9fff]{1,2})不\1|什么|哪|怎|如何|多少|几|谁|吗|啥|是不是|有没有|何|多[久大]|\b(?:who|what|which|when|where|how)\b"
)
_LEFT_OUT = (_POINTS_FAR, COMPARES_IT, SAME_AS_IT, WITHIN_IT)
_WHICH_MISSPELT = re.compile(r"那(?:[一几]?个|[一几]?家|些)?(?:责任)?(?:单位|部门|机构|局)")
_CLAUSE_END = re.compile(r"[,。?!;:]")


def leans(text: str, has_matter: Callable[[str], bool]) -> bool:
    """Tell whether a normalised turn points back, or says what it is about and not what is asked of that.

    Args:
        text: the turn.
        has_matter: tells whether a piece of it names something.
    """
    if not ASKS.search(text):
        text = _WHICH_MISSPELT.sub(" ", text)
    if _is_elliptic(text) or any(form.search(text) for form in _LEFT_OUT):
        return True
    return any(not has_matter(_ahead_of(found, text)) for form in (_POINTER, _PRONOUN) for found in form.finditer(text))


def _ahead_of(pointer: re.Match[str], text: str) -> str:
    """Return what stands before a pointer and may be what it means."""
    ahead = text[: pointer.start()]
    if pointer.re is _PRONOUN and not _GOVERNED.search(ahead):
        return ahead
    ends = [end.start() for end in _CLAUSE_END.finditer(ahead)]
    return ahead[: ends[-1]] if ends and not (pointer.re is _POINTER and _GOVERNED.search(ahead)) else ""


def _is_elliptic(text: str) -> bool:
    left_out = _ELLIPSIS.search(text)
    if left_out is None or left_out["subject"] is None:
        return left_out is not None
    return ASKS.search(left_out["subject"]) is None
