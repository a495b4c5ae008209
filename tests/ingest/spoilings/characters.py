"""What scanners, encodings and web pages do to characters."""

from __future__ import annotations

import re
from random import Random

from tests.ingest.spoilings.page import Page, exchanged, some

_SIMILAR = dict(zip("局委厅市部办农人会院民技工发科改财政", "同秀斤巿都力衣入佘陀氏枝土友料攺则攻", strict=True))


def _in_names(page: Page, random: Random, share: float, new: dict[str, str]) -> str:
    edits = []
    for name in some(random, [one for one in page.names if set(one.of(page.text)) & set(new)], share):
        at = random.choice([i for i in range(name.start, name.end) if page.text[i] in new])
        edits.append((at, at + 1, new[page.text[at]]))
    return exchanged(page.text, dict.fromkeys(edits))


def similar_in_names(page: Page, random: Random) -> str:
    return _in_names(page, random, 0.1, _SIMILAR)


def endings_misread(page: Page, random: Random) -> str:
    """局 read as 同, 委 as 秀: at the end of names."""
    new = {"局": "同", "委": "秀", "厅": "斤", "部": "都", "办": "力"}
    ends = [one.end - 1 for one in page.names if page.text[one.end - 1] in new]
    chosen = some(random, ends, 0.15)
    return exchanged(page.text, [(at, at + 1, new[page.text[at]]) for at in dict.fromkeys(chosen)])


def similar_everywhere(page: Page, random: Random) -> str:
    return "".join(_SIMILAR[char] if char in _SIMILAR and random.random() < 0.03 else char for char in page.text)


def wrong_everywhere(page: Page, random: Random) -> str:
    """Two in a hundred characters are others."""
    others = "阴阳春秋晴雨河海木石鸟鱼"
    return "".join(
        random.choice(others) if "一" <= char <= "龥" and random.random() < 0.02 else char for char in page.text
    )


def _inserted(page: Page, random: Random, marks: str, share: float) -> str:
    places = [
        random.randrange(name.start + 1, name.end)
        for name in some(random, [n for n in page.names if n.end - n.start > 1], share)
    ]
    return exchanged(page.text, [(at, at, random.choice(marks)) for at in dict.fromkeys(places)])


def marks_in_names(page: Page, random: Random) -> str:
    return _inserted(page, random, "■�|□▯¤~^_", 0.1)


def letters_in_names(page: Page, random: Random) -> str:
    return _inserted(page, random, "lIOoTrn1", 0.1)


def spaces_in_names(page: Page, random: Random) -> str:
    return _inserted(page, random, "　\u00a0 \u2003", 0.3)


def marks_instead(page: Page, random: Random) -> str:
    """Characters of names that could not be read."""
    edits = []
    for name in some(random, page.names, 0.1):
        at = random.randrange(name.start, name.end)
        edits.append((at, at + 1, random.choice("■�□?＊*")))
    return exchanged(page.text, dict.fromkeys(edits))


def marks_everywhere(page: Page, random: Random) -> str:
    return "".join(char + (random.choice("■|·") if random.random() < 0.01 else "") for char in page.text)


def spaces_between_all(page: Page, random: Random) -> str:
    """Justified lines: a space behind every character."""
    return "\n".join(line if "\t" in line or line.startswith("|") else " ".join(line) for line in page.text.split("\n"))


def zero_width(page: Page, random: Random) -> str:
    return _inserted(page, random, "\u200b\ufeff\u00ad", 0.5)


def half_width(page: Page, random: Random) -> str:
    """Full and half width mixed."""
    table = {"（": "(", "）": ")", "：": ":", "，": ",", "；": ";", "、": ","}
    return "".join(table[char] if char in table and random.random() < 0.5 else char for char in page.text)


def full_width(page: Page, random: Random) -> str:
    return "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" and char != "|" and random.random() < 0.5 else char
        for char in page.text
    )


def entities(page: Page, random: Random) -> str:
    """What is left of a web page."""
    lines = page.text.split("\n")
    out = []
    for line in lines:
        if "\t" in line or line.startswith("|"):
            out.append(line)
            continue
        out.append(
            random.choice(["&nbsp;&nbsp;{}", "{}<br>", "<p>{}</p>", "&emsp;{}<br/>"]).format(line)
            if line.strip()
            else line
        )
    return "\n".join(out)


def entities_in_lists(page: Page, random: Random) -> str:
    new = {"、": "、&nbsp;", "，": "，<br>"}
    edits = [
        (i, i + 1, new[page.text[i]])
        for span in page.lists
        for i in range(span.start, span.end)
        if page.text[i] in new and random.random() < 0.3
    ]
    cuts = [random.randrange(span.start + 2, span.end - 1) for span in some(random, page.lists, 0.3)]
    taken = {start for start, _, _ in edits}
    return exchanged(page.text, [*edits, *((cut, cut, "<br>") for cut in cuts if cut not in taken)])


def tags_in_names(page: Page, random: Random) -> str:
    places = [
        random.randrange(name.start + 1, name.end)
        for name in some(random, [n for n in page.names if n.end - n.start > 1], 0.15)
    ]
    return exchanged(
        page.text, [(at, at, random.choice(["</span><span>", "<br>", "&nbsp;", "<b>"])) for at in dict.fromkeys(places)]
    )


def gb18030(page: Page, random: Random) -> bytes:
    return page.text.encode("gb18030")


def big5(page: Page, random: Random) -> bytes:
    """What simplified characters Big5 lacks became a question mark."""
    return page.text.encode("cp950", "replace")


def utf_16(page: Page, random: Random) -> bytes:
    return page.text.encode("utf-16")


def bom_and_crlf(page: Page, random: Random) -> bytes:
    return page.text.replace("\n", "\r\n").encode("utf-8-sig")


def carriage_returns(page: Page, random: Random) -> bytes:
    return page.text.replace("\n", "\r").encode()


def read_as_latin(page: Page, random: Random) -> str:
    """Part of the text was read in a wrong encoding."""
    lines = page.text.split("\n")
    for place in some(random, range(len(lines)), 0.15):
        lines[place] = lines[place].encode().decode("gb18030", "replace")
    return "\n".join(lines)


def names_read_wrongly(page: Page, random: Random) -> str:
    edits = [
        (name.start, name.end, name.of(page.text).encode().decode("gb18030", "replace"))
        for name in some(random, page.names, 0.08)
    ]
    return exchanged(page.text, edits)


def soft_marks(page: Page, random: Random) -> str:
    """Numbers of notes within the text."""
    places = [name.end for name in some(random, page.names, 0.15)]
    return exchanged(page.text, [(at, at, random.choice(["[1]", "①", "²", "*"])) for at in dict.fromkeys(places)])


def without_punctuation(page: Page, random: Random) -> str:
    return re.sub("[，。；]", lambda match: "" if random.random() < 0.5 else match.group(), page.text)
