"""What the page offers to programs: named endpoints with plain JSON; `ui.tools` offers the same to models (MCP).

The docstrings of the functions below are read by both and shown to programs and models, so they are in their users'
language, and say what a model needs to choose well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from answer.models import Turn
from ui import words
from ui.loader import AssistantLoader, call
from ui.render import failure_reason

if TYPE_CHECKING:
    from answer.assistant import Assistant
    from answer.models import Citation

MOST_RESULTS = 20
MOST_TURNS = 20


Endpoint = Callable[..., dict[str, Any]]


def endpoints(loader: AssistantLoader) -> tuple[Endpoint, ...]:
    """Return the functions that programs and models may call; each waits until the assistant is there.

    What they raise is a `gradio.Error`, whose message says what to do.
    """

    def ask(question: str, history: list[dict[str, str]] | None = None) -> dict[str, Any]:
        """回答一个关于这份政策的问题，注明出自哪一条，引文逐字出自原文；政策没有写明的不作答，status 说明原因。

        Args:
            question: 一个完整的中文或英文问题，300 字以内。
            history: 之前的对话，按先后，每轮是 {"role": "user" 或 "assistant", "content": 文字}；没有就不填。
        """
        return reply_json(loader, lambda assistant: to_json(assistant.ask(_text(question), _turns(history))))

    def owners(task: str) -> dict[str, Any]:
        """查一项任务由哪些责任单位负责，从责任分工表读出，名单完整。

        Args:
            task: 任务的名称、编号或大意，如“智能分拣”“第四条”。
        """
        return reply_json(loader, lambda assistant: to_json(assistant.owners(_text(task))))

    def tasks(agency: str) -> dict[str, Any]:
        """查一个单位负责哪些措施和附件场景，从责任分工表读出，一项不漏。

        Args:
            agency: 单位的全称或简称，如“市科协”“卫健委”。
        """
        return reply_json(loader, lambda assistant: to_json(assistant.tasks(_text(agency))))

    def search(query: str, top: int = 5) -> dict[str, Any]:
        """检索政策原文的片段，按相关程度排列，不作回答；适合自己阅读原文再下结论时用。

        Args:
            query: 要找的内容。
            top: 最多几个片段，1 到 20。
        """
        return reply_json(loader, lambda assistant: found_json(assistant, _text(query), _count(top)))

    def measure(number: str) -> dict[str, Any]:
        """取一条措施或一项附件场景的全文和责任单位；编号按原文印的查，同一编号有几条时都在 items 里。

        Args:
            number: 编号，如“M4”“第四条”“（四）”“第七条之一”“第七条第（二）项”，附件场景如“A15”“附件第15项”，通知和引言是“P”。
        """
        return reply_json(loader, lambda assistant: item_json(assistant, _text(number)))

    from answer.report import to_json

    return ask, owners, tasks, search, measure


def add_endpoints(loader: AssistantLoader) -> None:
    """Add the endpoints to the page that is being built."""
    from gradio.events import api

    for endpoint in endpoints(loader):
        # Not queued: a program need not wait behind the visitors of the page.
        api(endpoint, api_name=endpoint.__name__, queue=False)


def found_json(assistant: Assistant, query: str, top: int) -> dict[str, Any]:
    """Return the best chunks for a query as plain values."""
    results = assistant.search(query)[:top] if query.strip() else []
    return {
        "query": query,
        "results": [
            {
                "rank": result.rank,
                "citation_id": result.chunk.citation_id,
                "text": result.chunk.text,
                "score": result.score,
                "dense": result.dense,
                "bm25": result.bm25,
            }
            for result in results
        ],
    }


def item_json(assistant: Assistant, number: str) -> dict[str, Any]:
    """Return an item of the policy as plain values; ``found`` is false where there is none of that number.

    Where several items bear one label, or several were asked for, they are ``items``, each with its section.
    """
    citations = assistant.items(number)
    if not citations:
        return {"number": number, "found": False, "message": words.NO_SUCH_ITEM.format(number=number[:20])}
    values = [_item(citation) for citation in citations]
    if len(values) == 1:
        return {"number": number, "found": True, **values[0]}
    message = words.SEVERAL_ITEMS.format(number=number[:20], count=len(values))
    return {"number": number, "found": True, "message": message, "items": values}


def _item(citation: Citation) -> dict[str, Any]:
    asked_for = {"parts": [quote.text for quote in citation.quotes]} if citation.quotes else {}
    return {
        "citation_id": citation.id,
        "label": citation.label,
        "title": citation.title,
        "section": citation.section,
        "text": citation.text,
        "agencies": list(citation.agencies),
        "agencies_open": citation.agencies_open,
        **asked_for,
    }


def reply_json(loader: AssistantLoader, work: Callable[[Assistant], dict[str, Any]]) -> dict[str, Any]:
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
