"""Which of the published documents a question is asked of: the one it names, those of a place, or those that speak of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from answer.asking import ASKS
from answer.document_names import DocumentName, find_names, without_appendage
from answer.lexicon import own_words
from answer.other_documents import is_within
from answer.scope import PLACES
from index.catalogue.models import Entry
from index.library_search import Found
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.numerals import NUMERAL_CHARS
from ingest.places import provinces_of_cities

MOST = 4
"""Documents that answer one question; of more the count is told."""
_LEAST_TITLE = 5
"""Characters up to which a title is known only where it is marked as one, or named as laws are."""
MARGIN = 0.75
"""Share of the best document's score from which on another one is asked as well, where none is named."""
LIST_MARGIN = 0.3
"""The same where documents are asked for, so that many may be meant."""
_NOT_FOUND = float("-inf")
_STATE = "中华人民共和国"
_RANK = re.compile(r"(?:省|市|区|县|自治区|自治州|特别行政区|新区|新?片区)$")
_TIERS = {
    "国家": re.compile(
        r"国家(?:级|层面|的(?:政策|文件|规定|办法|意见))|国务院(?:的|发|印发|出台|文件|层面)|中央(?:的|层面|文件)"
    ),
    "省": re.compile(r"省里|省级(?:的?(?:政策|文件|层面))|全省"),
    "市": re.compile(r"市里|市级(?:的?(?:政策|文件|层面))"),
    "区县": re.compile(r"区里|县里|区级(?:的?(?:政策|文件|层面))"),
}
_VERSION = re.compile(r"(?<!\d)(20\d\d)\s*年?(?:版|修订版|度?的?(?:新)?(?:政策|文件|办法|方案|规定|标准|措施|通知))")
_YEAR = re.compile(r"(?<![\d到至前])(20\d\d)(?=年?(?:那|这|版|的?[^,。?]{0,8}(?:方案|计划|政策|办法|文件|意见|通知)))")
_ISSUED_BY = re.compile(
    r"(?P<issuer>[\u3400-\u9fff]{2,20}?)(?:在?20\d\d年)?(?:联合)?(?:印发|发布|出台|制定|下发|发)(?:的|了)"
)
_OR = re.compile(r"或者?|以及|[和及、]")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{2,20})[”\"」』]")
_LISTS = re.compile(
    r"哪(?:几|些|两|三)(?:份|部|个|项)?(?:文件|政策|办法|法律?|法规|文档|材料|规定|地方|城市)|哪[几两三][份部个]|哪些[^,。?]{0,8}(?:文件|政策|法律|地方|城市)"
    r"|哪些[^,。?]{0,6}(?:写|提到|说|规定|讲)|(?:这些|几份|各份|所有|全部)[^,。?]{0,8}(?:文件|政策|法律)|(?:文件|政策|法律|印发的|发布的|出台的)(?:里|中)?(?:都|分别)?有哪[些几]"
    r"|(?:which|what) (?:of (?:the|these|those) )?(?:documents?|policies|laws)"
)
"""Asks for documents, so that many may be meant."""
_SUBJECT = re.compile(
    r"(?:这些|这批|哪几份|哪些|各地的?)?(?P<subject>[a-z]{2,10}|[\u3400-\u9fff]{2,6}?)的?(?:政策|文件|办法|方案|措施)"
)
_COMMON = re.compile(
    r"[^\w\u3400-\u9fff]|哪[几些个份部里]?|[几多]少?|什么|怎么|如何|文件|政策|法律|办法|规定|提到|写明?|说到?|讲到?|要求|可以|应当|需要|能够?|[的了是有在和跟与及或把被给对从到就也都还这那各吗呢啊]"
)
_LEAST_TERM, _LONGEST_TERM, _MOST_TERMS = 4, 10, 12
"""Characters of a term that is looked for, and how many terms are."""
_AHEAD = 1.25
"""So far is the best document for a part of a question before those that others are found for."""
_COMPARES = re.compile(
    r"[跟和与同][^,。?]*(?:比|相比|差|哪个|谁|一样|不同|区别|各|都|还是)|各(?:是|得|要|罚|给|多少|有|怎)|分别|相比|对比|差(?:在|多少|几|别)"
    r"|(?:谁|哪[边家头个份只条])(?:给得?|更|最)*(?:[大小多少高低快慢长短早晚严重轻好宽]|划算|实在|合算|大方)|一回事|各自|两[边家头者]"
    r"|区别|不同|一样吗|同样(?:是|都)|两(?:份|部|个)(?:文件|政策|办法|法|地方|规定|条例)|(?<!还)还是[^,。?]{2,}[?]?$|\b(?:compare|differ|difference|versus|vs|both)\b"
)
_BOTH = re.compile(r"两(?:份|部|个|项|者)|二者")
_KNOWN_PLACES = tuple(dict.fromkeys((*PLACES, *provinces_of_cities())))
_TOGETHER = {"香港": "港澳", "澳门": "港澳"}
_BETWEEN = re.compile(r"[,，。;；?？]|(?<=[\u3400-\u9fff])(?:跟|和|与|同)(?=[\u3400-\u9fff])")
_PIECES = re.compile(rf"(?:(?!{_BETWEEN.pattern}).)+(?:{_BETWEEN.pattern})*|(?:{_BETWEEN.pattern})+")
_JOINING = ",，。;；?？跟和与同"
_BATCH = re.compile(rf"第[{NUMERAL_CHARS}\d]+[批期轮]")
_ASKED_OF = re.compile(r"[》\"”]?的?(?:里|中|内|规定|第|上面?|对|说|要求|后面|附)")
_ENDS = re.compile(r"[?？。;；]")
_LEAST_PART = 6
"""Characters of a piece that is looked for by itself."""
_LEAST_WORDS = 3
"""Words of its own by which a part of a question names a matter; with fewer it only asks further of the one before."""
_POINTS = re.compile(r"[这该本此](?:个|份|部|项|条)?(?:政策|文件|办法|方案|规定|通知|意见|法律?|条例|计划|措施|细则)")
"""Points to the document that was spoken of."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents that a question is asked of.

    Attributes:
        entries: best first.
        is_named: whether the question says which; else they were found by what they say.
        each: those of each of which something is asked, so that it matters which of them does not say it.
        missing: places, versions that the question names and no document is of; those that are named may say something of them.
        unheld: laws and numbers of documents that the question asks of, and that no document bears; others may cite them.
        others: how many more speak of it nearly as much.
        asked: by id, what of a question that compares is asked of a document, where that is not all of it.
    """

    entries: tuple[Entry, ...]
    is_named: bool = False
    each: tuple[Entry, ...] = ()
    missing: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    others: int = 0
    asked: Mapping[str, str] = field(default_factory=dict)


class DocumentChooser:
    """Knows what the documents of a snapshot are called."""

    def __init__(
        self,
        entries: Sequence[Entry],
        search: Callable[[str], Sequence[Found]],
        containing: Callable[[str], Collection[str]],
    ) -> None:
        """Take the published documents, what ranks their items, and what tells in which of them a phrase stands."""
        self._entries = entries
        self._search = search
        self._containing = containing
        self._words = PolicyTokenizer().words
        self._titles = {entry.id: _titles_of(entry) for entry in entries}
        self._places = {entry.id: _places_of(entry) for entry in entries}
        self._numbers = {normalize(entry.document_number): entry for entry in entries if entry.document_number}

    def choose(self, question: str, spoken_of: Sequence[str] = (), *, leans: bool = False) -> Choice:
        """Choose documents for a question.

        Args:
            question: normalised, put into Chinese.
            spoken_of: ids of the documents of the last answer.
            leans: whether the question takes something from what was said: then it is asked of those.
        """
        named = self._named(question)
        groups, missing = self._by_place(question)
        last = [entry for entry in self._entries if entry.id in spoken_of]
        if last and not named and not groups and not missing and (leans or _POINTS.search(question)):
            return Choice(tuple(last[:MOST]), is_named=True)
        pool = named or [entry for group in groups for entry in group] or list(self._entries)
        for keep in (
            self._by_issuer,
            self._by_tier,
            self._by_year,
            self._by_subject,
            self._by_stage,
            self._by_phrase,
        ):
            pool = keep(question, pool) or pool
        scores = _scores(self._search(question))
        ranked = sorted(pool, key=lambda entry: -scores.get(entry, _NOT_FOUND))
        best_of_each = [max(group, key=lambda entry: scores.get(entry, _NOT_FOUND)) for group in groups]
        parts = _parts(question)
        each: list[Entry] = []
        if _LISTS.search(question):
            near = self._listed(question, ranked, scores)
        elif _COMPARES.search(question):
            both = groups[0] if len(groups) == 1 and _BOTH.search(question) else []  # 杭州那两份
            near = each = self._with_parts(parts, named or both or best_of_each or ranked[:1])
            if len(each) == 1:  # It asks about two, whichever the second is.
                near = [*each, *[entry for entry in ranked if entry not in each and entry in scores][:1]]
        else:
            several = ranked if named else best_of_each if len(groups) > 1 else []
            each = self._with_parts(parts, several) if several or parts else []
            near = self._with_parts(parts, several or self._nearest(ranked, scores))
        asked = self._asked(question, near[:MOST]) if each else {}
        unheld = () if named else self._unheld(question)
        batches = tuple(batch for batch in _BATCH.findall(question) if near and self._is_of_other_batch(batch, near[0]))
        is_named = bool(named or groups) and not batches
        others = max(0, len(near) - MOST)
        return Choice(tuple(near[:MOST]), is_named, tuple(each[:MOST]), missing + batches, unheld, others, asked)

    def _listed(self, question: str, ranked: Sequence[Entry], scores: Mapping[Entry, float]) -> list[Entry]:
        """Return the documents that a question about many of them may mean."""
        if len(ranked) < len(self._entries):
            return self._with_term(question, ranked)
        return self._with_term(question, self._nearest(ranked, scores, LIST_MARGIN))[:MOST]

    def _nearest(self, ranked: Sequence[Entry], scores: Mapping[Entry, float], margin: float = MARGIN) -> list[Entry]:
        """Return the documents that speak of a question nearly as much as the first does."""
        best = scores.get(ranked[0])
        if best is None:
            return list(ranked[:1])
        # Scores are distances from the mean: that of a document which alone is of a place may be below it.
        return [entry for entry in ranked if scores.get(entry, _NOT_FOUND) >= best - (1 - margin) * abs(best)]

    def _is_of_other_batch(self, batch: str, entry: Entry) -> bool:
        """Tell whether a document is another one of a series than a question asks of: 第一批 where it is 第三批."""
        titled = _BATCH.findall(normalize(entry.title))
        return bool(titled) and batch not in titled and entry.id not in self._containing(batch)

    def _asked(self, question: str, entries: Sequence[Entry]) -> dict[str, str]:
        """Leave out of a question that compares, for each document, the parts that are about another one."""
        pieces = _PIECES.findall(question)
        owners = [self._owner(piece.rstrip(_JOINING), entries) for piece in pieces]
        return {
            entry.id: "".join(piece for piece, owner in zip(pieces, owners, strict=True) if owner in (None, entry))
            for entry in entries
            if entry in owners and len({owner for owner in owners if owner}) > 1
        }

    def _owner(self, piece: str, entries: Sequence[Entry]) -> Entry | None:
        """Return the document that a piece of a question is about, if that is clear."""
        if len(piece) < _LEAST_PART:
            return None
        placed = [entry for entry in entries if self._mention(entry, piece)]
        if len(placed) == 1:
            return placed[0]
        scores = _scores(self._search(piece))
        ranked = sorted((entry for entry in entries if entry in scores), key=lambda entry: -scores[entry])
        ahead = len(ranked) == 1 or (len(ranked) > 1 and scores[ranked[0]] >= _AHEAD * scores[ranked[1]])
        return ranked[0] if ahead else None

    def _with_parts(self, parts: Sequence[str], found: Sequence[Entry]) -> list[Entry]:
        """Add, for each part that names a matter of its own, the best document for it, if it is ahead of those found so far."""
        chosen = list(found)
        for part in parts:
            if len(own_words(part, self._words)) < _LEAST_WORDS:
                continue
            scores = _scores(self._search(part))
            best = next(iter(scores), None)
            if best and scores[best] >= _AHEAD * max((scores.get(entry, _NOT_FOUND) for entry in chosen), default=0.0):
                chosen.append(best)
        return list(dict.fromkeys(chosen))

    def _named(self, question: str) -> list[Entry]:
        """Return the documents whose title, short name or number the question gives."""
        by_number = [entry for number, entry in self._numbers.items() if number in question]
        found = dict.fromkeys(entry.id for entry in by_number)
        names = {name: self._called(name, question) for name in find_names(question)}
        found |= dict.fromkeys(key for keys in names.values() for key in keys)
        unknown = [(name.start, name.end) for name, keys in names.items() if name.is_bracketed and not keys]
        found |= dict.fromkeys(self._whole_titles(question, unknown))
        return [entry for entry in self._entries if entry.id in found]

    def _whole_titles(self, question: str, other_names: Sequence[tuple[int, int]]) -> list[str]:
        """Return the ids of the documents whose title stands in a question unmarked, and not only within a longer one."""
        titles = [(key, title) for key, titles in self._titles.items() for title in titles if len(title) > _LEAST_TITLE]
        # Most do not stand there, and a pattern takes longer to make than they all take to look for.
        said = [(key, title) for key, title in titles if title in question]
        spans = [(key, match.span()) for key, title in said for match in re.finditer(re.escape(title), question)]
        longer = [*other_names, *(span for _, span in spans)]
        return [
            key
            for key, (start, end) in spans
            if not any(at <= start and end <= to and to - at > end - start for at, to in longer)
        ]

    def _unheld(self, question: str) -> tuple[str, ...]:
        """Return the laws and the numbers of documents that a question asks something of, and that no document bears."""
        names = [name for name in find_names(question) if name.is_bracketed or name.is_law or not name.kind]
        asked_of = [name for name in names if _ASKED_OF.match(question, name.end)]
        return tuple(dict.fromkeys(name.text for name in asked_of if not self._called(name, question)))

    def _called(self, name: DocumentName, question: str) -> list[str]:
        """Return the ids of the documents that a name may mean: all of its characters stand in their titles, in order."""
        body = _folded(name.body)
        if len(body) < 2 or not (name.is_bracketed or name.is_law or name.names_with_clause or name.names_alone):
            return []
        fitting = []
        for entry in self._entries:
            titles = [title for title in self._titles[entry.id] if title.endswith(name.kind) or not name.kind]
            if any(
                is_within(body, title) and _is_close(body, title, question, self._places[entry.id]) for title in titles
            ):
                fitting.append(entry.id)
        return fitting

    def _by_place(self, question: str) -> tuple[list[list[Entry]], tuple[str, ...]]:
        """Return the documents of each place that a question names, and the places that none is of."""
        mentions = {entry.id: self._mention(entry, question) for entry in self._entries}
        spans = {span for span in mentions.values() if span}
        # 广州市天河区 is 天河区's document before it is 广州's, and 苏州工业园区's is not 苏州's.
        inner = sorted(span for span in spans if not any(_is_outer(span, other) for other in spans))
        if inner:
            return [[entry for entry in self._entries if mentions[entry.id] == span] for span in inner], ()
        said = [place for place in _KNOWN_PLACES if place in question]
        named = sorted(filter(partial(_is_place, question=question), said), key=question.find)
        groups = [group for group in map(self._around, named) if group]
        if groups:
            return groups, ()
        missing = [place for place in named if place in PLACES]
        missing += [f"{year}年版" for year in _VERSION.findall(question) if not self._knows_year(year)]
        # One of the state may say something of a place, but it is not that place's.
        return [group for group in map(self._speaking_of, named) if group], tuple(missing)

    def _around(self, place: str) -> list[Entry]:
        """Return the documents that apply in a place that is no document's own: those of its parts, or else of its province."""
        of_parts = [entry for entry in self._entries if any(place in name for name in (entry.title, *entry.issuers))]
        province = provinces_of_cities().get(place)
        return of_parts or [entry for entry in self._entries if province and province in self._places[entry.id]]

    def _speaking_of(self, place: str) -> list[Entry]:
        """Return the documents of no place that name one."""
        ids = {*self._containing(place), *self._containing(_TOGETHER.get(place, place))}
        return [entry for entry in self._entries if entry.id in ids and not entry.place]

    def _mention(self, entry: Entry, question: str) -> tuple[int, int] | None:
        """Return where a question names the place of a document."""
        for place in self._places[entry.id]:
            start = question.find(place)
            if start >= 0:
                return start, start + len(place)
        return None

    def _by_year(self, question: str, pool: Sequence[Entry]) -> list[Entry]:
        """Keep the documents of a year that the question names: 2023年那份方案."""
        years = _YEAR.findall(question)
        return [entry for entry in pool if any(_is_of_year(entry, year) for year in years)]

    def _by_issuer(self, question: str, pool: Sequence[Entry]) -> list[Entry]:
        """Keep the documents of who is said to have issued one: 国务院办公厅发的."""
        match = _ISSUED_BY.search(question)
        if not match:
            return []
        found: list[Entry] = []
        for said in _OR.split(match["issuer"]):
            own = {entry.id: [issuer for issuer in entry.issuers if said.endswith(issuer)] for entry in pool}
            longest = max((len(issuer) for issuers in own.values() for issuer in issuers), default=0)
            found += [entry for entry in pool if any(len(issuer) == longest for issuer in own[entry.id])]
        return found

    def _by_stage(self, question: str, pool: Sequence[Entry]) -> list[Entry]:
        """Keep drafts that are open for comment, or documents that say how long they hold, where a list of these is asked for."""
        if not _LISTS.search(question):
            return []
        if "征求意见" in question:
            return [entry for entry in pool if "征求意见" in entry.stage]
        if re.search("有效期|失效|管到|到期", question):
            return [entry for entry in pool if entry.until]
        return []

    def _by_phrase(self, question: str, pool: Sequence[Entry]) -> list[Entry]:
        """Keep the documents in which stands what the question quotes."""
        phrases = _QUOTED.findall(question)
        holding = [self._containing(phrase) for phrase in phrases]
        enough = any if "或" in question else all
        return [entry for entry in pool if holding and enough(entry.id in ids for ids in holding)]

    def _with_term(self, question: str, ranked: Sequence[Entry]) -> list[Entry]:
        """Put those documents first in which the longest term of a question stands that some of them have."""
        for term in _terms(question):
            ids = self._containing(term)
            found = [entry for entry in ranked if entry.id in ids]
            if found and 2 * len(found) <= len(self._entries):
                return [*found, *(entry for entry in ranked if entry not in found)]
        return list(ranked)

    def _by_subject(self, question: str, pool: Sequence[Entry]) -> list[Entry]:
        """Keep, of a list, the documents of a kind or a subject that their titles name: 哪几部法律, 这些OPC政策."""
        if not _LISTS.search(question):
            return []
        if re.search(r"哪[几些]部?法律?|法律", question):
            return [entry for entry in pool if entry.title.endswith("法")]
        subject = _SUBJECT.search(question)
        word = _folded(subject["subject"]) if subject else ""
        found = [entry for entry in pool if word and any(word in title for title in self._titles[entry.id])]
        # Several are asked for: a word that one title has is not what they are called by.
        return found if len(found) > 1 else []

    def _knows_year(self, year: str) -> bool:
        return any(_is_of_year(entry, year) for entry in self._entries)

    def _by_tier(self, question: str, pool: Sequence[Entry]) -> list[Entry]:
        tiers = {tier for tier, pattern in _TIERS.items() if pattern.search(question)}
        return [entry for entry in pool if entry.tier in tiers]


def _parts(question: str) -> list[str]:
    """Cut a question that compares, or that asks several things, into what may be about one document each."""
    if _COMPARES.search(question):
        return _BETWEEN.split(question)
    questions = list(filter(ASKS.search, _ENDS.split(question)))
    return questions if len(questions) > 1 else []


def _terms(question: str) -> Iterator[str]:
    """Yield the terms of a question that may stand in a document, the longest first: what stands between common words."""
    runs = [run for run in _COMMON.split(question) if len(run) >= _LEAST_TERM]
    terms = (
        run[at : at + length]
        for length in range(_LONGEST_TERM, _LEAST_TERM - 1, -1)
        for run in runs
        for at in range(len(run) - length + 1)
    )
    yield from islice(dict.fromkeys(terms), _MOST_TERMS)


def _titles_of(entry: Entry) -> tuple[str, ...]:
    """Return what a document may be called, folded: with and without its place, the state's name, 关于 and appendages."""
    titles = [_folded(without_appendage(normalize(text.strip("《》")))) for text in (entry.title, entry.short_title)]
    places = _places_of(entry)
    found = dict.fromkeys(titles)
    for title in titles:
        for place in places:
            found[title.replace(place, "")] = None
    return tuple(title for title in found if title)


def _places_of(entry: Entry) -> tuple[str, ...]:
    """Return the names of the place of a document, in full and in short; those of the state are none."""
    if not entry.place:
        return ()
    short = _RANK.sub("", entry.place)
    return (entry.place, short) if len(short) > 1 else (entry.place,)


def _is_outer(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether a mention of a place is a part of another one, or stands right before it."""
    return span != other and ((other[0] <= span[0] and span[1] <= other[1]) or span[1] == other[0])


def _is_of_year(entry: Entry, year: str) -> bool:
    return year in entry.title or any(str(date).startswith(year) for date in (entry.issued, entry.effective) if date)


def _scores(found: Sequence[Found]) -> dict[Entry, float]:
    """Return the score of each document, best first: that of its best item."""
    scores: dict[Entry, float] = {}
    for one in found:
        scores.setdefault(one.entry, one.score)
    return scores


def _folded(name: str) -> str:
    return re.sub(r"[\W_的]+", "", name.replace(_STATE, "")).removeprefix("关于")


def _is_close(body: str, title: str, question: str, places: Collection[str]) -> bool:
    """Tell whether a name says enough of a title: a good part of it, or a little with its place."""
    return 2 * len(body) >= len(title) or len(body) >= 4 or any(place in question for place in places)


def _is_place(place: str, question: str) -> bool:
    """Tell whether a place stands as what is asked about: 北京的补贴, 在北京办, 北京市."""
    return (
        re.search(
            rf"(?<![\u3400-\u9fff]){place}|(?:在|到|去|对|问|查|给|跟|和|与|[，。？?、]){place}|{place}(?:市|省|区|的|有|对|那边|这边)",
            question,
        )
        is not None
    )
