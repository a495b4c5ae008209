"""Hostile web pages."""

from __future__ import annotations

from collections.abc import Callable

from tests.ingest.formats.hostile.case import MEASURE, POLICY, Bait, Hostile

BODY = f"<h1>{POLICY}</h1><p>{MEASURE}</p>" + "".join(
    f"<p>第{number}条 市科技局会同市财政局，对符合条件的企业给予最高一百万元的研发补贴，每年受理两次。</p>"
    for number in "二三四五六七八"
)


def page(body: str, head: str = "") -> Callable[[Bait], bytes]:
    """Make a page; ``URL`` and ``SECRET`` in it become the baits."""

    def make(bait: Bait) -> bytes:
        text = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
        return text.replace("URL", bait.url).replace("SECRET", bait.secret).encode()

    return make


def html(body: str, head: str = "", text: str | None = MEASURE) -> Hostile:
    return Hostile(page(body, head), text, ".html")


ARCHIVE = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"


def nested(depth: int, page: bytes) -> bytes:
    """Write a page in an archive in an archive."""
    inner = (b"--b%d\nContent-Type: multipart/related; boundary=b%d\n\n" % (n, n + 1) for n in range(depth))
    return ARCHIVE + b"".join(inner) + b"--b%d\nContent-Type: text/html\n\n" % depth + page


PAGE_FILES = {
    "refresh": html(BODY, '<meta http-equiv="refresh" content="0; url=URL"><base href="URL">'),
    "scripts": html(
        f"<script src='URL'></script><script>fetch('URL')</script>{BODY}<img onerror=\"fetch('URL')\" src=x>"
    ),
    "remote images, styles and frames": html(
        f"<link rel=stylesheet href='URL'><style>@import 'URL';</style><img src='URL'><iframe src='SECRET'></iframe>"
        f"<object data='SECRET'></object><embed src='URL'><video poster='URL'></video><svg><image href='URL'/></svg>{BODY}"
    ),
    "forms that send themselves": html(f"<form action='URL'>{BODY}</form><script>document.forms[0].submit()</script>"),
    "a cell over a billion": html(
        f"<p>{MEASURE}</p><table><tr><td rowspan=1000000000 colspan=1000000000>甲</td></tr><tr><td>乙</td></tr></table>{BODY}"
    ),
    "a cell over less than none": html(
        f"<table><tr><td rowspan=-5 colspan=0x7fffffff>甲</td><td>乙</td></tr></table>{BODY}"
    ),
    "a million cells in a page": Hostile(
        page("<table>" + ("<tr>" + "<td>甲" * 1000) * 1000 + "</table>" + BODY), None, ".html", is_slow=True
    ),
    "a hundred thousand levels of a page": html("<div>" * 100_000 + BODY, text=None),
    "a hundred thousand tables in tables": html("<table><tr><td>" * 100_000 + BODY, text=None),
    "tags that never close": html("<b><i><u>" * 20_000 + BODY, text=None),
    "twenty thousand attributes": html(f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>{MEASURE}</p>{BODY}"),
    "entities of a page": Hostile(
        lambda bait: (
            f"<!DOCTYPE html [<!ENTITY a SYSTEM '{bait.secret}'>]><html><body><p>&a;</p>{BODY}</body></html>".encode()
        ),
        MEASURE,
        ".html",
    ),
    "NULs in a page": html(BODY.replace("企", "企\0"), text=None),
    "a page that ends in a tag": Hostile(
        lambda bait: page(BODY)(bait).partition(b"</body")[0] + b"<p class='", MEASURE, ".htm"
    ),
    "a page of another encoding than it declares": Hostile(
        lambda bait: page(BODY)(bait).decode().encode("gb18030"), MEASURE, ".html"
    ),
    "an archive in an archive": Hostile(lambda bait: nested(3, page(BODY)(bait)), MEASURE, ".mht"),
    "archives, five thousand deep": Hostile(lambda bait: nested(5_000, page(BODY)(bait)), "", ".mht"),
    "messages, five thousand deep": Hostile(
        lambda _: ARCHIVE + b"--b0\n" + b"Content-Type: message/rfc822\n\n" * 5_000, "", ".mht"
    ),
    "an archive of a hundred thousand parts": Hostile(
        lambda _: ARCHIVE + b"--b0\nContent-Type: text/plain\n\nx\n" * 100_000, "", ".mht", is_slow=True
    ),
    "an archive without a page": Hostile(
        lambda _: ARCHIVE + b"--b0\nContent-Type: image/png\n\nx\n--b0--\n", "", ".mht"
    ),
    "an archive with nothing in it": Hostile(lambda _: ARCHIVE, "", ".mht"),
    "an archive of an empty page": Hostile(
        lambda _: ARCHIVE + b"--b0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n!\n--b0--\n",
        "",
        ".mht",
    ),
    "an archive in an encoding of nothing": Hostile(
        lambda bait: ARCHIVE + b'--b0\nContent-Type: text/html; charset="\xff\xfe?="\n\n' + page(BODY)(bait),
        MEASURE,
        ".mht",
    ),
    "a page with the head of a PDF": Hostile(lambda bait: b"%PDF-1.7\n" + page(BODY)(bait), None, ".html"),
}
