"""Web pages as governments publish them: the article with its title and tables, without the page around it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.errors import SourceUnreadableError
from ingest.formats.extracted import ExtractedText
from ingest.formats.html.archive import unpack
from ingest.formats.html.article import find_article
from ingest.formats.html.charset import decode_page
from ingest.formats.html.dom import Page, parse_page
from ingest.formats.html.line import Line
from ingest.formats.html.lines import lines_of
from ingest.formats.html.metadata import head_lines, name_of, pairs_of_text
from ingest.formats.html.title import states_title, title_lines
from ingest.formats.tables import to_pipe_table
from ingest.models import ParseWarning


def read(data: bytes, name: str) -> ExtractedText:
    """Read the article of a web page, in any encoding that Chinese pages have.

    What the portal says of the document beside it (number, issuer, dates) stands in lines at the head, if the article does
    not say it. Pictures are left out.

    Raises:
        SourceUnreadableError: if the page holds no article, or cannot be decoded, or is built to be unreadable.
    """
    content, declared = unpack(data, name)
    markup, warnings = decode_page(content, name, declared)
    for hidden in (False, True):
        # Some pages show their article only when a script has run.
        page = parse_page(markup, name, hidden=hidden)
        article = _read_page(page)
        if article:
            lines, pictures = article
            if pictures:
                warnings = (*warnings, _about_pictures(pictures))
            return ExtractedText("\n".join(lines) + "\n", warnings)
    raise SourceUnreadableError(
        f"网页里找不到正文：{name}（正文可能由脚本载入，或只是图片、附件）。请在浏览器中打开它，把正文另存为纯文本（UTF-8）后再试。"
    )


def _read_page(page: Page) -> tuple[list[str], int] | None:
    """Return the lines of the article with its head, and how many pictures are in it; None if there is none."""
    lines = lines_of(page.body)
    place = title_lines(page, lines)
    found = find_article(lines, place.start)
    if found is None and place.start:
        # What seemed to be the title stood behind the article.
        place, found = range(0), find_article(lines)
    if found is None:
        return None
    above = lines[place.start : place.stop]
    chosen = [line for line in found.of(lines) if line not in above]
    article = [text for line in chosen for text in _written(line)]
    if not article:
        return None
    # The page shows the title over an article that may give it itself.
    title = "".join(line.text for line in above)
    titles = [title] if title and not states_title(title, article) else []
    around = [line for i, line in enumerate(lines) if not found.start <= i < found.end or i in found.left_out]
    head = head_lines(_metadata(page, around), titles + article)
    return [*head, *titles, *article], sum(line.kind == "picture" for line in chosen)


def _written(line: Line) -> list[str]:
    if line.kind == "table":
        return to_pipe_table(line.rows)
    return [line.text] if line.kind == "text" else []


def _metadata(page: Page, lines: Sequence[Line]) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for line, following in pairwise([*lines, Line("", page.body)]):
        name = name_of(line.text)
        if name and _is_beside(line, following) and not pairs_of_text(following.text):
            pairs.append((name, following.text))
        else:
            pairs += line.pairs or pairs_of_text(line.text)
    return [*pairs, ("发布日期", page.meta.get("pubdate", ""))]


def _is_beside(line: Line, other: Line) -> bool:
    """Tell whether two lines stand in one element, as the name and the value of a field do."""
    return line.node.parent is not None and any(node is line.node.parent for node in other.node.ancestors())


def _about_pictures(count: int) -> ParseWarning:
    return ParseWarning("format", 1, f"网页的正文里有 {count} 张图片，其中的文字或表格没有读入；请打开原网页核对")
