"""Which items mention something: answered by reading all of them, never by the best few."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from answer import messages
from answer.addressing import find_address
from answer.answer_kinds import LEFT_OUT, SPECS, AnswerKind
from answer.details import with_details
from answer.labels import label_of
from answer.one_word import ABOUT_TEXT, asked_where, asked_whether
from answer.ownership.left_out import read_left_out
from answer.ownership.negation import EXCEPT, without_lookalikes
from answer.question import Question
from index.normalize import normalize
from ingest.models import Goal, Measure, PolicyDocument, Scenario, Sentence
from ingest.numerals import NUMERAL_CHARS, to_int
from ingest.ownership import Task
from ingest.row_text import further_cells

_ITEM = r"(?:措施|条款|条文|条(?!例|件)|场景|项(?!目)|(?<![两三个])地方|处(?!理)|行(?!业|动|政|为)|部分|章节?|段落?)"
_WHICH = (
    rf"(?:[哪几]|那[些几]|谁家|多少|所有|全部|各|凡是?|统统)[一两三些几的有是]{{0,2}}(?:附件|应用|正文)?里?的?{_ITEM}"
)
_MENTIONED = (
    r"(?:提(?:到|及|过|了|起|没提)过?|叫做?(?=[“\"「])|称[作为](?=[“\"「])|名[叫曰为](?=[“\"「])|[”\"」](?:结|收)尾|涉及到?|[谈讲说](?:到|及|过|了|起)|写(?:到|了|有|明|着|进|在|过)|出现(?:在|过|于)?|露过?[面脸]|现身|见于|包含|含有|"
    r"带有|带着?(?=[“\"「])|含(?=[“\"「])|用(?:到|了|在|过)了?|点(?:到|过|了?名|了?(?=[^,。?]{1,10}的名))|关于|有关|相关|牵[涉扯]|沾边|挂钩|搭边|有关系|触及|[讲说写谈](?=[^,。?]{1,10}的(?:措施|条款|条)))"
)
_NAMED = r"(?:命名|标题|题目|名字里|名称里|打头|冠以)"
_ALL = re.compile(
    r"哪些|凡|都报|点一?点名|列|罗列|找出|找全|盘点|清点|梳理|汇总|统计|统统|逐|挨个|一一|一个个|念|数一?数|都给|给我|[有是](?:哪|几|多少|啥|什么)|一共|总共|都有|都是|全(?:部|都|给|要|找|列)"
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
_ALL_ASKED = re.compile(
    r"哪[些几]|几[个项条种处]|多少|所有|全部|凡|都[有是报]|列|在哪|位置|分别|逐|汇总|统统|拢共|[一共]共"
)
_ASKS_NAMES = re.compile(r"标题|题目|名字里|名称里|(?:命名|打头|冠以)的?(?:措施|条款|条|场景)|名称")
_SIGNALLED = re.compile(
    r"(?P<word>[\u3400-\u9fffa-z0-9+]{2,10}?)(?:这|那)?(?:[一二两三四五六]个?字(?!母)|一词|(?:这个?|个)词儿?|词(?![\u3400-\u9fff]{3})|(?:这?个?)(?:说法|地名|字眼|提法)|字[样眼])"
)
"""A word that a question says is one."""
_SINGLE = re.compile(r"[”\"」](?:这|那)?[一1]?个?字")
_BLANKED = re.compile(r"什么什么|某某|[×x]{2,}|[×x]{1}(?=[\u3400-\u9fff])")
_BLANKS = re.compile(r"[×x*某…·_]{1,4}")
_SECTION = re.compile(rf"第(?P<number>[{NUMERAL_CHARS}]|\d)(?:个|大)?(?:部分|章|大?块|板块)")
_ASKS_PLURAL = re.compile(
    rf"(?:哪[些几]|几|多少|所有|全部|统统|凡是?)[^,。?]{{0,3}}{_ITEM}|{_ITEM}[^,。?]{{0,4}}(?:有哪些|有几|有多少|是哪些|是哪几)"
)
_EITHER = re.compile(r"或者?|、|以及|和|与|跟|及|还是")
_QUOTED = re.compile(r"[“\"'‘「《]([^”\"'’」》]{1,20})[”\"'’」》]")
_ASIDE = re.compile(r"\([^()]*\)")
_FRAME = re.compile(
    rf"的话|一块儿?|一起|查|它|凡是?|{_WHICH}|{_MENTIONED}|{_NAMED}|{_ITEM}|方案|文件|政策|正文|附件|清单|全文|通篇|列出来?|列举|罗列|找出来?|找全|汇总|梳理|盘点|所有|全部|统统|一共|总共|分别|内容|明确|"
    r"请问?|帮我|麻烦|告诉我|给我|我想|看看|哪些|什么|多少|几[个次回遍]?|都有?|这个|这份|里头?|里面|当中|其中|名称|方面|的名(?!字|称)|[这那]?[一1]?个?词|[两二三四]个?字|字[样眼]|的?说法|[?,。!:;()]"
)
"""What such questions consist of besides the words that are looked for."""
_SUPPORTS = re.compile(r"^(?:支持|鼓励|扶持|推动|促进|帮助|针对|面向|讲|说|写|提|管|照顾|保护)(?=.{3})")
"""What measures do about anything; behind it stands what is looked for."""
_EDGES = "的了吗呢在把给跟和与对以于有是到过被都也"
"""Characters that no word sought begins or ends with."""
_ASKS_ALL = re.compile(r"(?:列出|列举|盘点|梳理|汇总|数一?数|罗列)")
_LACKING = re.compile(
    r"(?<![有提写讲说涉含带])(?:没有?|未|不)曾?再?(?:明确|具体)?(?:提[到及过]?|出现|写[到过了明进]?|用[到过]|说[到过明]|讲[到过]?|谈[到及]?|包?含有?|包括|涉及到?|规定|明确)过?"
)
_LITERALLY = re.compile(r"提[到及过]|写[到了有着进]|讲到|说到|出现|包含|含有|用[到在]")
_WHAT_LACKS = re.compile(rf"哪[些几][^,。?]{{0,3}}{_ITEM}[^,。?]{{0,4}}(?:没有?|未)")
_LACKS_WHAT = re.compile(rf"{_LACKING.pattern}(?:什么|哪些)[^,。?]{{0,4}}[?。]?$")
_MENTIONING = "提到"
_DATE = re.compile(r"20\d\d年(?:年?底前?|年?初|上半年|下半年|\d{1,2}月(?:\d{1,2}日)?)?")
_ASKS_DATED = re.compile(
    r"(?:哪|几|多少|什么|啥)[些几一]?(?:事|工作|任务|动作|项目|件|项|目标|成果|东西)|(?:事|工作|任务|动作|成果)[^,。?]{0,4}(?:哪|几|多少|什么|啥)|目标[^,。?]{0,4}(?:哪|几|什么|啥)|都[有是](?:什么|啥|哪些)"
)
_ASKS_DATED_ALONE = re.compile(
    rf"^{ABOUT_TEXT}{_DATE.pattern}(?:之?前|以前|内|为止)?(?:要|需要?|应该?|得|必须|计划|会|将|打算|想)*(?:完成|做[完好到]?|干[完好]?|实现|落实|建成|达到)[些点]?(?:什么|啥|哪些)[^,。?]{{0,3}}[?]?$"
)
"""Asks for what happens at a date, and for nothing else."""
_LEAST, _LEAST_ALONE = 2, 3
_LEAST_PLACES = 2
"""Where one item has a word, its place is the answer; where several do, the list of them."""
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
        lacking: whether these are the items that do not mention them.
        is_kind: whether they name a kind of fact, which an item may state without the word.
        together: whether an item must mention all of them.
        besides: what the question leaves out of account, as it calls it.
    """

    words: tuple[str, ...]
    items: tuple[tuple[Task | Goal, tuple[Sentence, ...]], ...]
    in_titles: bool
    lacking: bool = False
    together: bool = False
    besides: str = ""
    is_kind: bool = False


_TOGETHER = re.compile(r"同时|既[^,。?]+又|并且|两[个者]都|都[提写讲说]")
_LITERAL = re.compile(
    rf"[”\"」](?:一共|总共|共)?有(?:几|哪|多少)|(?:{_MENTIONED}|{_NAMED})[^?]{{0,3}}[“\"「『'《]|[”\"」』](?:这|那)?(?:[一二两三四五六]个?字|一词|这?个?词)"
)
_OWNED = re.compile("负责|责任|归|管|牵头|单位|部门")


def is_literal(question: Question) -> bool:
    """Tell whether a question says which very words are to be looked for, or that lists of agencies do not count."""
    text = question.text
    leaves_out = question.address is not None and re.search(EXCEPT, text) is not None
    if leaves_out and asks_which_items(text):
        return True
    return (
        any(form.search(text) for form in (_LITERAL, LEFT_OUT)) or _SIGNALLED.search(_ASIDE.sub("", text)) is not None
    )


def asks_which_items(text: str) -> bool:
    """Tell whether a normalised text asks which items of the whole policy mention something."""
    return _ASKS.search(text) is not None


def seeks_date(text: str) -> bool:
    """Tell whether a text asks which items mention a date."""
    return all(form.search(text) for form in (_DATE, _LITERALLY, _ASKS_PLURAL))


def _said_to_be_words(text: str) -> list[str]:
    """Return the words that a question puts in quotation marks, or says are words, without the blanks in them."""
    quoted = _QUOTED.findall(text)
    if quoted:
        bare = (_BLANKS.sub("", normalize(word)) for word in quoted)
        return [word for word in bare if word and (len(word) >= _LEAST or _SINGLE.search(text))]
    return [match["word"] for match in _SIGNALLED.finditer(_BLANKED.sub("", text)) if len(match["word"]) >= _LEAST]


def find_listing(question: Question, document: PolicyDocument) -> Listing | None:
    """Read all measures, rows or both for the words that a question asks about.

    Returns:
        None if it does not ask which items mention something. A listing without items if it asks for words that
        the policy does not use.
    """
    left_out = read_left_out(question.text, (), (), document, checks=True)
    if left_out.tasks:
        text = left_out.blank(question.text).replace("还", " ")
        question = replace(question, text=text, address=find_address(text, document))
    literal = is_literal(question)
    is_owned = question.kind is AnswerKind.AGENCY and not (literal and not _OWNED.search(question.text))
    if question.address or is_owned:
        return None
    scope = _scope(_QUOTED.sub("", question.text), document)
    items = tuple(item for item in scope if isinstance(item, Goal) or left_out.keeps(item))
    besides = "、".join(left_out.written)
    if lacks(question.text):
        return _lacking(question, items, besides)
    dated = _sought_date(question.text, items)
    sought = dated or _sought_word(question.text, items) or _sought(question, items)
    if sought is None:
        return None
    together = len(sought) > 1 and _TOGETHER.search(question.text) is not None
    if together:
        sought = [[word for words in sought for word in words]]
    in_titles = _ASKS_NAMES.search(question.text) is not None
    kept = _found(items, sought, in_titles=in_titles)
    if in_titles and not kept:
        in_titles, kept = False, _found(items, sought, in_titles=False)
    says_so = dated or (_LITERALLY.search(question.text) and _is_word(sought, question.text))
    if not kept and (together or not says_so):
        return None
    words = tuple(word for words in sought for word in words)
    return Listing(words, kept, in_titles, together=together, besides=besides)


def lacks(text: str) -> bool:
    """Tell whether a normalised text asks for items that do not say something: 哪些措施没有提到资金."""
    return _LACKING.search(without_lookalikes(text)) is not None and _ASKS_PLURAL.search(text) is not None


def is_unread(text: str) -> bool:
    """Tell whether a normalised text asks what does not say something, or what something does not say: what says it is
    no answer.
    """
    bare = without_lookalikes(text)
    return lacks(text) or any(form.search(bare) for form in (_WHAT_LACKS, _LACKS_WHAT))


def _lacking(question: Question, items: Sequence[Task | Goal], besides: str) -> Listing | None:
    """List the items that hold none of some words, or state nothing of a kind: 没有写金额; None if all do."""
    asked = replace(question, text=_LACKING.sub(_MENTIONING, question.text))
    sought = _sought(asked, items)
    if sought is None:
        return None
    words = tuple(word for group in sought for word in group)
    specs = [spec for spec in SPECS if spec.stated and spec.kind.value in words]
    in_titles = _ASKS_NAMES.search(question.text) is not None
    mentioning = {item.id for item, _ in _found(items, [[word] for word in words], in_titles=in_titles)}
    stated = [spec.stated for spec in specs if spec.stated]
    mentioning |= {item.id for item in items if any(states(normalize(item.text)) for states in stated)}
    tasks = [item for item in items if not isinstance(item, Goal)]
    without = tuple((item, _title_of(item)) for item in tasks if item.id not in mentioning)
    return Listing(words, without, in_titles, lacking=True, besides=besides, is_kind=bool(stated)) if without else None


def _found(
    items: Sequence[Task | Goal], sought: Sequence[Sequence[str]], *, in_titles: bool
) -> tuple[tuple[Task | Goal, tuple[Sentence, ...]], ...]:
    found = ((item, tuple(_mentions(item, sought, in_titles=in_titles))) for item in items)
    return tuple((item, sentences) for item, sentences in found if sentences)


def _title_of(item: Task | Goal) -> tuple[Sentence, ...]:
    title = _title(item)
    start = item.span.start + item.text.index(title) if title else 0
    return (Sentence(title, start, start + len(title)),) if title else ()


def _is_word(sought: Sequence[Sequence[str]], text: str) -> bool:
    """Tell whether what is sought can be said not to be mentioned: quoted words, or a short one."""
    return all(len(words) == 1 and (len(words[0]) <= _LONGEST_WORD or _QUOTED.search(text)) for words in sought)


def _asks(text: str) -> bool:
    """Tell whether a text asks which items mention something, or how many do."""
    if any(form.search(text) for form in (_ASKS, _ASKS_PLACES, _ASKS_EVERYTHING)):
        return True
    return _ALL.search(text) is not None and _ASKS_ITEMS.search(text) is not None


def write_listing(listing: Listing, document: PolicyDocument) -> str:
    """Write the items, a line each, with the sentences that mention the words unless that grows too long."""
    measures = sum(isinstance(item, Measure) for item, _ in listing.items)
    counts = [messages.MEASURE_COUNT.format(count=measures)] if measures else []
    rows = sum(isinstance(item, Scenario) for item, _ in listing.items)
    counts += [messages.ROW_COUNT.format(count=rows)] if rows else []
    goals = len(listing.items) - measures - rows
    counts += [messages.PARAGRAPH_COUNT.format(count=goals)] if goals else []
    what = "、".join(f"“{word}”" for word in listing.words)
    form = messages.LISTED_TITLES if listing.in_titles else messages.LISTED
    form = messages.LISTED_TOGETHER if listing.together and not listing.in_titles else form
    if listing.lacking:
        form = messages.LISTED_UNSTATED if listing.is_kind else messages.LISTED_WITHOUT
    lead = form.format(words=what, counts="，".join(counts))
    lead += messages.LEFT_OUT.format(items=listing.besides) if listing.besides else ""
    full = "\n".join(_line(item, sentences, document) for item, sentences in listing.items)
    short = "\n".join(_line(item, (), document) for item, _ in listing.items)
    return f"{lead}\n\n{full if len(full) <= _LONGEST_ANSWER else short}"


def _line(item: Task | Goal, sentences: Sequence[Sentence], document: PolicyDocument) -> str:
    mark = messages.CITED.format(label=label_of(item, document))
    if isinstance(item, Scenario):
        return with_details(item.name, item, item) + mark
    title = _title(item)
    said = "".join(" ".join(sentence.text.split()) for sentence in sentences if sentence.text != title)
    # What has no title is named by what it begins with, unless it is quoted anyway.
    return f"{'：'.join(part for part in (title, said) if part) or item.name}{mark}"


def _scope(text: str, document: PolicyDocument) -> tuple[Task | Goal, ...]:
    rows = re.search(r"附件|附表|场景|清单|表格", text) is not None
    measures = re.search(r"措施|条款|正文|[几哪][一两几些]*条|多少条", text) is not None
    if rows and not measures:
        return document.scenarios
    section = _SECTION.search(text)
    outermost = [one for one in document.sections if one.level == 0]
    if section and 1 <= to_int(section["number"]) <= len(outermost):
        heading = outermost[to_int(section["number"]) - 1].heading
        return tuple(measure for measure in document.measures if measure.section == heading)
    both = rows or not measures
    return (*document.measures, *document.scenarios, *document.goals) if both else document.measures or document.goals


def _sought(question: Question, items: Sequence[Task | Goal]) -> list[list[str]] | None:
    """Return what is looked for: groups of words of which an item must hold one group whole.

    What is quoted, else the longest runs of characters that the items contain, else the policy's terms for everyday
    words, else the words themselves; None where most of the question is something else, or it does not ask for items.
    """
    asks, plural = _asks(question.text), _ASKS_PLURAL.search(question.text) is not None
    words = _said_to_be_words(question.text)
    if words:
        is_listed = plural or _ALL_ASKED.search(question.text) or _ASKS_ITEMS.search(question.text)
        says_so = _NAMES_OR_MENTIONS.search(question.text) or is_literal(question) or plural
        rest = _FRAME.sub(" ", _QUOTED.sub(" ", question.text))
        is_bare = says_so or not any(len(word.strip(_EDGES)) >= _LEAST for word in rest.split())
        return [[word] for word in words] if asks or (len(words) == 1 and is_listed and is_bare) else None
    if not (asks or plural or _ASKS_ALL.search(question.text)):
        return None
    parts = [part for part in _parts(_asking_clause(question.text)) if len(part) >= _LEAST]
    if not 0 < len(parts) <= _MOST_PARTS:
        return None
    texts = [normalize(_text(item)) for item in items]
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


def _sought_date(text: str, items: Sequence[Task | Goal]) -> list[list[str]] | None:
    """Return a date of the policy of which a question asks what happens then; None for any other question."""
    date = _DATE.search(text)
    is_alone = _ASKS_DATED_ALONE.search(text) is not None
    if not date or not (is_alone or _ASKS_DATED.search(text) or _ASKS_PLURAL.search(text)):
        return None
    texts = [normalize(_text(item)) for item in items]
    # 2023年底 is written 2023年年底, too.
    written = date.group().rstrip("前")
    forms = (date.group(), written, re.sub("年(?:年)?底", "年年底", written), re.sub("年年底", "年底", written))
    said = next((form for form in forms if any(form in one for one in texts)), "")
    # That a day which is written nowhere is not mentioned can only be said where nothing else was asked about.
    said = said or (date.group() if is_alone or _LITERALLY.search(text) else "")
    return [[said]] if said else None


def _sought_word(text: str, items: Sequence[Task | Goal]) -> list[list[str]] | None:
    """Return the word of which a question asks whether it is mentioned, if some item does; or where, if several do."""
    place, word = asked_where(text), asked_whether(text)
    for sought, least in ((place, _LEAST_PLACES), (word, 1)):
        if sought and sum(sought in normalize(_text(item)) for item in items) >= least:
            return [[sought]]
    return None


def _asking_clause(text: str) -> str:
    """Return the clauses that ask for items; people add what they want it for."""
    clauses = re.split(r"[,。?!;]", _ASIDE.sub("", text) or text)
    asking = [clause for clause in clauses if re.search(rf"{_MENTIONED}|{_NAMED}|{_WHICH}|{_ITEM}", clause)]
    has_words = any(len(part) >= _LEAST for clause in asking for part in _parts(clause))
    return ",".join(asking) if has_words else text


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


def _mentions(item: Task | Goal, sought: Sequence[Sequence[str]], *, in_titles: bool) -> Iterator[Sentence]:
    """Return the title and the sentences of an item that hold words that it is listed for; none if it is not."""
    whole = normalize(_title(item) if in_titles else _text(item))
    words = [word for group in sought if all(word in whole for word in group) for word in group]
    title = _title(item)
    if any(word in normalize(title) for word in words):
        yield from _title_of(item)
    if in_titles:
        return
    if isinstance(item, Measure | Goal):
        yield from (part for part in item.sentences if any(word in normalize(part.text) for word in words))
    elif any(word in normalize(_beside_name(item)) for word in words):
        yield Sentence(item.text, item.span.start, item.span.end)


def _title(item: Task | Goal) -> str:
    if isinstance(item, Goal):
        return ""
    return item.title if isinstance(item, Measure) else item.name


def _text(item: Task | Goal) -> str:
    if isinstance(item, Goal):
        return item.text
    if isinstance(item, Measure):
        return f"{item.title}\n{item.body}"
    return f"{item.name}\n{_beside_name(item)}"


def _beside_name(row: Scenario) -> str:
    return "\n".join([row.domain, *(cell for _, cell in further_cells(row))])
