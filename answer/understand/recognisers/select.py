"""Lists, counts and owners in any combination: 哪些措施由Ａ牵头而没有Ｂ, 条数最少的一章, 写有“罚款”却没有“没收”的条.

What is asked for, and each condition on it, are read apart and put together into one `Select`. A reading that leaves out a word
that denies, bounds or ranks is worth little: the list would be the opposite of what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from answer.models import (
    Beside,
    Candidate,
    Condition,
    Has,
    Is,
    Not,
    OfKind,
    OpenList,
    Plan,
    Question,
    SameAgencies,
    Says,
    Select,
    Several,
    Token,
)
from answer.understand.names import Names
from answer.understand.selecting.agencies import find_roles, read_agencies
from answer.understand.selecting.counts import read_counted, read_grouped, read_ranked, read_same_number, read_totals
from answer.understand.selecting.facts import read_facts, read_largest
from answer.understand.selecting.heads import find_head
from answer.understand.selecting.pieces import (
    ASKING,
    ITEMS,
    NOUN,
    NOUNS,
    OPERATORS,
    Counted,
    Head,
    Piece,
    Roles,
)
from answer.understand.selecting.places import read_ends, read_places, read_sized
from answer.understand.selecting.query import Parts, conjuncts, put_together, sections_meant
from answer.understand.selecting.shape import Shape
from answer.understand.selecting.told import sentence_of, windows
from answer.understand.selecting.words_said import read_words
from index.normalize import normalize
from ingest.models import Role

_SURE, _STORY, _OPERATOR = 0.9, 0.05, 0.6
_BESIDE = frozenset({"NEXT", "PREVIOUS"})
"""They do so beside an item; 举措后面的责任单位 only says where something is printed."""
_PRINTED = f"SAY AGENCY|SAY WHICH {NOUN}|EXCEPT IT OUTSIDE?|FIRST SAY|SAY FIRST|SAY (OWN|ALL)* (HOW_MANY|NUMBER|AGENCY_NOUN|LIST_NOUN|UNIT_AGENCY|NAME_NOUN|{NOUN})|(AGENCY_NOUN|LIST_NOUN|{NOUN}) (ALL|BOTH|JOINT)* SAY"
"""任务点名的责任单位: what is printed in lists, and no text that is looked for."""
_NONE = ("没有", "没")
_QUOTES = "“\"‘'「『《"
_UNIT_SECTIONS = ("节", "一节", "小节")
_AMONG = ("其中", "里面", "里头", "当中")
_STRESSED = "ONLY (WHICH|HOW_MANY)|DIFFERENT AGENCY_NOUN"


def recognise(question: Question, names: Names) -> list[Candidate]:
    """Read a question as a selection; once as a whole, and once without what is told before and behind it."""
    own = replace(question, tokens=tuple(_with_own_nouns(question.tokens, names)))
    # What is read in another sense is accounted for all the same.
    written = dict(zip(own.tokens, question.tokens, strict=True))
    return [
        replace(one, used=frozenset(written.get(token, token) for token in one.used)) for one in _readings(own, names)
    ]


def _readings(question: Question, names: Names) -> list[Candidate]:
    apart = _asked_apart(question, names)
    if apart:
        return _several(apart, names)
    found = []
    for story, tokens in windows(question, names):
        candidate = _read(tokens, names)
        matters = any(_names_matter(one) for one in sentence_of(question.tokens, tokens))
        if candidate and not (matters and _is_unbound(candidate.plan)):
            used = candidate.used | frozenset(story)
            is_whole = len(tokens) == len(question.tokens)
            found.append(replace(candidate, score=candidate.score - (0 if is_whole else _STORY), used=used))
    return found


def _with_own_nouns(tokens: Sequence[Token], names: Names) -> Iterator[Token]:
    """Read what a document calls its sections as such where they are counted or asked for: 五个工程里, 哪个工程."""
    for place, token in enumerate(tokens):
        before = next((one for one in reversed(tokens[:place]) if one.word != "UNIT"), None)
        counted = before is not None and before.word in ("NUMBER", "WHICH", "EACH", "HOW_MANY")
        is_own = counted and token.word == "CONTENT" and names.is_noun_of_sections(token.text)
        yield replace(token, word="SECTION_NOUN") if is_own else token


def _several(parts: Sequence[tuple[Token, ...]], names: Names) -> list[Candidate]:
    """Read the parts of a question each by itself; nothing unless all of them are selections."""
    read = [_read(part, names) for part in parts]
    found = [one for one in read if one]
    if len(found) < len(read):
        return []
    used = frozenset(token for part in parts for token in part if token.word == "AGENCY").union(
        *(one.used for one in found)
    )
    plan = Several(tuple(one.plan for one in found))
    return [Candidate(plan, min(one.score for one in found), "分开逐个筛选", used)]


def _asked_apart(question: Question, names: Names) -> list[tuple[Token, ...]]:
    """Part a question that asks the same of each of several agencies (财政局和统计局分别管哪条), or asks twice, each time of something
    else (哪条谈就业、哪条谈招商); nothing where it asks once.
    """
    tokens = question.tokens
    for parts in (_of_some_of_them(tokens), _of_both_ends(tokens)):
        if parts and all(_read(part, names) for part in parts):
            return parts
    return _of_each_agency(tokens) or _of_each_ask(tokens)


def _of_some_of_them(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Part 一共几项？其中提到人才的是哪几项: how many there are, and which of them."""
    place = next((at for at, token in enumerate(tokens) if token.text in _AMONG), None)
    if place is None:
        return []
    before, behind = tokens[:place], tokens[place + 1 :]
    counts = any(token.word in ("HOW_MANY", "TOTAL") for token in before)
    if not counts or not any(token.word in ("WHICH", "HOW_MANY", "WHO") for token in behind):
        return []
    bounds = [token for token in before if token.word not in ("HOW_MANY", "WHICH", "TOTAL", "MARK", "LIST")]
    return [tuple(before), (*bounds, *behind)]


def _of_both_ends(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Part 条数最多的是哪章，最少的又是哪章: what is ranked is said once."""
    ends = [at for at, token in enumerate(tokens) if token.word in ("MOST", "FEWEST")]
    if len({tokens[at].word for at in ends}) < 2 or len(ends) != 2:
        return []
    first, second = ends
    if not all(_asks_which(part) for part in (tokens[first:second], tokens[second:])):
        return []
    start = max((at + 1 for at in range(first, second) if tokens[at].word == "MARK"), default=second)
    has_noun = any(token.word in NOUNS for token in tokens[start:second])
    return [tuple(tokens[:start]), (*(() if has_noun else tokens[:first]), *tokens[start:])]


def _asks_which(tokens: Sequence[Token]) -> bool:
    return any(token.word in ("WHICH", "WHO") for token in tokens)


def _of_each_agency(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    shape = Shape(tokens)
    group = shape.first(
        "AGENCY ((AND|LISTED) AGENCY)+ (COMMA|OWN|INVOLVE|DOCUMENT_NOUN|BODY_NOUN|ANNEX_NOUN)* EACH (OWN|INVOLVE|HOW_MANY|WHICH)"
    )
    if group is None or shape.first("JOINT|BOTH|SAME|EITHER|NOT|ONLY|EXCEPT|OUTSIDE|MOST|FEWEST"):
        return []
    agencies = [token for token in group.tokens if token.word == "AGENCY"]
    between = {
        token for token in group.tokens if token.word == "AND" or (token.word == "MARK" and token.text.strip() == "、")
    }
    return [tuple(one for one in tokens if one is kept or one not in (*agencies, *between)) for kept in agencies]


def _of_each_ask(tokens: Sequence[Token]) -> list[tuple[Token, ...]]:
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        clauses[-1].append(token)
        if token.word == "MARK":
            clauses.append([])
    clauses = [clause for clause in clauses if clause]
    asking = [clause for clause in clauses if _asks_of_its_own(clause)]
    others = [clause for clause in clauses if clause not in asking]
    told = any(token.mention or token.word in ("QUOTED", "SAY", *OPERATORS) for clause in others for token in clause)
    if len(asking) < 2:
        return []
    # What is told besides may bound each of them, which nobody reads yet.
    return [tuple(clause) for clause in (clauses if told else asking)]


def _asks_of_its_own(clause: Sequence[Token]) -> bool:
    """Tell whether a clause asks which or who, and names what it asks of: 哪条谈招商; not 分别归谁管, nor 其中有哪几条."""
    asks = any(token.word in ("WHICH", "WHO", "HOW_MANY") for token in clause)
    names = any(token.mention or token.word in ("QUOTED", "CONTENT") for token in clause)
    return asks and names and not any(token.text in _AMONG for token in clause)


def _is_unbound(plan: Plan) -> bool:
    """Tell whether a selection is of everything: of all that lead, of all measures."""
    if not isinstance(plan, Select) or plan.order or plan.group:
        return False
    conditions = conjuncts(plan.where)
    return all(isinstance(one, Has | Not) and not _tells_which(one) for one in conditions)


def _tells_which(condition: Condition) -> bool:
    inner = condition.condition if isinstance(condition, Not) else condition
    whatever = isinstance(inner, Has) and (inner.where is None or isinstance(inner.where, OfKind))
    return not (whatever and isinstance(inner, Has) and inner.comparison == ">=")


def _names_matter(token: Token) -> bool:
    return token.word in ("CONTENT", "QUOTED")


def _read(tokens: Sequence[Token], names: Names) -> Candidate | None:
    """Read what is asked as one selection; None where it is none, or more than one."""
    shape = Shape(_with_final_question(tokens))
    head = find_head(shape)
    if head is None or _is_no_selection(tokens, head, names):
        return None
    groups = sum(token.word == "AGENCY" for token in shape.tokens)
    parts = _parts_of(shape, head, names, groups)
    if parts.roles.role and not names.table.tells(parts.roles.role):
        return None  # the document does not tell who leads; that is said elsewhere
    head = _narrowed(_of_each(shape, head, parts), shape, names)
    if _asks_of_several(shape, head, parts) or _contradicts(parts.pieces) or _asks_of_items(head, parts, shape):
        return None
    query = put_together(head, parts, sections_meant(shape, parts.pieces, names) if head.kind == "section" else ())
    used = parts.tokens | {*head.tokens, *read_totals(shape, head, names)}
    used |= {token for pattern in (_PRINTED, _STRESSED) for found in shape.find(pattern) for token in found.tokens}
    used |= {token for token in shape.tokens if token.topic == "DOCUMENT_WORD"}
    # 讲智能算力的第一部分 says twice which one is meant.
    called = [normalize(token.mention.name) for token in used if token.mention]
    used |= {token for token in shape.tokens if token.word == "CONTENT" and any(token.text in name for name in called)}
    used |= {
        token
        for found in shape.find("ONLY NUMBER (UNIT|TASK_NOUN|MEASURE_NOUN|ROW_NOUN|SECTION_NOUN)")
        if found.tokens[1].value == 1 and NOUNS.get(found.tokens[2].word) == head.kind
        for token in found.tokens
    }
    looked_for = any(isinstance(part, Says) for piece in parts.pieces for part in conjuncts(piece.condition))
    if looked_for or (head.kind == "agency" and shape.first("ITEM|SECTION")):
        used |= {token for token in shape.tokens if token.word == "SAY"}  # 第三条点了名的单位
    if any(isinstance(piece.condition, SameAgencies) for piece in parts.pieces):
        used |= {token for token in shape.tokens if token.word == "SAME"}
    operators = OPERATORS | (_BESIDE if any(token.word == "ITEM" for token in shape.tokens) else frozenset())
    left = [token for token in shape.tokens if token.word in operators and token not in used]
    places = {token.start for token in used}
    accounted = frozenset(token for token in tokens if token.start in places)
    return Candidate(query, _SURE - _OPERATOR * len(left), "按名单和条文逐项筛选", accounted)


def _is_no_selection(tokens: Sequence[Token], head: Head, names: Names) -> bool:
    """Tell whether what seems to ask for a selection asks for something else, or for something that is not there."""
    is_unclear = any(map(_is_unclear, pairwise((None, *tokens)))) or any(map(_lacks_which, pairwise(tokens)))
    no_domains = head.kind == "domain" and not names.table.domains
    named = any(token.word == "AGENCY" for token in tokens)
    # 应当写哪些内容 asks for a text, 市财政局有哪些事 for tasks.
    of_text = not named and any(token.word == "VAGUE_NOUN" for token in head.tokens)
    # 一周几节 counts no sections.
    lessons = any(token.text in _UNIT_SECTIONS for token in head.tokens)
    of_lessons = lessons and not _has_small_sections(names) and not any(token.word == "SECTION" for token in tokens)
    return is_unclear or no_domains or of_text or of_lessons or len(_sentences_asking(tokens)) > 1


def _with_final_question(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Take 没有 at the end for what asks whether: 责任单位里有网信办没有."""
    last = next((one for one in reversed(tokens) if one.word not in ("MARK", "FILLER")), None)
    asks = any(one.word in ASKING for one in tokens)
    if last is None or last.word != "NOT" or last.text not in _NONE or asks:
        return tuple(tokens)
    return tuple(replace(one, word="YES_NO") if one is last else one for one in tokens)


def _is_unclear(pair: tuple[Token | None, Token | None]) -> bool:
    """Tell whether an agency is none of the document, one of several, or one of another place: 北京市科协."""
    before, token = pair
    if token is None or token.word != "AGENCY" or token.mention is None or token.text[:1] in _QUOTES:
        return False
    elsewhere = before is not None and before.word == "CONTENT" and before.end == token.start
    return len(token.mention.ids) != 1 or elsewhere


def _lacks_which(pair: tuple[Token, Token]) -> bool:
    """Tell whether it is asked what something lacks (没有哪些场景), which is anything."""
    return pair[0].word == "NOT" and pair[1].word == "WHICH" and pair[0].end == pair[1].start


def _of_each(shape: Shape, head: Head, parts: Parts) -> Head:
    """Ask for the tasks with their owners where they are chosen by what they say or where they stand: 标题带“人才”的工作归谁管,
    提到“品牌”的任务都是谁在管.
    """
    said = any(isinstance(piece.condition, Says) and _is_said(piece) for piece in parts.pieces)
    beside = any(isinstance(piece.condition, Beside) for piece in parts.pieces)
    stands = beside or (parts.ranked is not None and parts.ranked.order.by == "place")
    nouns = [NOUNS[token.word] for token in shape.tokens if NOUNS.get(token.word) in ITEMS and token not in head.tokens]
    of = head.of or next(iter(nouns), "measure" if stands else None)
    by_each = any(
        token.word == "EACH" or (token.word == "WHO" and not token.text.endswith("家")) for token in shape.tokens
    )
    summed = shape.first("HOW_MANY|TOTAL|OTHER") is not None
    asks = head.ask == "which" or (stands and head.ask == "list")
    whose = head.kind == "agency" and asks and (by_each or stands) and not summed
    return Head(of, "which", head.tokens, (("agency", "which"),)) if of and whose and (said or stands) else head


def _has_small_sections(names: Names) -> bool:
    return any(re.match("第.{1,3}节", section.heading) for section in names.document.sections)


def _asks_of_several(shape: Shape, head: Head, parts: Parts) -> bool:
    """Tell whether something is asked of each of several, or of their likeness, which no one selection tells."""
    if head.kind not in ITEMS and parts.ranked and parts.ranked.order.by == "place":
        return True  # 前两条涉及几家单位
    items = [token for token in shape.tokens if token.word == "ITEM"]
    if len(items) > 1 and shape.first("YES_NO") and shape.first("SAME") and not shape.first("JOINT"):
        return True  # 机场和口岸是同一家管吗
    if items and head.ask == "whether" and shape.first("AGENCY"):
        return True  # Ａ是第三条的责任单位吗, Ａ是不是只管机场
    apart = [piece for piece in parts.pieces if isinstance(piece.condition, Is) and len(piece.condition.ids) == 1]
    return (
        head.kind in ITEMS
        and bool(apart)
        and head.ask in ("which", "how_many")
        and shape.first("OWN WHICH") is not None
    )


def _narrowed(head: Head, shape: Shape, names: Names) -> Head:
    """Take 任务 for measures where their number is named, or the body of the document is (正文十八项任务); for those of the annex
    where only that is spoken of; and take two kinds together where both are named: 措施和场景.
    """
    measures, rows = len(names.document.measures), len(names.document.scenarios)
    of_body = shape.first("MEASURE_NOUN|BODY_NOUN|DOCUMENT_NOUN (AND|LISTED) (ANNEX_NOUN|ROW_NOUN)")
    of_annex = shape.first("ROW_NOUN|ANNEX_NOUN")
    if head.kind in ITEMS and rows and not shape.first("EXCEPT|OUTSIDE|ONLY|NOT"):
        if of_body and of_annex:
            return replace(head, kind="task")
        if of_annex and head.kind == "task":
            return replace(head, kind="row")
    numbered = any(found.tokens[0].value == measures for found in shape.find("NUMBER UNIT? TASK_NOUN"))
    in_body = shape.first("MEASURE_NOUN") is not None and shape.first("ROW_NOUN|EXCEPT|OUTSIDE") is None
    meant = head.kind == "task" and measures and rows and measures != rows and (numbered or in_body)
    return replace(head, kind="measure") if meant else head


def _asks_of_items(head: Head, parts: Parts, shape: Shape) -> bool:
    """Tell whether nothing bounds what is asked for but the items that are named: what they say, or whose they are."""
    conditions = [piece.condition for piece in parts.pieces]
    named = any(isinstance(one, Is) for one in conditions)
    if not conditions and not any(token.counts for token in shape.tokens):
        # How many sections there are is told by the document, whatever stands in them; of others all may be asked for.
        of_all = head.ask == "how_many" or (head.kind == "agency" and shape.first("ALL") is not None)
        if of_all or head.kind == "section":
            return head.kind == "section" and not (parts.counted or parts.ranked)
    if any(_is_end(token) for piece in parts.pieces for token in piece.tokens):
        return False  # 最后三条是哪些
    if head.ask == "how_many" and named:
        return head.kind != "agency"  # 第三条由几家单位负责
    of_kind = head.kind == "agency" and bool(conditions) and all(isinstance(one, OfKind) for one in conditions)
    of_role = head.kind == "agency" and not named and (parts.roles.role is not None or parts.roles.first)
    if parts.counted or parts.ranked or parts.grouped or parts.repeats or of_role or of_kind:
        return False
    bare = all(isinstance(one, Is | OfKind) for one in conditions)
    said_so = any(isinstance(piece.condition, Says) and _is_said(piece) for piece in parts.pieces)
    by_words = all(isinstance(one, Is | OfKind | Says) for one in conditions)
    return bare or (head.kind == "agency" and by_words and not said_so)


def _is_end(token: Token) -> bool:
    several = token.mention is not None and len(token.mention.ids) > 1
    return token.word == "ITEM" and several and token.text[:1] in "前头开最倒末后"


def _is_said(piece: Piece) -> bool:
    return any(token.word in ("SAY", "INVOLVE", "WORD_NOUN", "NAME_NOUN") for token in piece.tokens)


def _parts_of(shape: Shape, head: Head, names: Names, groups: int) -> Parts:
    roles, ends = find_roles(shape), read_ends(shape, head)
    said = read_words(shape, names, head)
    taken = {token for piece in said for token in piece.tokens} | set(ends.tokens if ends else ())
    rest = shape.without(taken)
    pieces = [
        *said,
        *read_agencies(rest, head, roles),
        *read_places(rest, head),
        *_lists(rest),
        *read_facts(rest, head),
    ]
    pieces += [*_never(rest, head, roles), *_alone(rest, head), *read_sized(rest, head, names)]
    alike = sections_meant(shape, pieces, names) if head.kind == "section" else ()
    pieces += read_same_number(rest, head, alike)
    taken = {token for piece in pieces for token in piece.tokens}
    counted = _once([one for one in read_counted(rest, head, names, groups) if taken.isdisjoint(one.tokens)])
    ranked = ends or read_largest(rest, head) or read_ranked(rest, head, roles)
    repeats = tuple(token for token in rest.tokens if token.word == "REPEATS")
    return Parts(tuple(pieces), tuple(counted), ranked, roles, read_grouped(rest, head), repeats)


def _once(counted: Sequence[Counted]) -> list[Counted]:
    """Leave out a number that another says more exactly: 三家都打不住、超过三家."""
    return [
        one
        for one in counted
        if one.comparison != "="
        or all(two.comparison == "=" or (two.what, two.count) != (one.what, one.count) for two in counted)
    ]


def _sentences_asking(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the sentences that ask something of their own: 是哪条？再说说没写围棋的是哪条？"""
    sentences: list[list[Token]] = [[]]
    for token in tokens:
        sentences[-1].append(token)
        if token.word == "MARK" and token.text.strip()[:1] in "。.?!":
            sentences.append([])
    return [
        one
        for one in sentences
        if any(token.word in ASKING or token.text.strip()[:1] == "?" for token in one)
        and any(token.word == "QUOTED" or token.mention for token in one)
    ]


def _never(shape: Shape, head: Head, roles: Roles) -> Iterator[Piece]:
    """Read 从没牵头的单位, 没有排过首位的单位."""
    found = shape.first("NOT (OWN|INVOLVE|AGENCY_NOUN|LIST_NOUN)* (LEAD|LEAD_NOUN|FIRST)")
    if found and head.kind == "agency" and not shape.first("AGENCY"):
        yield Piece(found.tokens, Not(Has("task", role=roles.role, first=roles.first)), "head")


def _alone(shape: Shape, head: Head) -> Iterator[Piece]:
    """Read 不用跟别家合作的任务."""
    found = shape.first("NOT AND? OTHER (AGENCY_NOUN|UNIT_AGENCY)? (JOINT|OWN)+")
    found = found or shape.first("ONLY AGENCY_NOUN OWN|ALONE OWN+")
    if found and head.kind in ITEMS and not shape.first("AGENCY"):
        yield Piece(found.tokens, Has("agency", comparison="=", count=1))


def _contradicts(pieces: Sequence[Piece]) -> bool:
    """Tell whether something is wanted and not: then one of them is part of a story."""
    flat = [part for piece in pieces for part in conjuncts(piece.condition)]
    roles: dict[Condition, set[Role]] = {}
    for one in flat:
        if isinstance(one, Has) and one.what == "agency" and one.where and one.role:
            roles.setdefault(one.where, set()).add(one.role)
    in_two_roles = any(len(several) > 1 for several in roles.values())
    return in_two_roles or any(isinstance(one, Not) and _is_wanted(one.condition, flat) for one in flat)


def _is_wanted(denied: Condition, conditions: Sequence[Condition]) -> bool:
    """Tell whether what is denied is wanted by another condition, alone or as one of several agencies."""
    return any(
        one == denied
        or (
            isinstance(one, Has)
            and isinstance(denied, Has)
            and isinstance(one.where, Is)
            and isinstance(denied.where, Is)
            and set(denied.where.ids) <= set(one.where.ids)
            and replace(one, where=denied.where) == denied
        )
        for one in conditions
    )


def _lists(shape: Shape) -> Iterator[Piece]:
    """Read whether lists end in 等, and whether they are the same."""
    found = shape.first("OPEN_LIST")
    if found:
        denied = shape.before(found.start, "NOT") or ()
        yield Piece((*denied, *found.tokens), Not(OpenList()) if denied else OpenList())
    between = "(ALL|ORDER|AND|BOTH|UNIT|LISTED|COMMA|OTHER|WHICH|IT|CHAR|TASK_NOUN|MEASURE_NOUN|ROW_NOUN)*"
    same = shape.first(f"(AGENCY_NOUN|LIST_NOUN) {between} SAME|SAME (NUMBER|UNIT|UNIT_AGENCY|CHAR)* AGENCY_NOUN")
    if same and not shape.first("ITEM"):
        ordered = any(token.word == "ORDER" for token in same.tokens)
        yield Piece(same.tokens, SameAgencies("", ordered))
