"""A turn that takes back what was asked before, and says what is meant: 不是公园，我要问旅游景区; 说错了，是硕士.

It is cut into clauses. What was not meant and the apology are left out; what was meant stays, and is all that is read on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from answer.words import word_classes

_CLAUSE = re.compile(r"[^,。;!?]+[,。;!?]*")
_ONESELF = r"(?:我们?|俺们?|咱们?|领导)?(?:其实|真正|本来|刚才|主要|只是|就)*"
_VERB = r"(?:问|说|讲|指|看|找|查|知道|晓得|了解|关心)"
_IS, _IS_NOT = r"(?:是|系)", r"(?:并?不是|并非|唔系)"
_NOT_MEANT = re.compile(
    rf"{_ONESELF}(?:(?:想|要)?(?:{_VERB}|要)[的嘅](?:其实)?{_IS_NOT}|{_IS_NOT}(?:想|要)?{_VERB}?[的嘅]?|(?:先?不|别)(?:想|要)?{_VERB}(?=[^,。;!?]+了[,。;!?]*$))"
)
_MEANT = re.compile(
    rf"{_ONESELF}(?:(?:想|要)?(?:{_VERB}|要)[的嘅](?:其实)?{_IS}|{_IS}(?:想|要)?{_VERB}的?{_IS}?|(?:应该|应当)?{_IS}|(?:想|要)(?:想|要)?{_VERB}的?{_IS}?)"
)
_PLAINLY = re.compile(rf"我(?:们)?(?:其实|真正|就)*(?:想|要)?(?:问|说|指)[的嘅](?:其实)?{_IS}")
_DENIES = frozenset(("不是", "不", "非也", "唔系"))
_LEADS = re.compile(r"^[啊哦噢呃嗯哎唉诶,。!\s]+")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correcting turn says.

    Attributes:
        meant: what is meant, with what is asked of it, if anything is.
        dropped: what is not meant; empty where only an error is admitted.
    """

    meant: str
    dropped: str = ""


def read_correction(text: str) -> Correction | None:
    """Return what a normalised turn corrects; None if it corrects nothing."""
    meant: list[str] = []
    dropped: list[str] = []
    admits = says = False
    for clause in _CLAUSE.findall(text):
        bare = _LEADS.sub("", clause)
        core = bare.rstrip(",。;!?")
        negated, affirmed = _NOT_MEANT.match(core), _MEANT.match(core)
        if not core or _is_of(core):
            admits = admits or bool(core)
        elif negated and core[negated.end() :]:
            dropped.append(core[negated.end() :].removesuffix("了"))
        elif affirmed and core[affirmed.end() :] and (dropped or admits or not meant):
            says = True
            meant.append(bare[affirmed.end() :])
        else:
            meant.append(bare)
    rest = "".join(meant).strip(", ")
    is_plain = _PLAINLY.match(text) is not None
    is_one = bool(rest) and (admits or is_plain or (bool(dropped) and (says or text.startswith(("不是", "唔系")))))
    return Correction(rest, ",".join(dropped)) if is_one else None


def _is_of(clause: str) -> bool:
    """Tell whether a clause is nothing but an apology, or the admission of an error."""
    return clause in _DENIES or _errors().fullmatch(clause) is not None


@cache
def _errors() -> re.Pattern[str]:
    words = word_classes()
    said = sorted((*words["SAID_WRONG"], *words["SORRY"]), key=len, reverse=True)
    return re.compile(rf"(?:(?:我|刚才|刚刚|上面)*(?:{'|'.join(map(re.escape, said))})\s*)+")
