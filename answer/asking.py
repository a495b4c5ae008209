"""What of a question asks, and what is only told: statements before it, and what merely says which thing is meant.

Nearly every word that names a kind of fact (收费, 电话, 处罚, 名单) also names things that questions are *about*: 收费的学校,
电话诈骗, 处罚决定, 黑名单的移出. Such a word says what is asked for only where it stands as the head of what is asked:
before an interrogative, a copula or the end (收费标准是多少, 咨询电话？), or behind an interrogative (什么网站可以查).
"""

from __future__ import annotations

import re

ASKS = re.compile(
    r"(?<!叫)什么|哪|多少|干嘛|(?P<verb>[\u3400-\u9fff])不(?P=verb)|几(?=[个家条项种类号点年月天时次位名行])|谁|怎么|怎样|如何|吗|呢|多久|多大|多长|何时|是不是|是否|有没有|能不能|能否|可否|为什么|咋|啥|几时|没有$|"
    r"\b(?:who|what|when|where|which|how|is there|are there|does|do)\b"
)
"""Stands in a clause that asks something."""
CLAUSE = re.compile(r"[^,。;!?\n]+[,。;!?\n]*")
_OF_ONESELF = re.compile(
    r"(?:因为|由于|如果|假如|要是|虽然|但是?|可)*(?:我们?|本人|咱们?|俺|我[家司]|本公司)(?![^,。]{0,2}(?:了解|知道|[想要]问|问[一下个]|查|咨询|请教))"
)
"""How a statement of the asker about himself begins."""
_STATES = re.compile(r"了(?!解)|已|被|不(?!同)|没")
_SUPPOSES = re.compile(r"如果|假如|要是|万一|若|[的之]话|出了|出(?:错|事|问题|事故|故障|岔子)")
"""What follows is asked of the case that is put."""
_ASKS_FURTHER = re.compile(r"还是|(?<![十好没近前后])几(?!乎|何|经|率)")
_LEANS = re.compile(
    r"(?:是|有|为|那|分别|大概|大约|到底|究竟|一共|总共|具体|都|又|在|请问|最[高多低少])*(?:多|几|哪|什么|啥|谁|怎|如何|何|咋|还是|或者)|[^,。?]{0,2}(?:吗|呢|是不是|对不对|对吧)[?。]*$"
)
"""How a clause begins that has nothing of its own to ask about: 补助金额，是多少."""


def asks(clause: str) -> bool:
    """Tell whether a clause of a normalised question asks something."""
    return _ASKS_FURTHER.search(clause) is not None or ASKS.search(clause) is not None


def without_statements(text: str) -> str:
    """Return a normalised question without what the asker states about himself; all of it if nothing else is left."""
    clauses = CLAUSE.findall(text)
    kept = [clause for clause in clauses if asks(clause) or not _OF_ONESELF.match(clause)]
    return "".join(kept) if any(map(asks, kept)) else text


def asking(text: str) -> str:
    """Return what of a normalised question asks: without the statements before it, unless it leans on them."""
    clauses = CLAUSE.findall(without_statements(text))
    first = next((place for place, clause in enumerate(clauses) if asks(clause)), 0)
    if not first or _LEANS.match(clauses[first]):
        return "".join(clauses) or text
    told = [clause for clause in clauses[:first] if _SUPPOSES.search(clause) or not _STATES.search(clause)]
    return "".join([*told, *clauses[first:]])


_END = r"[?。,;:!]|$"
_HEAD = (
    r"(?:号码?|具体|写)?的?(?:是(?!否|不是)|为(?![了此])|有(?!没有[\u3400-\u9fff])|呢|吗|么|多|几|哪|(?:什么|啥)(?![\u3400-\u9fff])|给|定|在(?:[哪啥什何]|[^,。?]{1,8}还是)|"
    r"(?:麻烦|请)?发(?:我|给|一|下|来)|吧|呗|啊)"
)
_WHICH = r"(?:什么|哪[个些家种类几]?|边[个啲]|啥|多少|多大|多高)(?:样|具体)?的?"
_GIVE = r"(?:有没有|有无|给我?个|求个?|留个|发个?|查一?下|告诉我|提供)"
_OTHER = r"(?!什么|哪|谁|怎|如何|咋)[^,。;:?!]"


def noun_asked(nouns: str) -> str:
    """Match nouns that name what is asked for: 咨询电话是多少, 电话？, 什么网站, 给个电话; not 电话诈骗谁管, 网站的备案.

    One that ends a clause is asked for if nothing else in the clause is.
    """
    return (
        rf"(?:{nouns})(?={_HEAD})|{_WHICH}[^,。?的]{{0,6}}(?:{nouns})(?!的(?=[\u3400-\u9fff]))"
        rf"|{_GIVE}[^,。?的]{{0,6}}(?:{nouns})(?=[可能供吗呢呗啊吧]|{_END})"
        rf"|(?:^|(?<=[,。;:?!]))(?:{_OTHER})*?(?<!这个)(?<!那个)(?:{nouns})(?:号码?)?(?={_END})"
    )


def value_asked(nouns: str) -> str:
    """Match nouns that name a value that is asked for, however it is worded: 精度要达到多少, 出资比例如何确定."""
    measure = r"(?:标准|门槛|幅度|[总数金限]?额|要求|[上下]限)?"
    return rf"{noun_asked(f'(?:{nouns}){measure}')}|(?:{nouns})(?:[^,。?的谁哪]{{0,6}}(?:多少|多[大高]|几)|(?:怎么?|如何|咋)(?![办样]))"


_WHETHER = r"(?:怎么|怎样|如何|咋|会不会|是否|是不是|要不要|需不需要|能不能|有没有|算不算|会|要|得|需要|还|什么|哪些|啥|多少|多大|几|最[高多])"


def verb_asked(verbs: str) -> str:
    """Match verbs that say what is asked about, as its predicate: 会不会罚款, 收费吗; not 收费的学校, 罚款决定由谁下."""
    return (
        rf"{_WHETHER}[^,。?的谁]{{0,8}}(?:{verbs})(?!的(?=[\u3400-\u9fff]))"
        rf"|(?:{verbs})[了到]?的?(?:吗|么|呢|没|不(?=[?。]|$)|多|几|怎|如何|[?。]|$)"
    )
