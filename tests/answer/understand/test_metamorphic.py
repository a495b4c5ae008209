"""A question that is put in another way is read in the same way; one that names another agency or section, as the same
question about that one.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from answer.models import Is, Mention, Plan, Says, Select
from answer.words import word_classes
from index.normalize import normalize
from ingest.agency_aliases import read_aliases
from ingest.models import sections_over
from tests.answer.understand import question_templates_a, question_templates_b
from tests.answer.understand.asked_documents import Asked, Reader, asked_of, brief, readers_of_documents

pytestmark = pytest.mark.slow

OF_EACH_DOCUMENT, SEED = 400, 2200
ASKED, LEAST_SAME = 150, 0.97
MOST_SHOWN = 10

WRITERS = (question_templates_a.named_cases, question_templates_b.named_cases)


@dataclass(frozen=True)
class Changed:
    """A question after a change; what it must ask for, if no longer the same, is that with some ids exchanged."""

    question: str
    exchanged: Mapping[str, str] = field(default_factory=dict)


Change = Callable[[Asked, random.Random], Changed | None]
"""Changes a question; None where it does not apply to it."""


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    """Give questions of both writers about all documents, in any order."""
    readers = readers_of_documents()
    found = [one for cases in WRITERS for one in asked_of(readers, cases, of_each=OF_EACH_DOCUMENT, seed=SEED)]
    random.Random(SEED).shuffle(found)
    return found


# What is said around a question

_BEFORE_QUESTIONS = ("请问，", "请问", "您好，请问", "麻烦问一下，", "想请教一下，", "劳驾，", "你好，我想问一下，")
_BEFORE_ORDERS = ("请", "麻烦", "请帮我", "麻烦您", "劳驾")
_BEHIND = ("，谢谢", "，谢谢！", "，多谢", "，麻烦了", "，谢谢您")
_BEHIND_SENTENCES = ("谢谢", "谢谢！", "多谢。", "麻烦了。", "谢谢您！", "辛苦了。")
_ORDERING = ("列", "把", "找", "数", "查", "统计", "按")
_POLITE = re.compile(r"请|麻烦|你好|您好|帮我|想问|劳驾|谢")
_STORIES = (
    "我刚到单位上班。",
    "我是新来的，还不太熟悉情况。",
    "领导明天要听汇报。",
    "我在写一份年终总结。",
    "同事说这份文件很要紧。",
    "刚接手这摊事，心里没底。",
    "昨天没来得及细看。",
    "我妈退休前也在机关上班。",
)


def _politely_begun(one: Asked, rng: random.Random) -> Changed | None:
    said = one.question
    if _POLITE.search(said) or said.startswith("我") or "。" in said.rstrip("。"):
        return None
    return Changed(rng.choice(_BEFORE_ORDERS if said.startswith(_ORDERING) else _BEFORE_QUESTIONS) + said)


def _politely_ended(one: Asked, rng: random.Random) -> Changed | None:
    said = one.question
    if "谢" in said:
        return None
    if said.endswith(("？", "?")) and rng.random() < 0.6:
        return Changed(said + rng.choice(_BEHIND_SENTENCES))
    return Changed(said.rstrip("？?。") + rng.choice(_BEHIND))


def _told(one: Asked, rng: random.Random) -> Changed | None:
    said = one.question
    return None if "。" in said.rstrip("。") or said.startswith("我") else Changed(rng.choice(_STORIES) + said)


# How it is written

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_NARROW = dict(zip(map(ord, "，。？！：；（）“”「」‘’"), ',.?!:;()""""\'\'', strict=True))
_HALF = dict(zip(map(ord, "。、「」“”"), "｡､｢｣｢｣", strict=True))


def _different(one: Asked, question: str) -> Changed | None:
    return Changed(question) if question != one.question else None


def _wide(one: Asked, rng: random.Random) -> Changed | None:
    return _different(one, one.question.translate(_WIDE))


def _narrow(one: Asked, rng: random.Random) -> Changed | None:
    return _different(one, one.question.translate(_NARROW))


def _half_wide(one: Asked, rng: random.Random) -> Changed | None:
    return _different(one, one.question.translate(_HALF))


def _traditional(one: Asked, rng: random.Random) -> Changed | None:
    return _different(one, _traditional_script(rng.choice(("s2t", "s2tw", "s2hk"))).convert(one.question))


@cache
def _traditional_script(standard: str) -> Any:
    """Open the converter of `index.normalize` the other way round."""
    from opencc import OpenCC

    return OpenCC(standard)


# Whom and what it names

_VAGUE = re.compile(r"^(各|有关|相关|其他|所在)|、|(市|政府)$")
_CONTRACTED = {
    "工业和信息化": "工信",
    "经济和信息化": "经信",
    "发展改革": "发改",
    "人力资源社会保障": "人社",
    "人力社保": "人社",
    "住房城乡建设": "住建",
    "住房建设": "住建",
    "卫生健康": "卫健",
    "文化和旅游": "文旅",
    "市场监管": "市监",
    "政务和数据": "政数",
}
"""What people say instead of parts of such names, whatever the place."""


def _agencies_in(one: Asked) -> list[Mention]:
    """Return the agencies that a question calls by their names in the document, in its order."""
    found = one.reader.names.find(normalize(one.question))
    return [mention for mention in found if mention.kind == "agency" and mention.ids == (mention.text,)]


def _is_name_of(reader: Reader, written: str, agency: str) -> bool:
    """Tell whether a name by itself is that of one agency, beyond doubt."""
    found = reader.names.find(normalize(written))
    return [(one.text, one.ids, one.in_doubt) for one in found] == [(normalize(written), (agency,), False)]


def _clear(reader: Reader) -> list[str]:
    """Return the agencies whose names are no part of others."""
    every = reader.document.agencies
    alone = [name for name in every if not any(name != other and (name in other or other in name) for other in every)]
    return [name for name in alone if not _VAGUE.search(name) and _is_name_of(reader, name, name)]


def _other_agency(one: Asked, rng: random.Random) -> Changed | None:
    clear = _clear(one.reader)
    named = [mention.text for mention in _agencies_in(one) if mention.text in clear]
    others = [name for name in clear if name not in one.question]
    if not named or not others:
        return None
    first, other = named[0], rng.choice(others)
    return Changed(one.question.replace(first, other), {first: other, other: first})


def _other_section(one: Asked, rng: random.Random) -> Changed | None:
    named = [mention for mention in one.reader.names.find(normalize(one.question)) if mention.kind == "section"]
    if len(named) != 1 or len(named[0].ids) != 1:
        return None
    first = named[0].ids[0]
    called = next((called for called in _calls(one.reader, first) if called in one.question), "")
    others = list(_calls_of_others(one.reader, first, is_number=called.startswith("第")))
    if not called or not others:
        return None
    other, name = rng.choice(others)
    return Changed(one.question.replace(called, name), {first: other, other: first})


def _calls(reader: Reader, section_id: str) -> Iterator[str]:
    """Yield what a section that has measures is called: 第二部分, its title."""
    section = reader.names.section(section_id)
    over = sections_over(reader.document.sections, [measure.span for measure in reader.document.measures])
    if not any(section in path for path in over):
        return
    if section.level == 0 and section.number:
        yield section.label if section.label.endswith("章") else f"第{question_templates_b.zh(section.number)}部分"
    title = section.title.rstrip("。")
    if not re.search(r"[“”\"（）()]", title):
        yield title


def _calls_of_others(reader: Reader, section_id: str, *, is_number: bool) -> Iterator[tuple[str, str]]:
    """Yield the other sections of the same level, each with what it is called in the same way."""
    level = reader.names.section(section_id).level
    for place, section in enumerate(reader.document.sections):
        other = f"S{place}"
        if section.level == level and other != section_id:
            yield from ((other, name) for name in _calls(reader, other) if name.startswith("第") == is_number)


def _short_name(one: Asked, rng: random.Random) -> Changed | None:
    named = [mention.text for mention in _agencies_in(one)]
    short = {name: found for name in named if (found := list(_short_names(one.reader, name)))}
    if not short:
        return None
    name = rng.choice(list(short))
    return Changed(one.question.replace(name, rng.choice(short[name])))


def _short_names(reader: Reader, agency: str) -> Iterator[str]:
    """Yield what else people call an agency and what `answer.understand.names` knows it by."""
    aliases = [one.name for one in read_aliases() if one.agency == agency and not one.in_doubt and len(one.name) <= 6]
    stem = re.sub(r"^(?:市委|市(?!场)|省委|省|国家)", "", agency)
    spoken = [stem.replace(full, short) for full, short in _CONTRACTED.items() if full in stem]
    for name in dict.fromkeys((*aliases, stem, *spoken)):
        if not name.isascii() and len(name) >= 3 and name != agency and _is_name_of(reader, name, agency):
            yield name


# With which words

Synonyms = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By the class that all of them are of: what may stand for a word in most sentences."""
_JOINING = ("、", "和", "以及")
_JOINED = (*_JOINING, "与", "跟")
_NOUNS: Synonyms = {
    "MEASURE_NOUN": {"措施": ("举措",), "举措": ("措施",), "法条": ("条款", "条文"), "条款": ("条文",)},
    "TASK_NOUN": {"任务": ("工作任务", "工作"), "工作任务": ("任务",)},
    "ROW_NOUN": {"场景": ("应用场景",), "应用场景": ("场景",)},
    "OWNER_NOUN": {"责任单位": ("责任部门", "负责部门", "负责单位")},
    "LEAD_NOUN": {"牵头单位": ("牵头部门",)},
    "AGENCY_NOUN": {"单位": ("机构", "部门"), "部门": ("单位",)},
    "SECTION_NOUN": {"部分": ("板块",)},
    "DOMAIN_NOUN": {"应用领域": ("领域",)},
    "DOCUMENT_NOUN": {"文件": ("政策",)},
    "NAME_NOUN": {"名称": ("名字",), "名字": ("名称",), "标题": ("题目",)},
    "NUMBER_NOUN": {"数量": ("数目",), "个数": ("数目",)},
}
_VERBS: Synonyms = {
    "OWN": {"负责": ("承担",), "承担": ("负责",), "参与": ("参加",), "参加": ("参与",)},
    "LEAD": {"牵头": ("领头", "带头")},
    "SAY": {
        "提到": ("写到", "讲到", "谈到", "说到"),
        "写到": ("提到", "讲到"),
        "讲到": ("提到", "谈到"),
        "提及": ("谈及", "提到"),
    },
    "UNSAID": {"没提到": ("没写到",), "没有提到": ("没有写到",)},
    "LIST": {"列出": ("列举", "找出"), "找出": ("列出",), "列一下": ("列一列",), "数一数": ("数一下",)},
    "INVOLVE": {"涉及": ("牵涉",)},
}
_SMALL: Synonyms = {
    "TOTAL": {"一共": ("总共", "共计"), "总共": ("一共",), "合计": ("总计",)},
    "YES_NO": {"是否有": ("有没有",), "有没有": ("是否有", "有无"), "存不存在": ("有没有",)},
    "EXCEPT": {"除了": ("除去", "除开"), "撇开": ("抛开",)},
    "OUTSIDE": {"以外": ("之外",), "之外": ("以外",)},
    "ONLY": {"只有": ("仅有",), "只由": ("仅由",), "仅": ("只",)},
    "JOINT": {"一起": ("一块儿",)},
    "EITHER": {"或者": ("或",), "或": ("或者",)},
    "SAME": {"完全相同": ("一模一样", "完全一样"), "一模一样": ("完全相同",)},
    "AT_LEAST": {"至少": ("起码",), "不少于": ("不低于",), "起码": ("至少",)},
    "AT_MOST": {"不超过": ("不多于",), "至多": ("顶多",)},
    "OVER": {"多于": ("超过",)},
    "UNDER": {"少于": ("不到",), "不到": ("少于",), "不足": ("不到",)},
    "OR_MORE": {"及以上": ("以上",)},
    "OR_LESS": {"及以下": ("以下",)},
    "EXACTLY": {"正好": ("刚好", "恰好"), "刚好": ("正好",), "恰好": ("正好",)},
    "FIRST": {"首位": ("第一位",), "第一位": ("首位",)},
    "NEXT": {"后面": ("后头",)},
    "PREVIOUS": {"前面": ("前头",)},
}


def _joined_otherwise(one: Asked, rng: random.Random) -> Changed | None:
    text = one.question
    for before, behind in pairwise(_agencies_in(one)):
        found = re.search(f"{re.escape(before.text)}({'|'.join(_JOINED)}){re.escape(behind.text)}", text)
        if found:
            other = rng.choice([word for word in _JOINING if word != found[1]])
            return Changed(text[: found.start(1)] + other + text[found.end(1) :])
    return None


def _with_synonyms(one: Asked, rng: random.Random, synonyms: Synonyms) -> Changed | None:
    """Put another word for one that occurs, wherever it does; not within a name, nor for what is looked for."""
    question = one.reader.annotated(one.question)
    sought = "".join(_sought(one.plan))
    several = [
        (token.text, other)
        for token in question.tokens
        if token.mention is None and token.text not in sought
        for other in synonyms.get(token.word, {}).get(token.text, ())
        if not _is_odd(question.text[: token.start], other)
    ]
    if not several:
        return None
    word, other = rng.choice(several)
    # Positions are those in the normalised question: its punctuation stays as it was typed wherever they are the same.
    said = one.question if len(one.question) == len(question.text) else question.text
    return Changed(
        "".join(
            other if token.text == word and token.mention is None else said[token.start : token.end]
            for token in question.tokens
        )
    )


def _is_odd(before: str, word: str) -> bool:
    """Tell whether nobody says a word there: 两家部门, 还有无."""
    return before.endswith(("家", "家次", "还")) and word.endswith(("部门", "有无", "是否有"))


def _sought(value: object) -> Iterator[str]:
    """Yield the words that a plan looks for."""
    if isinstance(value, Says):
        yield from value.words
    elif isinstance(value, tuple):
        for part in value:
            yield from _sought(part)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _sought(getattr(value, one.name))


def _with_other_nouns(one: Asked, rng: random.Random) -> Changed | None:
    return _with_synonyms(one, rng, _NOUNS)


def _with_other_verbs(one: Asked, rng: random.Random) -> Changed | None:
    return _with_synonyms(one, rng, _VERBS)


def _with_other_small_words(one: Asked, rng: random.Random) -> Changed | None:
    return _with_synonyms(one, rng, _SMALL)


_WHICH_AT_END = re.compile(r"(?<![还又各再没])有哪些(?=[？?。]?$)")
_MANY = re.compile(r"多少(?=[个条项家章])")


def _which_said_otherwise(one: Asked, rng: random.Random) -> Changed | None:
    return _different(one, _WHICH_AT_END.sub("都有啥", one.question).replace("都都", "都"))


def _how_many_said_otherwise(one: Asked, rng: random.Random) -> Changed | None:
    return _different(one, _MANY.sub("几", one.question))


RELATIONS: dict[str, Change] = {
    "politeness before it": _politely_begun,
    "politeness behind it": _politely_ended,
    "a story before it": _told,
    "full width": _wide,
    "ASCII punctuation": _narrow,
    "half-width punctuation": _half_wide,
    "traditional script": _traditional,
    "another agency": _other_agency,
    "another section": _other_section,
    "a short name of an agency": _short_name,
    "another word between agencies": _joined_otherwise,
    "synonyms of nouns": _with_other_nouns,
    "synonyms of verbs": _with_other_verbs,
    "synonyms of small words": _with_other_small_words,
    "都有啥 for 有哪些": _which_said_otherwise,
    "几 for 多少": _how_many_said_otherwise,
}


@dataclass(frozen=True)
class Pair:
    """A question as it was and as it was changed, what it must then ask for, and how it is read."""

    asked: Asked
    changed: str
    expected: Plan
    read_then: Plan | None

    @property
    def holds(self) -> bool:
        return self.asked.reader.agree(self.expected, self.read_then)

    def __str__(self) -> str:
        title = self.asked.reader.document.title
        read_then = brief(self.read_then)
        return (
            f"{self.asked.family}, {title}: {self.asked.question}\n  changed  {self.changed}\n"
            f"  expected {brief(self.expected)}\n  read as  {read_then}"
        )


def compared(asked: list[Asked], relation: str) -> Iterator[Pair]:
    """Yield as many questions as are needed of those that are read, and that a relation applies to."""
    rng = random.Random(relation)
    found = 0
    for one in rng.sample(asked, len(asked)):
        changed = RELATIONS[relation](one, rng)
        read = one.reader.plan(one.question) if changed else None
        if changed and isinstance(read, Select):
            expected = _with_others(read, changed.exchanged)
            yield Pair(one, changed.question, expected, one.reader.plan(changed.question))
            found += 1
        if found == ASKED:
            return


def _with_others(value: Any, ids: Mapping[str, str]) -> Any:
    """Exchange ids wherever a plan names them."""
    if isinstance(value, Is):
        return Is(tuple(ids.get(one, one) for one in value.ids))
    if isinstance(value, tuple):
        return tuple(_with_others(part, ids) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _with_others(getattr(value, one.name), ids) for one in fields(value)})
    return value


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_question_that_is_put_otherwise_is_read_the_same(asked: list[Asked], relation: str) -> None:
    pairs = list(compared(asked, relation))
    assert len(pairs) == ASKED
    wrong = [pair for pair in pairs if not pair.holds]
    right = 1 - len(wrong) / len(pairs)
    shown = map(str, wrong[:MOST_SHOWN])
    assert right >= LEAST_SAME, "\n".join([f"{relation}: {right:.1%} of {len(pairs)} are the same. Not these:", *shown])


@pytest.mark.parametrize("synonyms", [_NOUNS, _VERBS, _SMALL], ids=["nouns", "verbs", "small words"])
def test_synonyms_are_of_one_class(synonyms: Synonyms) -> None:
    strange = [
        (name, word)
        for name, pairs in synonyms.items()
        for several in ((word, *others) for word, others in pairs.items())
        for word in several
        if word not in word_classes()[name]
    ]
    assert strange == []
