"""What the page offers to programs: named endpoints with plain JSON; `ui.tools` offers the same to models (MCP).

The docstrings of the functions below are read by both and shown to programs and models, so they are in their users'
language, and say what a model needs to choose well.
"""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from answer.models import Turn
from index.catalogue.models import name_of
from ingest.models import Measure, Scenario
from ui import words
from ui.loader import AssistantLoader, call
from ui.render import failure_reason

if TYPE_CHECKING:
    import gradio

    from answer.library_assistant import LibraryAssistant
    from answer.models import Citation
    from index.catalogue.models import Entry

MOST_RESULTS = 20
MOST_TURNS = 20


Endpoint = Callable[..., dict[str, Any]]


def endpoints(loader: AssistantLoader) -> tuple[Endpoint, ...]:
    """Return the functions that programs and models may call; each waits until the assistant is there.

    What they raise is a `gradio.Error`, whose message says what to do.
    """

    def ask(question: str, history: list[dict[str, str]] | None = None, document: str = "") -> dict[str, Any]:
        """回答一个关于已收录政策的问题，注明出自哪份文件哪一条，引文逐字出自原文；政策没有写明的不作答，status 说明原因。

        Args:
            question: 一个完整的中文或英文问题，300 字以内。
            history: 之前的对话，按先后，每轮是 {"role": "user" 或 "assistant", "content": 文字}；没有就不填。
            document: 只问这一份文件，填它的编号（见 documents）；不填则自动选择。
        """
        return reply_json(
            loader, lambda assistant: to_json(assistant.ask(_text(question), _turns(history), _text(document)))
        )

    def owners(task: str, document: str = "") -> dict[str, Any]:
        """查一项任务由哪些责任单位负责，从责任分工表读出，名单完整。

        Args:
            task: 任务的名称、编号或大意，如“智能分拣”“第四条”。
            document: 只查这一份文件，填它的编号；不填则查全部。
        """
        return reply_json(loader, lambda assistant: to_json(assistant.owners(_text(task), _text(document))))

    def tasks(agency: str, document: str = "") -> dict[str, Any]:
        """查一个单位负责哪些措施和附件场景，从责任分工表读出，一项不漏。

        Args:
            agency: 单位的全称或简称，如“市科协”“卫健委”。
            document: 只查这一份文件，填它的编号；不填则查全部。
        """
        return reply_json(loader, lambda assistant: to_json(assistant.tasks(_text(agency), _text(document))))

    def search(query: str, top: int = 5, document: str = "") -> dict[str, Any]:
        """检索政策原文的片段，按相关程度排列，不作回答；适合自己阅读原文再下结论时用。

        Args:
            query: 要找的内容。
            top: 最多几个片段，1 到 20。
            document: 只在这一份文件里检索，填它的编号；不填则自动选择。
        """
        return reply_json(loader, lambda assistant: found_json(assistant, _text(query), _count(top), _text(document)))

    def measure(number: str, document: str = "") -> dict[str, Any]:
        """取一条措施或一项附件场景的全文和责任单位；编号按原文印的查，同一编号有几条时都在 items 里。

        Args:
            number: 编号，如“M4”“第四条”“（四）”“第七条之一”“第七条第（二）项”，附件场景如“A15”“附件第15项”，通知和引言是“P”。
            document: 在哪一份文件里查，填它的编号；收录了几份而不填，则各份中有这个编号的都在 items 里。
        """
        return reply_json(loader, lambda assistant: item_json(assistant, _text(number), _text(document)))

    def documents() -> dict[str, Any]:
        """列出已收录、可以提问的政策文件：编号、标题、文号、发文机关、地区、日期和提示（如征求意见稿、已失效）。"""
        return reply_json(loader, documents_json)

    def document(id: str) -> dict[str, Any]:
        """取一份文件的信息和目录：各条的编号、标题、所在部分和责任单位；正文用 measure 取。

        Args:
            id: 文件的编号，见 documents。
        """
        return reply_json(loader, lambda assistant: document_json(assistant, _text(id)))

    from answer.report import to_json

    return ask, owners, tasks, search, measure, documents, document


def add_endpoints(loader: AssistantLoader) -> None:
    """Add the endpoints to the page that is being built."""
    from gradio.context import Context
    from gradio.events import api

    offered = endpoints(loader)
    for endpoint in offered:
        # Not queued: a program need not wait behind the visitors of the page.
        api(endpoint, api_name=endpoint.__name__, queue=False)
    assert Context.root_block is not None, "a page is being built"
    _allow_defaults(Context.root_block, offered)


def _allow_defaults(page: gradio.Blocks, offered: Sequence[Endpoint]) -> None:
    """Let programs leave out what has a default, as those do that were written before it could be said.

    Gradio's own clients fill it in; over plain HTTP Gradio refuses a call that does not give every value.
    """
    least = {
        endpoint.__name__: sum(one.default is one.empty for one in inspect.signature(endpoint).parameters.values())
        for endpoint in offered
    }
    preprocess = page.preprocess_data

    async def with_defaults(block_fn: Any, inputs: list[Any], *rest: Any, **named: Any) -> Any:
        if len(inputs) >= least.get(block_fn.api_name, len(inputs) + 1):
            inputs = [*inputs, *(block.value for block in block_fn.inputs[len(inputs) :])]
        return await preprocess(block_fn, inputs, *rest, **named)

    page.preprocess_data = with_defaults  # type: ignore[method-assign]


def found_json(assistant: LibraryAssistant, query: str, top: int, document: str = "") -> dict[str, Any]:
    """Return the best chunks for a query as plain values."""
    results = assistant.search(query, document)[:top] if query.strip() else []
    return {
        "query": query,
        "results": [
            {
                "rank": rank,
                "document": entry.id,
                "citation_id": result.chunk.citation_id,
                "text": result.chunk.text,
                "score": result.score,
                "dense": result.dense,
                "bm25": result.bm25,
            }
            for rank, (entry, result) in enumerate(results, 1)
        ],
    }


def item_json(assistant: LibraryAssistant, number: str, document: str = "") -> dict[str, Any]:
    """Return an item as plain values; ``found`` is false where there is none of that number.

    Where several items bear one label, or several were asked for, they are ``items``, each with its section.
    """
    citations = assistant.items(number, document)
    if not citations:
        return {"number": number, "found": False, "message": words.NO_SUCH_ITEM.format(number=number[:20])}
    values = [_item(citation, assistant) for citation in citations]
    if len(values) == 1:
        return {"number": number, "found": True, **values[0]}
    message = words.SEVERAL_ITEMS.format(number=number[:20], count=len(values))
    return {"number": number, "found": True, "message": message, "items": values}


def documents_json(assistant: LibraryAssistant) -> dict[str, Any]:
    """Return what may be asked about, as plain values."""
    return {"documents": [_document(entry) for entry in assistant.documents()]}


def document_json(assistant: LibraryAssistant, name: str) -> dict[str, Any]:
    """Return a document with its contents; ``found`` is false where none of that id is published."""
    entry = next((one for one in assistant.documents() if one.id == name), None)
    if entry is None:
        return {"id": name, "found": False, "message": words.NO_SUCH_DOCUMENT.format(name=name[:40])}
    parsed = assistant.assistant_of(entry).document
    items: tuple[Measure | Scenario, ...] = (*parsed.measures, *parsed.scenarios)
    contents = [
        {
            "citation_id": item.id,
            "label": item.mark,
            "title": item.name,
            "section": item.section if isinstance(item, Measure) else item.domain,
            "agencies": list(item.agencies),
            "corrected": item.id in parsed.corrected,
        }
        for item in items
    ]
    return {"found": True, **_document(entry), "items": contents}


def _document(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "name": name_of(entry),
        "number": entry.document_number,
        "issuers": list(entry.issuers),
        "place": entry.place,
        "tier": entry.tier,
        "issued": str(entry.issued or ""),
        "effective": str(entry.effective or ""),
        "until": str(entry.until or ""),
        "caveats": list(entry.caveats(datetime.date.today())),
    }


def _item(citation: Citation, assistant: LibraryAssistant) -> dict[str, Any]:
    asked_for = {"parts": [quote.text for quote in citation.quotes]} if citation.quotes else {}
    return {
        "document": citation.document or next((entry.id for entry in assistant.documents()), ""),
        "citation_id": citation.item,
        "label": citation.label,
        "title": citation.title,
        "section": citation.section,
        "text": citation.text,
        "agencies": list(citation.agencies),
        "agencies_open": citation.agencies_open,
        **asked_for,
    }


def reply_json(loader: AssistantLoader, work: Callable[[LibraryAssistant], dict[str, Any]]) -> dict[str, Any]:
    """Return an answer as plain values; refusals are answers, too.

    Raises:
        gradio.Error: if there is no assistant to ask, with what to do about it.
    """
    try:
        return call(loader, work)
    except Exception as error:  # the engines below raise what they like; the reason is in the log
        import gradio as gr

        raise gr.Error(failure_reason(error), print_exception=False) from error


def _text(value: object) -> str:
    """Take what a program sent, whatever it is: Gradio does not check it against the endpoint's type."""
    # Half a character (from a broken source) has no place in a JSON text.
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def _count(value: object) -> int:
    return max(1, min(MOST_RESULTS, value)) if isinstance(value, int) else MOST_RESULTS // 4


def _turns(value: object) -> list[Turn]:
    """Take what of a history is one; the rest is left out."""
    said = value if isinstance(value, list) else []
    turns = [turn for turn in said if isinstance(turn, dict) and turn.get("role") in {"user", "assistant"}]
    return [Turn(turn["role"], _text(turn.get("content"))) for turn in turns[-MOST_TURNS:]]
