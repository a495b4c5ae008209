"""Knows questions that ask what a term means: 啥叫重点实验室, 港澳青年是指什么, “三项制度”是哪三项."""

from __future__ import annotations

import re

from answer.models import Candidate, Definition, Question, Token
from answer.understand.clauses import Clause, bare_source, clauses_of
from answer.understand.names import Names

_MEANS = ("意思", "定义", "含义", "概念", "指")
_BEFORE = re.compile(
    r"^[^,]{0,8}?(?:什么|啥|啥子|何)(?:叫做?|是|为|叫作)(?:所谓的?|市里的?|这里的?|那个|这个)?(?P<term>[^我您]+)(?:[我您].*)?$"
)
"""啥叫X."""
_BEHIND = re.compile(
    r"^(?P<term>.+?)(?:它|这个词|这个说法|这词儿?)?(?:到底|究竟|具体|又|主要|都)*"
    r"(?:(?:是|指|的)*(?:是|指)(?:的|个|些|点)*(?P<which>什么|啥子?|哪(?:几|[两二三四五六七八九十\d]+)[项个种类样条块])"
    r"(?:意思|东西|玩意儿?|概念|含义)?|的(?:定义|含义|意思|概念)是?(?:什么|啥)?|(?:怎么|咋|如何|怎样|是怎么|是如何)定义的?)"
    r"(?:呢|呀|啊|的|来着|嘛|吗)*$"
)
"""X是什么, X的定义, X是哪三项."""
_IN_PARTS = re.compile(r"(?P<term>[^,。?;:]{2,30}?)是?(?:由|靠)谁(?P<parts>[^。?;]+)")
"""X由谁主导、谁参与、要满足什么."""
_ASKED = 2
"""Words of a definition by which it is asked for."""
_MEANT = re.compile(r"指|意思|定义|含义|概念|所称|所谓|叫|哪[^,]{1,3}[项样]")
_PREFIX = re.compile(
    r"^.*?(?:所称的?|所说的?|说的?|提到的?|讲的?|里面?的|中的|里头的|所谓的?|问我?|知道|请问|明白|说明)(?=.{2})"
)
_NEVER = ("SAY", "UNSAID", "MEASURE_NOUN", "ROW_NOUN", "OWN", "NOT", "ITEM", "EXCEPT", "MOST", "FEWEST", "WHO")
"""Words by which something else is asked for."""
_SURE, _BARE = 0.85, 0.6
_LEAST, _MOST = 2, 20


def recognise(question: Question, names: Names) -> list[Candidate]:
    """Read a question that asks for one definition and nothing else."""
    in_parts = _in_parts(question, names)
    if in_parts:
        return [Candidate(Definition(in_parts), _SURE, f"问“{in_parts}”的定义所说的", frozenset(question.tokens))]
    asking = [clause for clause in clauses_of(question, names) if clause.asks or "定义" in clause.text]
    if len(asking) != 1:
        return []
    term = read(asking[0], question, names)
    if not term:
        return []
    score = _SURE if _MEANT.search(asking[0].text) else _BARE
    return [Candidate(Definition(term), score, f"问“{term}”的含义", frozenset(question.tokens))]


def _in_parts(question: Question, names: Names) -> str:
    """Return the term whose definition says all that is asked of it, one thing after another; empty if there is none."""
    match = _IN_PARTS.search(question.text)
    if not match:
        return ""
    term = _bare(_PREFIX.sub("", match["term"]))
    said = [
        token.text
        for token in question.tokens
        if token.start >= match.start("parts") and (token.counts or token.word in ("LEAD", "HELP", "OWN"))
    ]
    defined = re.findall(rf"{re.escape(term)},?(?:是?指|是)([^。]+)", bare_source(names.document.source))
    is_said = any(all(word in meaning for word in said) for meaning in defined)
    return term if len(said) >= _ASKED and len(term) >= _LEAST and is_said else ""


def read(clause: Clause, question: Question, names: Names) -> str:
    """Return the term that a clause asks the meaning of; empty if it asks something else, or the document has no such term."""
    if any(token.word in _NEVER for token in clause.tokens):
        return ""
    quoted = [token for token in clause.tokens if token.word == "QUOTED"]
    text = question.text[clause.tokens[0].start : clause.tokens[-1].end]
    match = _BEFORE.search(text) or _BEHIND.search(text)
    if not match:
        return ""
    term = _bare(_PREFIX.sub("", match["term"]))
    if quoted and quoted[-1].text in match["term"]:
        term = quoted[-1].text if _is_all(quoted[-1], match["term"]) else term
    known = _LEAST <= len(term) <= _MOST and term in bare_source(names.document.source)
    return term if known else ""


def _is_all(quoted: Token, text: str) -> bool:
    """Tell whether a quotation is what is asked about, and not what something is said of."""
    return re.search(rf"{re.escape(quoted.text)}[”\"』」]?[的]?$", text) is not None


def _bare(text: str) -> str:
    return re.sub(r"[“”\"‘’『』「」\s]", "", text)
