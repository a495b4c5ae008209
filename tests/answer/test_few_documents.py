"""The assistant of a library of no document, and of one: test_library_assistant.py is on several."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer import messages
from answer.assistant import Assistant
from answer.library_assistant import LibraryAssistant
from tests.libraries import assistant_of

EXPIRED = (
    "# 某市支持制茶业发展的若干措施\n\n（一）建设茶园。每亩补助七百元。（责任单位：市茶叶局）\n\n"
    "（二）打造品牌。举办茶叶节。（责任单位：市商务局）\n\n附则\n\n本措施自2018年1月1日起施行，有效期至2020年12月31日。\n"
)
CAVEAT = "有效期已于2020年12月31日届满"


@pytest.fixture(scope="module")
def expired(tmp_path_factory: pytest.TempPathFactory) -> LibraryAssistant:
    folder = tmp_path_factory.mktemp("expired")
    (folder / "tea.md").write_text(EXPIRED, encoding="utf-8")
    return assistant_of({"tea": folder / "tea.md"}, folder / "library")


@pytest.mark.parametrize("text", ["基金群规模多大", "市科协负责什么", "智能分拣", "第四条", "第十九条", "红烧肉", ""])
def test_one_document_is_asked_as_its_own_assistant_is(
    library_assistant: LibraryAssistant, assistant: Assistant, text: str
) -> None:
    assert library_assistant.ask(text) == assistant.ask(text)
    assert library_assistant.owners(text) == assistant.owners(text)
    assert library_assistant.tasks(text) == assistant.tasks(text)
    assert [result for _, result in library_assistant.search(text)] == assistant.search(text)
    assert library_assistant.items(text) == assistant.items(text)


def test_where_nothing_is_published_everything_is_refused(tmp_path: Path) -> None:
    nothing = assistant_of({}, tmp_path)
    for ask in (nothing.ask, nothing.owners, nothing.tasks):
        answer = ask("第四条")
        assert (answer.status, answer.text) == ("unanswerable_no_results", messages.NOTHING_PUBLISHED)
    assert (nothing.documents(), nothing.degraded) == ((), "")
    assert (nothing.search("第四条"), nothing.items("第四条")) == ([], ())


def test_a_document_that_expired_says_so_in_every_kind_of_answer(expired: LibraryAssistant) -> None:
    for answer in (expired.ask("建设茶园每亩补助多少"), expired.owners("建设茶园"), expired.tasks("市茶叶局")):
        assert (answer.status, answer.caveats) == ("answered", (CAVEAT,))
        assert CAVEAT in answer.sources.splitlines()[0]
    refused = expired.ask("红烧肉怎么做才不腻")
    assert (refused.refused, refused.caveats) == (True, ())
