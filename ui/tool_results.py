"""What the tools for models return, as JSON Schema; what is not named here may be there, too."""

from __future__ import annotations

from typing import Any, get_args

from answer.models import Status

Schema = dict[str, Any]

_TEXT, _BOOLEAN, _INTEGER = {"type": "string"}, {"type": "boolean"}, {"type": "integer"}
_NUMBER_OR_NOT = {"type": ["number", "null"]}


def _about(kind: Schema, meaning: str) -> Schema:
    return kind | {"description": meaning}


def _list_of(kind: Schema) -> Schema:
    return {"type": "array", "items": kind}


def _object(optional: Schema | None = None, /, **required: Schema) -> Schema:
    return {"type": "object", "properties": required | (optional or {}), "required": list(required)}


_QUOTE = _object(text=_TEXT, start=_INTEGER, end=_INTEGER)
_CITATION = _object(
    document=_about(_TEXT, "文件的编号；只收录一份时为空"),
    id=_about(_TEXT, "条款的编号，如 M16、A15、G2、C、P；可交给 measure 取全文"),
    label=_about(_TEXT, "原文中的叫法，如（十六）、附件第15项"),
    title=_TEXT,
    section=_TEXT,
    quotes=_about(_list_of(_QUOTE), "引文，逐字出自原文"),
    agencies=_about(_list_of(_TEXT), "责任单位，按原文次序"),
    agencies_open=_about(_BOOLEAN, "原文的名单是否以“等”结尾"),
)
_ANSWER = _object(
    question=_TEXT,
    answer=_about(_TEXT, "答案全文，注明条款；拒答时说明原因"),
    status=_about({"type": "string", "enum": list(get_args(Status))}, "answered 是有答案，其余说明为什么没有"),
    refused=_BOOLEAN,
    citations=_about(_list_of(_CITATION), "答案的依据；拒答时为空"),
    suggestions=_about(_list_of(_TEXT), "拒答时可以改问的问题"),
    resolved=_about(_TEXT, "承接上文时实际回答的问题；没有承接则为空"),
)
_FOUND = _object(
    rank=_INTEGER,
    document=_about(_TEXT, "文件的编号"),
    citation_id=_TEXT,
    text=_TEXT,
    score=_NUMBER_OR_NOT,
    dense=_NUMBER_OR_NOT,
    bm25=_NUMBER_OR_NOT,
)
_ITEM: dict[str, Schema] = {
    "document": _about(_TEXT, "文件的编号"),
    "citation_id": _TEXT,
    "label": _TEXT,
    "title": _TEXT,
    "section": _TEXT,
    "text": _about(_TEXT, "全文"),
    "agencies": _list_of(_TEXT),
    "agencies_open": _BOOLEAN,
    "parts": _about(_list_of(_TEXT), "编号指明的款、项，逐字"),
}
_MEASURE = _object(
    {
        "message": _about(_TEXT, "没有这一条，或不止一条时的说明"),
        "items": _about(_list_of(_object(_ITEM)), "同一编号不止一条时，各条"),
        **_ITEM,
    },
    number=_TEXT,
    found=_BOOLEAN,
)

_DOCUMENT = _object(
    id=_about(_TEXT, "文件的编号，可填入其他工具的 document"),
    title=_TEXT,
    name=_about(_TEXT, "简称"),
    number=_about(_TEXT, "文号"),
    issuers=_list_of(_TEXT),
    place=_about(_TEXT, "地区；全国性的为空"),
    tier=_about(_TEXT, "印发机关的层级：国家、省、市、区县"),
    issued=_TEXT,
    effective=_TEXT,
    until=_TEXT,
    caveats=_about(_list_of(_TEXT), "使用前须知：征求意见稿、已失效等"),
)
_CONTENT: dict[str, Schema] = {
    "citation_id": _TEXT,
    "label": _TEXT,
    "title": _TEXT,
    "section": _TEXT,
    "agencies": _list_of(_TEXT),
    "corrected": _about(_BOOLEAN, "是否经人工更正"),
}

RESULTS: dict[str, Schema] = {
    "ask": _ANSWER,
    "owners": _ANSWER,
    "tasks": _ANSWER,
    "search": _object(query=_TEXT, results=_list_of(_FOUND)),
    "measure": _MEASURE,
    "documents": _object(documents=_list_of(_DOCUMENT)),
    "document": _object(
        {"message": _TEXT, "items": _list_of(_object(_CONTENT)), **_DOCUMENT["properties"]}, id=_TEXT, found=_BOOLEAN
    ),
}
