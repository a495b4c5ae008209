"""What an item is called: the words behind its label that name the matter, if a body follows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

AFTER_LABEL = " 　\t:：、*\u00a0"
OWN_LINE_LENGTH = 40
_STRICT_LENGTH = 36
_LENIENT_LENGTH = 48
_CLAUSE_LENGTH = 24
_COLON_LENGTH = 20
_BRACKETED = re.compile(r"(?P<title>[【［\[〔][^】］\]〕\n]{1,40}[】］\]〕])[：:。]?")
_SENTENCE = re.compile(r"(?P<title>[^。！？；\n]{2,80})。")
_COLON = re.compile(rf"(?P<title>[^。！？；，：:\n]{{2,{_COLON_LENGTH}}})[：:]")
_LINE = re.compile(r"(?P<title>[^\n]{1,80}?)[。：:]?(?=\n)")
_KEY_LINE = re.compile(r"\s*[^，。；：:]{2,10}[：:][^。]{0,60}$")
_SUBJECT = re.compile(
    r"(?:各|[市省区县](?!场)|国务院|国家)[^，。的]{0,12}?(?:局|委|厅|部门|政府|机关|单位|机构)(?!.{0,4}(?:建设|改革|管理|协同|联动|责任)$).{4,}"
)
"""A sentence about who does it, which names no matter."""
_FEW = 12
_STATES = re.compile(r"^(?:国家|本|各|任何)|[是为由应可须不有被将]")
_IN_BRACKETS = re.compile(r"[（(“《〔【][^）)”》〕】]*[）)”》〕】]")
_PROVISION = re.compile(
    r"给予|应当|应该|必须|不得|可以|可按|可享|可申|予以|按照|是指|分别|不超过|不低于|最高|每[年月人家个项位]|[本该其此](?:市|区|县|办法|措施|法)|\d+%|\d+万|之一|规定|有权|负责|下列|以下|如下|包括|达到|实行|的，|对.{2,}的"
)
_INTRODUCES = re.compile(r"(?:如下|下列|以下|包括|包含|条件|其中|一是|为|是|指|有|列)$")


@dataclass(frozen=True, slots=True)
class Titled:
    """Where a title stands in the text of an item and where the body begins; no title if both ends are the same."""

    start: int
    end: int
    body: int


@dataclass(frozen=True, slots=True)
class TitleStyle:
    """How the items beside one another give their titles.

    Attributes:
        own_line: most stand on a line of their own.
        sentence: most are a short first sentence.
        colon: most end with a colon.
        short: many are a first sentence of a few words.
        some: at least some of them are a short first sentence.
        only_if_usual: whether a title is taken only where most have one: in articles a short first sentence is none.
    """

    own_line: bool = False
    sentence: bool = False
    colon: bool = False
    only_if_usual: bool = False
    short: bool = False
    some: bool = False

    def or_as(self, other: TitleStyle) -> TitleStyle:
        """Return a style that has what either has; how common short titles are is told by the larger group, ``other``."""
        return TitleStyle(
            self.own_line or other.own_line,
            self.sentence or other.sentence,
            self.colon,
            short=other.short,
            some=self.sentence or other.some,
        )


def find_style(rests: Sequence[str], *, are_all: bool) -> TitleStyle:
    """See how items beside one another give their titles.

    Args:
        rests: their texts behind the label.
        are_all: whether they are all of the document that have their form of label.
    """
    enough = max(1, (len(rests) + 1) // 2)
    return TitleStyle(
        own_line=sum(_on_own_line(rest) is not None for rest in rests) >= enough,
        # Two alike among many are no style.
        sentence=(are_all or len(rests) > 2)
        and sum(_first_sentence(rest, lenient=True) is not None for rest in rests) >= enough,
        some=5 * sum(_first_sentence(rest, lenient=False) is not None for rest in rests) >= len(rests),
        short=3 * sum(_few_words(rest) is not None for rest in rests) >= len(rests),
        colon=sum(_before_colon(rest) is not None for rest in rests) >= enough,
    )


def find_title(text: str, start: int, style: TitleStyle) -> Titled:
    """Find the title of one item.

    Args:
        text: of the item, its lists of agencies left out.
        start: where its label ends.
        style: of the items beside it.
    """
    while start < len(text) and text[start] in AFTER_LABEL:
        start += 1
    rest = text[start:]
    match = _BRACKETED.match(rest)
    if match and rest[match.end() :].strip():
        return Titled(start + 1, start + match.end("title") - 1, start + match.end())
    match = _on_own_line(rest) if style.own_line or not style.only_if_usual else None
    if match is None and (style.sentence or (style.some and not style.only_if_usual)):
        match = _first_sentence(rest, lenient=style.sentence)
    if match is None and (style.short or not style.only_if_usual):
        match = _few_words(rest)
    if match is None and style.colon:
        match = _before_colon(rest)
    if match is None:
        return Titled(start, start, start)
    return Titled(start + match.start("title"), start + match.end("title"), start + match.end())


def _on_own_line(rest: str) -> re.Match[str] | None:
    match = _LINE.match(rest)
    if not match or len(_bare(match["title"])) > OWN_LINE_LENGTH:
        return None
    if not _has_body(rest[match.end() :]):
        return None
    title = match["title"]
    if re.search("[。！？；]", title) or breaks_off(title):
        return None
    if match.end() > match.end("title") and _PROVISION.search(_bare(title)):
        return None
    # A long line that does not end is one that was broken.
    return match if len(_bare(title)) <= _STRICT_LENGTH or match.end() > match.end("title") else None


def breaks_off(line: str) -> bool:
    """Tell a line that was broken in mid-sentence by its last word."""
    return re.search(r"(?:[，、和与及或由按在对为]|给予|最高|不超过|\d)$", line) is not None


def _has_body(text: str) -> bool:
    """Tell whether something is said behind a title, other than 联系方式：…; what introduces a table says something."""
    lines = (line.strip() for line in text.split("\n"))
    return any(line and (line.endswith(("：", ":")) or not _KEY_LINE.match(line)) for line in lines)


def _first_sentence(rest: str, *, lenient: bool) -> re.Match[str] | None:
    match = _SENTENCE.match(rest)
    if not match or not _has_body(rest[match.end() :]):
        return None
    title = _bare(match["title"])
    if re.search("[：:]", title) or _SUBJECT.match(title):
        return None
    clauses = re.split("[，,]", title)
    if len(clauses) == 1:
        fits = len(title) <= _STRICT_LENGTH and (lenient or not _PROVISION.search(title))
        return match if fits else None
    if not lenient or len(title) > _LENIENT_LENGTH or _PROVISION.search(title):
        return None
    return match if max(map(len, clauses)) <= _CLAUSE_LENGTH else None


def _few_words(rest: str) -> re.Match[str] | None:
    """Match a first sentence that only names the matter: 载体建设。"""
    match = _first_sentence(rest, lenient=False)
    return match if match and len(match["title"]) <= _FEW and not _STATES.search(match["title"]) else None


def _before_colon(rest: str) -> re.Match[str] | None:
    match = _COLON.match(rest)
    if (
        not match
        or not rest[match.end() :].strip()
        or _INTRODUCES.search(match["title"])
        or _PROVISION.search(match["title"])
    ):
        return None
    return match


def _bare(title: str) -> str:
    return _IN_BRACKETS.sub("", title)
