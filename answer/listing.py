"""Which items mention something: answered by reading all of them, never by the best few."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer import messages
from answer.answer_kinds import AnswerKind
from answer.question import Question
from index.normalize import normalize
from ingest.models import Measure, PolicyDocument, Scenario, Sentence
from ingest.ownership import Task, as_listed

_ITEM = r"(?:措施|条款|条文|条(?!例|件)|场景|项(?!目)|(?<![两三个])地方|处(?!理)|行(?!业|动|政|为)|部分|章节?|段落?)"
_WHICH = rf"(?:[哪几]|那[些几]|多少|所有|全部|各|凡是?|统统)[一两三些几的有是]{{0,2}}(?:附件|应用|正文)?里?的?{_ITEM}"
_MENTIONED = (
    r"(?:提(?:到|及|过|了|起)过?|涉及到?|[谈讲说](?:到|及|过|了|起)|写(?:到|了|有|明|着|进|在|过)|出现(?:在|过|于)?|露过?[面脸]|现身|见于|包含|含有|"
    r"带有|带着?(?=[“\"「])|含(?=[“\"「])|用(?:到|了|在|过)了?|点(?:到|过|名)|关于|有关|相关|牵[涉扯]|沾边|挂钩|搭边|有关系|触及)"
)
_NAMED = r"(?:命名|标题|题目|名字里|名称里|打头|冠以)"
_ALL = re.compile(
    r"列|罗列|找出|找全|盘点|清点|梳理|汇总|统计|统统|逐|挨个|一一|一个个|念|数一?数|都给|给我|[有是](?:哪|几|多少|啥|什么)|一共|总共|都有|都是|全(?:部|都|给|要|找|列)"
)
_ASKS = re.compile(rf"(?:{_MENTIONED}|{_NAMED})[^?]*{_WHICH}|{_WHICH}[^?]*(?:{_MENTIONED}|{_NAMED})")
_ASKS_ITEMS = re.compile(rf"(?:{_MENTIONED}|{_NAMED})[^?]*{_ITEM}|{_ITEM}[^?]*(?:{_MENTIONED}|{_NAMED})")
_ASKS_PLACES = re.compile(
    rf"(?:{_MENTIONED}|{_NAMED})[^?]*(?:几次|几回|几遍|多少[次回遍])|(?:哪里|哪儿|何处)[^?]*(?:{_MENTIONED}|{_NAMED})[^?]*[“\"「]"
)
_ASKS_EVERYTHING = re.compile(
    rf"(?:所有|全部|列出|列举|找出|汇总|梳理|盘点)[^?]*(?:{_MENTIONED}|{_NAMED})|(?:{_MENTIONED}|{_NAMED})[“\"「『'][^?]*(?:几|哪|多少|列|逐|挨个|盘点)"
)
_NAMES_OR_MENTIONS = re.compile(rf"{_MENTIONED}|{_NAMED}")
_ALL_ASKED = re.compile(r"哪[些几]|几[个项条种]|多少|所有|全部|都有|列")
_ASKS_NAMES = re.compile(rf"{_NAMED}")
_ASKS_PLURAL = re.compile(
    rf"(?:哪[些几]|几|多少|所有|全部|统统|凡是?)[^,。?]{{0,3}}{_ITEM}|{_ITEM}[^,。?]{{0,4}}(?:有哪些|有几|有多少|是哪些|是哪几)"
)
_EITHER = re.compile(r"或者?|、|以及|和|与|跟|及|还是")
_QUOTED = re.compile(r"[“\"'‘「《]([^”\"'’」》]{2,20})[”\"'’」》]")
_ASIDE = re.compile(r"\([^()]*\)")
_FRAME = re.compile(
    rf"{_WHICH}|{_MENTIONED}|{_NAMED}|{_ITEM}|方案|文件|政策|正文|附件|清单|全文|通篇|列出来?|列举|罗列|找出来?|找全|汇总|梳理|盘点|所有|全部|统统|一共|总共|分别|内容|明确|"
    r"请问?|帮我|麻烦|告诉我|给我|我想|看看|哪些|什么|多少|几[个次回遍]?|都有?|这个|这份|里头?|里面|当中|其中|名称|方面|[这那]?[一1]?个?词|[两二三四]个?字|字[样眼]|的?说法|[?,。!:;()]"
)
"""What such questions consist of besides the words that are looked for."""
_SUPPORTS = re.compile(r"^(?:支持|鼓励|扶持|推动|促进|帮助|针对|面向|讲|说|写|提|管|照顾|保护)(?=.{3})")
"""What measures do about anything; behind it stands what is looked for."""
_EDGES = "的了吗呢在把给跟和与对以于有是到过被都也"
"""Characters that no word sought begins or ends with."""
_ASKS_ALL = re.compile(r"(?:列出|列举|盘点|梳理|汇总|数一?数|罗列)")
_LITERALLY = re.compile(r"提[到及过]|写[到了有着进]|讲到|说到|出现|包含|含有|用[到在]")
_DATE = re.compile(r"20\d\d年(?:年?底前?|年?初|上半年|下半年|\d{1,2}月(?:\d{1,2}日)?)?")
_ASKS_DATED = re.compile(
    r"(?:哪|几|多少|什么|啥)[些几一]?(?:事|工作|任务|动作|项目|件|项|目标|成果|东西)|(?:事|工作|任务|动作|目标|成果)[^,。?]{0,4}(?:哪|几|多少|什么|啥)|都[有是](?:什么|啥|哪些)"
)
_LEAST, _LEAST_ALONE = 2, 3
_LONGEST_WORD = 8
_MOST_PARTS = 3
_COVERED = 0.6
"""So much of what is left of a question must be words of the policy; else it asks for more than who mentions what."""
_LONGEST_ANSWER = 1350


@dataclass(frozen=True, slots=True)
class Listing:
    """The items that mention some words.

    Attributes:
        words: as the question has them, normalised; the policy uses them unless ``items`` is empty.
        items: in the order of the document, each with the sentences that mention a word.
        in_titles: whether only titles and names were read.
    """

    words: tuple[str, ...]
    items: tuple[tuple[Task, tuple[Sentence, ...]], ...]
    in_titles: bool


_LITERAL = re.compile(rf"(?:{_MENTIONED}|{_NAMED})[^?]{{0,3}}[“\"「『'《]")


def is_literal(question: Question) -> bool:
    """Tell whether a question puts the very words in quotation marks that are to be looked for."""
    return _LITERAL.search(question.text) is not None


def find_listing(question: Question, document: PolicyDocument) -> Listing | None:
    """Read all measures, rows or both for the words that a question asks about.

    Returns:
        None if it does not ask which items mention something. A listing without items if it asks for words that
        the policy does not use.
    """
    if question.address or question.kind is AnswerKind.AGENCY:
        return None
    items = _scope(question.text, document)
    sought = _sought_date(question.text, items) or _sought(question, items)
    if sought is None:
        return None
    in_titles = _ASKS_NAMES.search(question.text) is not None
    found = [(item, tuple(_mentions(item, sought, in_titles=in_titles))) for item in items]
    kept = tuple((item, sentences) for item, sentences in found if sentences)
    if not kept and not (_LITERALLY.search(question.text) and _is_word(sought, question.text)):
        return None
    return Listing(tuple(word for words in sought for word in words), kept, in_titles)


def _is_word(sought: Sequence[Sequence[str]], text: str) -> bool:
    """Tell whether what is sought can be said not to be mentioned: quoted words, or a short one."""
    return all(len(words) == 1 and (len(words[0]) <= _LONGEST_WORD or _QUOTED.search(text)) for words in sought)


def _asks(text: str) -> bool:
    """Tell whether a text asks which items mention something, or how many do."""
    if any(form.search(text) for form in (_ASKS, _ASKS_PLACES, _ASKS_EVERYTHING)):
        return True
    return _ALL.search(text) is not None and _ASKS_ITEMS.search(text) is not None


def write_listing(listing: Listing) -> str:
    """Write the items, a line each, with the sentences that mention the words unless that grows too long."""
    measures = sum(isinstance(item, Measure) for item, _ in listing.items)
    counts = [messages.MEASURE_COUNT.format(count=measures)] if measures else []
    rows = len(listing.items) - measures
    counts += [messages.ROW_COUNT.format(count=rows)] if rows else []
    what = "、".join(f"“{word}”" for word in listing.words)
    lead = (messages.LISTED_TITLES if listing.in_titles else messages.LISTED).format(
        words=what, counts="，".join(counts)
    )
    full = "\n".join(_line(item, sentences) for item, sentences in listing.items)
    short = "\n".join(_line(item, ()) for item, _ in listing.items)
    return f"{lead}\n\n{full if len(full) <= _LONGEST_ANSWER else short}"


def _line(item: Task, sentences: Sequence[Sentence]) -> str:
    mark = messages.CITED.format(label=item.label)
    if isinstance(item, Scenario):
        return messages.ROW_LINE.format(name=item.name, domain=item.domain, agencies=as_listed(item)) + mark
    said = "".join(" ".join(sentence.text.split()) for sentence in sentences if sentence.text != item.title)
    return f"{item.title or item.label}{f'：{said}' if said else ''}{mark}"


def _scope(text: str, document: PolicyDocument) -> tuple[Task, ...]:
    rows = re.search(r"附件|附表|场景|清单|表格", text) is not None
    measures = re.search(r"措施|条款|正文|[几哪][一两几些]*条|多少条", text) is not None
    if rows and not measures:
        return document.scenarios
    return document.measures if measures else (*document.measures, *document.scenarios)


def _sought(question: Question, items: Sequence[Task]) -> list[list[str]] | None:
    """Return what is looked for: groups of words of which an item must hold one group whole.

    What is quoted, else the longest runs of characters that the items contain, else the policy's terms for everyday
    words, else the words themselves; None where most of the question is something else, or it does not ask for items.
    """
    texts = [normalize(_text(item)) for item in items]
    asks, plural = _asks(question.text), _ASKS_PLURAL.search(question.text) is not None
    quoted = [normalize(word) for word in _QUOTED.findall(question.text)]
    if quoted:
        named = _NAMES_OR_MENTIONS.search(question.text) and _ALL_ASKED.search(question.text)
        return [[word] for word in quoted] if asks or (len(quoted) == 1 and (plural or named)) else None
    if not (asks or plural or _ASKS_ALL.search(question.text)):
        return None
    parts = [part for part in _parts(_asking_clause(question.text)) if len(part) >= _LEAST]
    if not 0 < len(parts) <= _MOST_PARTS:
        return None
    groups = [_runs(part, texts) for part in parts]
    share = sum(len(run) for group in groups for run in group) / sum(map(len, parts))
    if not asks:
        # Without a word for mentioning, the question may hold nothing but one word of the policy.
        is_alone = share == 1.0 and len(groups) == len(groups[0]) == 1
        return groups if is_alone and len(groups[0][0]) >= _LEAST_ALONE else None
    if share >= _COVERED:
        return [group for group in groups if group]
    terms = [[normalize(term)] for found in question.synonyms.values() for term in found]
    return terms or ([parts] if share == 0 and len(parts) == 1 else None)


def _sought_date(text: str, items: Sequence[Task]) -> list[list[str]] | None:
    """Return a date of the policy of which a question asks what happens then; None for any other question."""
    date = _DATE.search(text)
    if not date or not _ASKS_DATED.search(text):
        return None
    texts = [normalize(_text(item)) for item in items]
    # 2023年底 is written 2023年年底, too.
    written = date.group().rstrip("前")
    forms = (date.group(), written, re.sub("年(?:年)?底", "年年底", written), re.sub("年年底", "年底", written))
    said = next((form for form in forms if any(form in one for one in texts)), "")
    return [[said]] if said else None


def _asking_clause(text: str) -> str:
    """Return the clauses that ask for items; people add what they want it for."""
    clauses = re.split(r"[,。?!;]", _ASIDE.sub("", text) or text)
    asking = [clause for clause in clauses if re.search(rf"{_MENTIONED}|{_NAMED}|{_WHICH}|{_ITEM}", clause)]
    return ",".join(asking) if any(_parts(clause) for clause in asking) else text


def _parts(text: str) -> list[str]:
    """Return what is left of a text without the frame of such questions, cut where it names alternatives."""
    left = (
        "".join(piece.strip().strip(_EDGES) for piece in _FRAME.sub("|", part).split("|"))
        for part in _EITHER.split(text)
    )
    return [_SUPPORTS.sub("", part) for part in left if part]


def _runs(piece: str, texts: Sequence[str]) -> list[str]:
    """Cut a piece of a question into the longest runs of characters that some text contains."""
    runs, start = [], 0
    while start < len(piece):
        end = _end_of_run(piece, start, texts)
        run = piece[start:end].strip().strip(_EDGES)
        if len(run) >= _LEAST:
            runs.append(run)
        start = max(end, start + 1)
    return runs


def _end_of_run(piece: str, start: int, texts: Sequence[str]) -> int:
    end = start
    while end < len(piece) and any(piece[start : end + 1] in text for text in texts):
        end += 1
    return end


def _mentions(item: Task, sought: Sequence[Sequence[str]], *, in_titles: bool) -> Iterator[Sentence]:
    """Return the title and the sentences of an item that hold words that it is listed for; none if it is not."""
    whole = normalize(_title(item) if in_titles else _text(item))
    words = [word for group in sought if all(word in whole for word in group) for word in group]
    title = _title(item)
    if title and any(word in normalize(title) for word in words):
        start = item.span.start + item.text.index(title)
        yield Sentence(title, start, start + len(title))
    if in_titles:
        return
    if isinstance(item, Measure):
        yield from (part for part in item.sentences if any(word in normalize(part.text) for word in words))
    elif any(word in normalize(item.domain) for word in words):
        yield Sentence(item.text, item.span.start, item.span.end)


def _title(item: Task) -> str:
    return item.title if isinstance(item, Measure) else item.name


def _text(item: Task) -> str:
    return f"{item.title}\n{item.body}" if isinstance(item, Measure) else f"{item.name}\n{item.domain}"
