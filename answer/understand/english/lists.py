"""Lists, counts and owners in English: which articles outside chapter three mention Ａ but not Ｂ.

What is asked for and each condition are read one after the other and said in the order of Chinese: 第三章以外提到“Ａ”而且没有提到“Ｂ”的条款有哪些.
"""

from __future__ import annotations

from answer.understand.english.conditions import (
    AGENCIES,
    GROUPS,
    ITEMS,
    MEMBER,
    NOUN,
    NOUNS,
    UNITS,
    Read,
    is_agency,
    read_condition,
)
from answer.understand.english.row import Row

_SECTION = (
    "(?P<sections>(CHAPTER|PART) (NUMBER|LABEL) ((COMMA|AND|OR)+ (CHAPTER|PART)? (NUMBER|LABEL))*|(ORDINAL|FIRST) (CHAPTER|PART)"
    "|(CHAPTER|PART) ABOUT? ((UNKNOWN|TERM|AND)+)? TERM|TERM (CHAPTER|PART)|ANNEX)"
)
_IN_SECTION = f"NOT? (IN|OF|FOR|OUTSIDE) ALL? {_SECTION}"
_HEADS = (
    (
        f"(IN|OF|FOR|AMONG)? (?P<ask>WHICH|HOW_MANY|LIST|NAME|THERE_IS|NAME LIST) (ALL|OF|ONLY|NUMBER)* (?P<ranked>MOST|FEWEST)? (?P<noun>{NOUN}) THERE_IS?"
    ),
    "(?P<ask>WHERE) IN? (DOC)?",
)
_OF_ITEM = f"(?P<ask>HOW_MANY|WHICH|LIST|NAME) ALL? (AGENCY|OWNER) (DOES|IN|OF|FOR|LISTED|MENTIONED)* {MEMBER} (?P<item>NUMBER|LABEL) (HAVE|NAME|LIST)?"
_ENDED = f"(?P<ask>WHICH|LIST|NAME) ALL? (?P<end>FIRST|LAST) (?P<number>NUMBER)? (?P<noun>{MEMBER})"
_BESIDE = f"(?P<ask>WHICH|LIST|NAME) ALL? (?P<noun>{MEMBER}) (HAVE|MENTIONED|DOES)? (?P<beside>NEXT|PREVIOUS) {MEMBER} (?P<item>NUMBER|LABEL)"


class ListReader:
    """Reads one sentence."""

    def __init__(self, row: Row) -> None:
        """Take its row."""
        self._row = row
        self._at = 0

    def read(self) -> str:
        """Return what it asks in Chinese; empty where it is no list, or not all of it is understood."""
        return self._duties() or self._of_item() or self._ended() or self._beside() or self._asked()

    def _duties(self) -> str:
        """Read what Ａ is responsible for."""
        found = self._row.match("WHICH (?P<agency>TERM) (DOES|ASKED)+ (IN TERM? TASK)? (OF|IN)? DOC?")
        if found is None or found.end() < len(self._row.row) or not is_agency(self._row.text(found, "agency")):
            return ""
        return f"{self._row.text(found, 'agency')}负责哪些任务？"

    def _of_item(self) -> str:
        """Read how many bodies measure 5 has, and which."""
        found = self._row.match(_OF_ITEM)
        if found is None or found.end() < len(self._row.row):
            return ""
        item = f"第{self._row.text(found, 'item')}条"
        is_count = self._row.word(found, "ask") == "HOW_MANY"
        return f"{item}有多少家责任单位？" if is_count else f"{item}由哪些单位负责？"

    def _asked(self) -> str:
        place, place_noun = self._leading_place()
        head = next((match for pattern in _HEADS if (match := self._row.match(pattern, self._at))), None)
        if head is None:
            bare = self._row.match("(?P<ask>WHICH|HOW_MANY|ASKS_MORE)", self._at) if place_noun else None
            if bare is None:
                return ""
            self._at = bare.end()
            read, ask = (
                Read(place_noun, place=place),
                "HOW_MANY" if self._row.word(bare, "ask") == "HOW_MANY" else "WHICH",
            )
        else:
            ask = self._row.word(head, "ask")
            noun = "ARTICLE" if ask == "WHERE" else self._row.word(head, "noun")
            read = Read(noun, place=place)
            self._at = head.end()
            if ask != "WHERE" and head["ranked"]:
                self._at = head.start("ranked")
                rank = self._row.word(head, "ranked")
                return self._most(read, rank, head.end())
        each = self._row.match("(OF|IN|FOR)? EACH (OF|IN|FOR)? (?P<group>CHAPTER|PART|DOMAIN) HAVE?", self._at)
        if each and each.end() == len(self._row.row) and read.noun in ITEMS and ask == "HOW_MANY":
            return f"每个{NOUNS[self._row.word(each, 'group')]}各有多少{UNITS.get(read.noun, '个')}{NOUNS[read.noun]}？"
        return self._written(read, ask) if self._conditions(read) else ""

    def _most(self, read: Read, rank: str, at: int) -> str:
        """Read the longest chapter by number of articles."""
        self._at = at
        by = self._row.match(f"BY_NUMBER (?P<counted>{NOUN})", at)
        counted = self._row.word(by, "counted") if by else ""
        self._at = by.end() if by else at
        if read.noun in GROUPS and counted and self._conditions(read):
            read.ranked, read.counts = f"{NOUNS[counted]}{'最多' if rank == 'MOST' else '最少'}", counted
            return self._written(read, "WHICH")
        return ""

    def _leading_place(self) -> tuple[str, str]:
        """Read of the measures in chapter two, which ones …"""
        lead = self._row.match(f"(OF|IN|AMONG) ALL? (NUMBER)? (?P<noun>{MEMBER})", 0)
        if lead:
            place = self._section(lead.end())
            self._at = self._row.match("COMMA*", self._at or lead.end()).end()  # type: ignore[union-attr]
            return place, self._row.word(lead, "noun")
        place = self._section(0)
        self._at = self._row.match("COMMA*", self._at).end() if place else 0  # type: ignore[union-attr]
        return place, ""

    def _section(self, at: int) -> str:
        """Read in chapter three, outside chapters two and three, of the part on Ａ."""
        found = self._row.match(f"COMMA? (?P<side>NOT? (IN|OF|FOR|OUTSIDE)) ALL? {_SECTION}", at)
        if found is None:
            return ""
        self._at = found.end()
        is_outside = self._row.word(found, "side") == "OUTSIDE" or self._row.pieces[found.start("side")].word == "NOT"
        start, end = found.span("sections")
        pieces = self._row.pieces[start:end]
        numbers = [
            "1" if piece.word == "FIRST" else piece.text
            for piece in pieces
            if piece.word in ("NUMBER", "ORDINAL", "LABEL", "FIRST")
        ]
        unit = "章" if any(piece.word == "CHAPTER" for piece in pieces) else "部分"
        named = [f"“{term}”这一{unit}" for term in self._row.terms(found, "sections")[-1:]]
        called = [f"第{number}{unit}" for number in numbers] or named or ["附件"]
        return f"{'和'.join(called)}{'以外' if is_outside else '里'}"

    def _conditions(self, read: Read) -> bool:
        """Read all conditions to the end of the sentence."""
        while self._at < len(self._row.row):
            before = self._at
            self._at = self._row.match("(COMMA|AND|BUT|DOC|IN DOC|OF DOC|FOR DOC|MARK)*", self._at).end()  # type: ignore[union-attr]
            if self._at == len(self._row.row):
                return True
            if read.noun in AGENCIES:
                self._at = self._row.match(f"((MENTIONED|LISTED|HAVE|DOES)+ BOTH? (?={_IN_SECTION}))?", self._at).end()  # type: ignore[union-attr]
            if (not read.place or read.noun in AGENCIES) and (place := self._section(self._at)):
                self._put(read, place)
                continue
            found = read_condition(self._row, self._at, read)
            if found is None:
                more = self._row.match(f"ASKS_MORE|(?P<many>HOW_MANY) {NOUN}? POINTING?", self._at)
                if more is None or more.end() < len(self._row.row) or before == 0:
                    return False
                self._at = more.end()
                read.asks_number |= self._row.pieces[more.start()].text.startswith(("how many", "a count"))
                continue
            self._at, condition = found
            read.conditions += [condition] if condition else []
        return True

    @staticmethod
    def _put(read: Read, place: str) -> None:
        """Keep where something must stand; of bodies, where they must be named."""
        if read.noun not in AGENCIES:
            read.place = place
        elif place.endswith("以外"):
            read.conditions.append(f"没有在{place.removesuffix('以外')}出现")
        else:
            read.conditions.append(f"在{place.removesuffix('里')}出现")

    def _written(self, read: Read, ask: str) -> str:
        noun, unit = NOUNS[read.noun], UNITS.get(read.noun, "个")
        said = "而且".join(read.conditions)
        of = f"{said}的" if said else ""
        if read.ranked:
            number = f"，有多少{UNITS.get(read.counts, '个')}" if read.asks_number else ""
            among = f"{read.place}{of}{noun}中，" if read.place or of else ""
            return f"{among}哪个{noun}{read.ranked}{number}？"
        if read.noun in AGENCIES and not of and not read.place:
            return f"{noun}一共有多少家？" if ask == "HOW_MANY" else ""
        if not of and not read.place:
            return ""
        if ask == "HOW_MANY":
            return f"{read.place}{of}{noun}有多少{unit}？"
        if said.endswith("负责") and ask != "THERE_IS":
            return f"列出{read.place}{of}{noun}。"  # Ａ负责的场景有哪些 asks for all that Ａ does
        return f"{'有没有' if ask == 'THERE_IS' else ''}{read.place}{of}{noun}{'' if ask == 'THERE_IS' else '有哪些'}？"

    def _ended(self) -> str:
        found = self._row.match(_ENDED)
        if found is None:
            return ""
        place = self._section(found.end())
        noun = NOUNS[self._row.word(found, "noun")]
        end = "最前" if self._row.word(found, "end") == "FIRST" else "最后"
        number = self._row.text(found, "number") or "1"
        rest = self._row.match("(COMMA|DOC|OF DOC|IN DOC)*", self._at)
        is_all = place and rest and rest.end() == len(self._row.row)
        return f"{place.removesuffix('里')}{end}{number}条{noun}是哪些？" if is_all else ""

    def _beside(self) -> str:
        found = self._row.match(_BESIDE)
        if found is None or found.end() < len(self._row.row):
            return ""
        side = "后面" if self._row.word(found, "beside") == "NEXT" else "前面"
        return f"第{self._row.text(found, 'item')}条{side}一条是哪条？"
