"""Web pages and PDF files with pieces cut out, doubled or changed: each is read, or refused with one line."""

from __future__ import annotations

import random
import re
from contextlib import suppress

import pytest

from ingest.errors import SourceUnreadableError
from ingest.formats.html import reader as html
from ingest.formats.pdf import reader as pdf
from ingest.formats.registry import Reader
from tests.ingest.formats.html.portals import PORTALS
from tests.ingest.formats.html.test_reader import DOCUMENTS, FIXTURES, ROWS
from tests.ingest.formats.pdf import paper
from tests.ingest.formats.pdf.printed import printed

SENTENCE = "为深入贯彻落实有关决策部署，制定本办法。"
PAGES = [
    *(portal(DOCUMENTS["short"]).encode() for portal in PORTALS),
    *(file.read_bytes() for file in sorted((FIXTURES / "pages").glob("*.html"))),
    "<div>　　第一条 甲<br><img width=200>乙，<br><table><tr><td rowspan=2>丙<td>丁<tr><td>戊</table></div>".encode(),
]
FILES = [
    printed("关于某事的通知", [SENTENCE] * 5, ROWS),
    paper.pdf(*[paper.Sheet().text(80, 120, SENTENCE).grid([80, 150, 500], [600, 640, 700])] * 3),
]
NUMBERS = (b"-1", b"0", b"1e9", b"-1e9", b"3.4e38", b"99999999999", b"65536")


def mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 30)):
        place, other = chance.randrange(len(changed)), chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[place] = chance.randrange(256)
            case 1 if len(changed) > 400:
                del changed[place : place + chance.randrange(200)]
            case 2:
                changed[place:place] = changed[other : other + chance.randrange(400)]
            case _:
                number = re.search(rb"\d+", changed[place : place + 300])
                if number:
                    changed[place + number.start() : place + number.end()] = chance.choice(NUMBERS)
    return bytes(changed)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("files", "read"), [(PAGES, html.read), (FILES, pdf.read)], ids=["html", "pdf"])
def test_whatever_is_changed_there_is_a_text_or_one_line(files: list[bytes], read: Reader, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        with suppress(SourceUnreadableError):
            found = read(mutated(chance.choice(files), chance), "a")
            assert found.text.strip()
            assert list(found.pages) == sorted(found.pages)
