"""Questions about a law, a regulation or a policy that is not open: its clause, or what it says at all.

The open document's own names are told apart, and what it mentions: of that it may be asked what the open document says,
but not for its clauses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from answer.document_names import (
    DocumentName,
    end_kind,
    find_names,
    find_titles,
    is_act,
    is_rules,
    laws,
    without_appendage,
)
from answer.lexicon import own_words
from index.normalize import normalize
from index.remembered import remembered
from ingest.models import PolicyDocument
from ingest.numerals import NUMERAL_CHARS

_NUMBER = rf"(?:\d{{1,4}}|[{NUMERAL_CHARS}]{{1,8}})"
_CLAUSE = re.compile(
    rf"第{_NUMBER}(?:条|款|项|点|编|章|节|部分)|\({_NUMBER}\)|(?<![第\d{NUMERAL_CHARS}]){_NUMBER}条(?=之[{NUMERAL_CHARS}]|第|$|[,。?的是讲说写规])"
)
_CLAUSES_ASKED = re.compile(
    r"第几[条章款](?:里|中)?(?:讲|说|写|规定|提|谈)[的到了过]*[^?。,了的吗呢]{2}|(?:一?共|总共)?有?(?:多少|几)[条章](?!措施)"
)
"""Asks for clauses without a number: 促进条例第几条讲数据共享, 管理办法一共有多少条."""
_GAP = re.compile(r"(?:[(\[〔][^()\[\]〔〕]{1,30}[)\]〕]|[”\"])*(?:的|里|中|上|内|里面|里头|当中|规定|其中|那个?)*")
"""What may stand between a name and its clause."""
_HERE = re.compile(
    r"(?:本|[这那该此])(?:个|份|部|项)?(?:行动|工作|实施)?(?:方案|文件|政策|通知|计划)|行动方案|(?<![\u3400-\u9fff])(?:方案|文件|政策)|(?:方案|文件|政策)(?:里|中|有没有|是否|怎么)"
)
"""Names the open document, whatever it is."""
_MENTIONS = re.compile(r"提到|提及|涉及|写到|出现|引用|援引|谈到|讲到|说到|依据的?是?")
"""Asks for what the open document says of another."""
_COMPARES = re.compile(r"衔接|冲突|抵触|矛盾|关系|相比|对比|比较|区别|差别|不同|一致|为准|优先|听谁的|效力")
"""Asks how two documents go together, which the open one alone cannot tell."""
_ENGLISH = re.compile(
    r"(?:article|clause|section|chapter|paragraph)s? \d+,? (?:of|in) (?:the )?(?P<of>[a-z][a-z' -]*?\b(?:law|code|act|constitution|convention)\b)|"
    r"(?P<before>\b(?:[a-z'-]+ ){1,5}(?:law|code|act|constitution|convention)),? (?:article|clause|section|chapter) \d+"
)
_DONE_TO = re.compile(r"(?:落实|提到|提及|涉及|贯彻|写到|讲到|说到|引用)了?$")
_RELATION = re.compile(r"(?:违反|符合|遵守|触犯|违背|按照?|依照?|依据|根据|受|适用|学|教|懂|研究|从事|熟悉)了?$")
_DESCRIBES = re.compile(
    r"(?!的(?:规定|要求|内容))[^,。?!]{0,20}的(?:企业|公司|单位|机构|组织|团队|人|个人|主体|项目|行为|(?=[,。]|$))"
)
"""After a word as above, what makes the law only describe someone: 违反统计法的企业, 我是学刑法的."""
_ASKS = re.compile(r"什么|哪|怎|如何|多少|几|谁|吗|啥|是不是|有没有|是否|能不能|可不可以|多[久长大]|[?]")
_TOPIC_ONLY = re.compile(r"^(?:[^,]{0,6}(?:根据|按照?|依照?|依据|在|关于|对于?|就|问|看|说))?[^,]{0,4}$")
_SEGMENT = re.compile(r"[^,。;:!?]+[,。;:!?]*")
_LEANS = re.compile(
    r"^(?:那|还有|然后|再|接着|以及|同样|and|then)|呢[?。!]*$|^[^,]{0,4}(?:下|上|前|后|另)(?:面|边)?那?一(?:条|款|项|章)"
)
_PRONOUN = re.compile(
    r"^(?:那么?|请问|还有|然后|再)?(?:它们?|(?<!其)其(?![他它余实])|[该此这那](?:一?[部个条款项])?(?:法律?|法典|法规|里|的|条|款)|[该此这那](?:条|款)?(?=谁|由|归|是|说|讲|规|写|$))"
)
_DEMONSTRATIVE = re.compile(r"^(?:[该此这那](?:个|部|项)?)$")
_PLANS_WORDS = re.compile(r"附件|场景|措施|方案|任务|清单|政策|文件")
_STATE = "中华人民共和国"
_FOLDED = re.compile(r"[\W_的]+")
_WINDOW = 60
_HEADING = 80
_REMEMBERED = 256


class OtherDocuments:
    """Tells of which document that is not open a question asks."""

    def __init__(self, document: PolicyDocument, words: Callable[[str], list[str]]) -> None:
        """Take the open document, and what cuts a normalised text into words."""
        self._words = words
        self._source = normalize(document.source)
        self._ends = (*own_names(document), *(normalize(line) for line in document.source.splitlines()))
        self._cited = find_titles(self._source)
        self._own = own_names(document)
        headings = [section.heading for section in document.sections]
        self._headings = [normalize(text) for text in (*headings, *(measure.title for measure in document.measures))]
        self._own_kinds = {kind for kind in map(end_kind, self._own) if kind}
        self._own_bodies = [_fold(name) for name in self._own]
        # What was said is said again with every question that follows.
        self._named = remembered(self._find, _REMEMBERED)

    def asked_for(self, raw: str, earlier: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the names of the documents, not open here, that a question asks for; none for any other question.

        Args:
            raw: as typed.
            earlier: what the same user asked before, oldest first: 那第四条呢 after 民法典第三条 asks for that law's, too.
        """
        current: tuple[str, ...] = ()
        for said in (*earlier, raw):
            text = normalize(said)
            current = self._named(text) or (current if current and self._leans(text, current) else ())
        return current

    def _find(self, text: str) -> tuple[str, ...]:
        names = find_names(text)
        found = [name for name in self._with_clause(text, names) if not self._is_own(name)]
        if not found and (_COMPARES.search(text) or not self._speaks_of_own(text, names)):
            found = [name for name in names if self._asks_about(text, name)]
        return tuple(dict.fromkeys(_shown(name) for name in found)) or self._in_english(text)

    def _in_english(self, text: str) -> tuple[str, ...]:
        """Return the law whose clause is asked for in English; a law that is open is known by its Chinese name only."""
        match = None if any(kind[0] in "法条" for kind in self._own_kinds) else _ENGLISH.search(text)
        return (f"“{match['of'] or match['before']}”",) if match else ()

    def _with_clause(self, text: str, names: Sequence[DocumentName]) -> list[DocumentName]:
        """Return the names whose clause is asked for: what stands right before its number."""
        clauses = [match.start() for match in _CLAUSE.finditer(text)]
        clauses += [match.start() for match in _CLAUSES_ASKED.finditer(text)]
        found = []
        for name in names:
            if not any(name.end <= at and _GAP.fullmatch(text, name.end, at) for at in clauses):
                continue
            # 落实条例的第十七条 is a clause that does so.
            if _DONE_TO.search(text, 0, name.start) and text.startswith("的", name.end):
                continue
            alone = name.is_act and not name.body and name.kind != "法"
            pointed = name.kind == "法" and _DEMONSTRATIVE.match(name.text.removesuffix("法"))
            if name.names_with_clause or alone or pointed or name.is_titled or self._is_cited(name):
                found.append(name)
        return found

    def _asks_about(self, text: str, name: DocumentName) -> bool:
        """Tell whether a question is about a document that the open one does not mention, and does not only name it."""
        before, after = text[: name.start], text[name.end :]
        if not name.names_alone or self._is_own(name) or self._is_mentioned(name) or _MENTIONS.search(before + after):
            return False
        if _RELATION.search(before) and _DESCRIBES.match(after):
            return False
        if _COMPARES.search(before + after):
            return True
        segments = [match for match in _SEGMENT.finditer(text) if match.group().strip(",。;:!?")]
        asking = [part for part in segments if _ASKS.search(part.group())]
        here = next((part for part in segments if part.start() <= name.start < part.end()), None)
        if here is None or not asking or here in asking:
            return True
        rest = text[here.start() : name.start] + text[name.end : here.end()]
        return _TOPIC_ONLY.match(re.sub(r"的?(?:规定|要求|内容)|[里中上,]", "", rest)) is not None

    def _leans(self, text: str, current: Sequence[str]) -> bool:
        """Tell whether a question that names no document asks on about the one before."""
        names = find_names(text)
        if any(name.text in self._own or name.text.startswith("本") for name in names) or _HERE.search(text):
            return False
        if _PRONOUN.search(text):
            return True
        pointed = (name for name in names if not name.body and _DEMONSTRATIVE.match(name.text.removesuffix(name.kind)))
        if any(said.strip("《》“”").endswith(name.kind) for name in pointed for said in current):
            return True
        if own_words(_CLAUSE.sub(" ", text), self._words) or _PLANS_WORDS.search(text):
            return False
        return not _CLAUSE.search(text) or _LEANS.search(text) is not None

    def _speaks_of_own(self, text: str, names: Sequence[DocumentName]) -> bool:
        rest = text
        for name in names:
            if name.body:
                rest = rest.replace(name.text, " ")
        return _HERE.search(rest) is not None or any(self._is_own(name) and name.body for name in names)

    def _is_own(self, name: DocumentName) -> bool:
        """Tell whether a name is the open document's: in full, or by some of its words; by its kind, if it is of that kind."""
        if name.text.startswith("本") or _fold(name.text) in self._own_bodies:
            return True
        if not name.kind:
            return self._is_own_number(name.text)
        is_of_kind = any(_is_one_kind(name.kind, kind) for kind in self._own_kinds)
        if not name.body:
            # 《文件》 is any document's name, 《行动方案》 is not.
            is_other = name.is_titled and bool(self._own_kinds) and not any(map(is_rules, self._own_kinds))
            is_loose = not name.is_act and not is_other
            is_loose = is_loose and not (name.is_bracketed and name.text != name.kind and self._own_kinds)
            return is_of_kind or is_loose
        if name.is_law:
            return any(laws().get(own) == laws()[name.text] for own in self._own)
        if not name.is_act and any(name.text.strip("“”") in heading for heading in self._headings):
            return True
        is_cited = f"《{name.text}》" in self._source
        # What explains a law is not the law: 个人信息保护法司法解释.
        of_act = is_act(end_kind(name.body)) and not is_of_kind
        may_be = not is_cited and not of_act and (is_of_kind or not name.is_act)
        return may_be and any(is_within(_fold(name.body), own) for own in self._own_bodies)

    def _is_own_number(self, number: str) -> bool:
        """Tell whether a number is the open document's: it ends a line, or its title; in sentences others are cited."""
        if number.isascii():
            return number in self._source
        return any(line.endswith(number) for line in self._ends)

    def _is_cited(self, name: DocumentName) -> bool:
        """Tell whether a name is short for that of a document which the open one cites in brackets."""
        body = _fold(name.body)
        return bool(body) and any(
            title.kind == name.kind and is_within(body, _fold(title.text)) for title in self._cited
        )

    def _is_mentioned(self, name: DocumentName) -> bool:
        """Tell whether the open document speaks of a document: by this name, or by one that it is short for."""
        title = laws().get(name.text, name.text)
        if name.text in self._source or title.removeprefix(_STATE) in self._source:
            return True
        if name.is_law or not name.kind or not name.body:
            return False
        body = _fold(name.body)
        windows = re.finditer(rf"[^。;:,《》\n]{{0,{_WINDOW}}}(?={name.kind})", self._source)
        return any(is_within(body, _fold(window.group())) for window in windows)


def own_names(document: PolicyDocument) -> tuple[str, ...]:
    """List what the open document calls itself, normalised: in its title, its notice, and the headings before its items."""
    first = min((measure.span.start for measure in document.measures), default=0)
    head = document.source[: min(first or len(document.source), 3000)]
    titles = [document.title, document.notice.title, document.metadata.short_title, document.annex_title]
    titles += [line for line in head.splitlines() if 1 < len(line) < _HEADING and end_kind(line.strip("# *"))]
    titles += re.findall(r"现[^。《]{0,10}《([^》]+)》", head)
    # A title that runs on into the date of its adoption.
    titles += [
        match.group() for title in titles for match in re.finditer(r"^.{2,60}?(?=(?:\d{4}|[(（]\d{4})年)", title)
    ]
    folded = (normalize(title.strip("《》#* ")) for title in titles if title)
    bare = [without_appendage(name) for name in folded]
    return tuple(dict.fromkeys(name for title in bare for name in (title, title.removeprefix(_STATE)) if name))


def _fold(name: str) -> str:
    """Fold a name for comparison: without the state's, punctuation and what is often left out."""
    return _FOLDED.sub("", name.replace(_STATE, "")).replace("ai", "人工智能")


def is_within(short: str, long: str) -> bool:
    """Tell whether all characters of a text stand in another one in its order."""
    rest = iter(long)
    return all(char in rest for char in short)


def _is_one_kind(kind: str, other: str) -> bool:
    """Tell whether two kinds of document are one: 法律 is 法 and 法典, too."""
    return kind == other or (kind[0] == other[0] == "法")


def _shown(name: DocumentName) -> str:
    if name.is_bracketed:
        return f"《{name.text}》"
    return f"《{name.body}{name.kind}》" if name.body else f"“{name.text}”"
