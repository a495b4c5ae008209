"""A parse against one written by hand: what differs, part by part.

A parse by hand is a JSON file, written by reading the document and not with a parser::

    {
      "file": "plan.md",                      the document, beside the file or under it
      "title": "…",                           of the policy itself, its lines joined
      "document_number": "…号" or null,
      "issuers": ["…"],
      "status": "征求意见稿" or null,          as the title says it
      "dates": {"issued": "2026-04-15", "effective": null, "until": null},
      "lead_rule": "列第一位的为牵头单位，下同" or null,   a declaration for all lists, literally
      "default_units": ["…"],                 responsible for everything, declared once
      "measures": [{
          "label": "（一）",                   as printed
          "title": "…" or null,               null where the document gives none
          "section": "一、…" or null,          the outermost heading over it
          "subsection": "（一）…" or null,     the innermost one between
          "units": ["…"],                     all agencies, in order, each once
          "roles": [["责任单位", ["…"]]],      one entry a list: what it is called, and who
          "open": false,                      whether a list ends in 等
          "first_10_chars": "…",              of the item, from its label
          "last_10_chars": "…"                its list of agencies and all that is nested in it included
      }],
      "goals": ["…"],                         how each paragraph of the body begins that is no measure
      "closing": ["…"],                       how each closing provision begins
      "tables": [{"rows": 9}]                 rows that say something, head not counted
    }

Only ``measures`` with their labels must be there; what is left out is not compared, and other fields (``notes``) are for
people. White space and ``**`` count nowhere. Without ``file``, the document is the one of the same name: ``plan.json`` or
``plan_gold.json`` beside ``plan.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import MetadataError
from ingest.grammar.roles import role_of
from ingest.metadata import is_gold
from ingest.models import Measure, PolicyDocument

PARTS = ("标题文号", "日期", "约定", "措施", "单位", "目标", "附则", "表格")
"""What is compared, in the order of the columns."""
_FIELDS = {
    "标题文号": ("title", "document_number", "issuers", "status"),
    "日期": ("dates",),
    "约定": ("lead_rule", "default_units"),
    "目标": ("goals",),
    "附则": ("closing",),
    "表格": ("tables",),
}
_LISTS = ("issuers", "default_units", "measures", "goals", "closing", "tables")
_DATES = ("issued", "effective", "until")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a parse has otherwise than the parse by hand."""

    part: str
    where: str
    expected: str
    found: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"[{self.part}] {self.where}：应为 {self.expected or '空'}，得到 {self.found or '空'}"


def read_gold(path: Path) -> dict[str, Any]:
    """Read a parse by hand.

    Raises:
        MetadataError: if it is none, or one of its fields is not of the form above; the message names that.
    """
    try:
        gold = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise MetadataError(f"无法读取手工解析文件：{path}（{error.strerror}）。请检查路径与文件权限。") from error
    except (ValueError, RecursionError) as error:
        raise MetadataError(f"手工解析文件不是 UTF-8 编码的 JSON：{path}。请改正后再试。") from error
    wrong = _wrong_field(gold)
    if wrong:
        raise MetadataError(f"手工解析文件的 {wrong} 不合格式：{path}。格式见 ingest/comparison.py 开头的说明。")
    found: dict[str, Any] = gold
    return found


def _wrong_field(gold: object) -> str:
    """Return the first field that has not the form it should have; empty if all have."""
    if not isinstance(gold, dict) or not is_gold(gold):
        return "measures"
    wrong = [name for name in _LISTS if not isinstance(gold.get(name, []), list)]
    wrong += [] if isinstance(gold.get("file", ""), str) else ["file"]
    dates = gold.get("dates", {})
    wrong += [] if isinstance(dates, dict) and set(dates) <= set(_DATES) else ["dates"]
    wrong += [f"measures 第 {place} 项" for place, one in enumerate(gold["measures"], 1) if not _is_measure(one)]
    wrong += [] if all(isinstance(one, dict) and "rows" in one for one in gold.get("tables", [])) else ["tables"]
    return wrong[0] if wrong else ""


def _is_measure(one: object) -> bool:
    if not isinstance(one, dict) or not isinstance(one.get("label"), str):
        return False
    roles = one.get("roles", [])
    pairs = isinstance(roles, list) and all(isinstance(pair, dict) or _is_pair(pair) for pair in roles)
    return pairs and isinstance(one.get("units", []), list)


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and isinstance(pair[1], list)


def parts_of(gold: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the parts that a parse by hand says something of."""
    said = {part for part, fields in _FIELDS.items() if any(name in gold for name in fields)} | {"措施"}
    said |= {"单位"} if any("units" in one for one in gold["measures"]) else set()
    return tuple(part for part in PARTS if part in said)


def compare(document: PolicyDocument, gold: Mapping[str, Any]) -> list[Difference]:
    """Compare a parse with one by hand, as `read_gold` gives it."""
    return [
        *_head(document, gold),
        *_conventions(document, gold),
        *_measures(document, gold),
        *_others(document, gold),
    ]


def _head(document: PolicyDocument, gold: Mapping[str, Any]) -> Iterator[Difference]:
    found = {
        "title": document.title,
        "document_number": document.document_number or None,
        "issuers": list(document.notice.issuers),
        "status": document.status or None,
    }
    for name, value in found.items():
        if name in gold and _flat(gold[name]) != _flat(value):
            yield Difference("标题文号", name, _shown(gold[name]), _shown(value))
    for name, date in gold.get("dates", {}).items():
        own = getattr(document.dates, name)
        if date != (own.isoformat() if own else None):
            yield Difference("日期", name, _shown(date), _shown(own))


def _conventions(document: PolicyDocument, gold: Mapping[str, Any]) -> Iterator[Difference]:
    rules = [one.text for one in document.conventions if one.kind != "also_responsible"]
    if "lead_rule" in gold:
        rule, own = gold["lead_rule"] or "", rules[0] if rules else ""
        # How much of the sentence around it belongs to a declaration is a matter of taste.
        same = _flat(rule) in _flat(own) or _flat(own) in _flat(rule)
        if bool(rule) != bool(own) or not same:
            yield Difference("约定", "lead_rule", rule, own)
    units = [unit for one in document.conventions for unit in one.agencies]
    if "default_units" in gold and gold["default_units"] != units:
        yield Difference("约定", "default_units", _shown(gold["default_units"]), _shown(units))


def _measures(document: PolicyDocument, gold: Mapping[str, Any]) -> Iterator[Difference]:
    expected, found = gold["measures"], document.measures
    labels = [one["label"] for one in expected], [one.label for one in found]
    if labels[0] != labels[1]:
        same = next((i for i, (a, b) in enumerate(zip(*labels, strict=False)) if a != b), min(map(len, labels)))
        said = [f"{len(own)} 条，第 {same + 1} 条是 {own[same] if same < len(own) else '空'}" for own in labels]
        yield Difference("措施", "编号", said[0], said[1])
        return
    for one, measure in zip(expected, found, strict=True):
        yield from _measure(one, measure)
        yield from _units(one, measure)


def _measure(gold: Mapping[str, Any], measure: Measure) -> Iterator[Difference]:
    values = {"title": measure.title, "section": measure.section, "subsection": measure.subsection}
    for name, value in values.items():
        # Whether the stop behind a heading is part of it is a matter of taste.
        if name in gold and _flat(gold[name]).rstrip("。") != _flat(value).rstrip("。"):
            yield Difference("措施", f"{measure.label} {name}", _shown(gold[name]), value)
    text = _flat(measure.text)
    if "first_10_chars" in gold and not text.startswith(_flat(gold["first_10_chars"])):
        yield Difference("措施", f"{measure.label} first_10_chars", gold["first_10_chars"], text[:10])
    if "last_10_chars" in gold and not text.endswith(_flat(gold["last_10_chars"])):
        yield Difference("措施", f"{measure.label} last_10_chars", gold["last_10_chars"], text[-12:])


def _units(gold: Mapping[str, Any], measure: Measure) -> Iterator[Difference]:
    if "units" in gold and gold["units"] != list(measure.agencies):
        yield Difference("单位", measure.label, "、".join(gold["units"]), "、".join(measure.agencies))
    elif "open" in gold and gold["open"] != measure.agencies_open:
        yield Difference("单位", f"{measure.label} 等", str(gold["open"]), str(measure.agencies_open))
    roles = [(role_of(word), tuple(units)) for word, units in _pairs(gold.get("roles", []))]
    own = [(one.role, one.agencies) for one in measure.roles]
    # Only together with ``open`` do roles stand list by list, as they are printed.
    if "open" in gold and "roles" in gold and roles != own:
        said = [" | ".join(f"{role.value}{'、'.join(units)}" for role, units in pairs) for pairs in (roles, own)]
        yield Difference("单位", f"{measure.label} 角色", said[0], said[1])


def _pairs(roles: Sequence[Any]) -> Iterator[tuple[str, Sequence[str]]]:
    for one in roles:
        yield from one.items() if isinstance(one, dict) else [(one[0], one[1])]


def _others(document: PolicyDocument, gold: Mapping[str, Any]) -> Iterator[Difference]:
    closing = [part.text for part in document.closing.parts] if document.closing else []
    for part, name, texts in (
        ("目标", "goals", [goal.text for goal in document.goals if not goal.in_annex]),
        ("附则", "closing", closing),
    ):
        if name in gold:
            yield from _beginnings(part, name, gold[name], texts)
    if "tables" in gold:
        expected = [table["rows"] for table in gold["tables"]]
        own = [len(table.rows) for table in document.tables]
        if expected != own:
            yield Difference("表格", "行数", _shown(expected), _shown(own))


def _beginnings(part: str, name: str, expected: Sequence[str], texts: Sequence[str]) -> Iterator[Difference]:
    """Compare how paragraphs begin, in order."""
    starts, own = [_flat(start) for start in expected], [_flat(text) for text in texts]
    if len(starts) != len(own):
        said = [f"{len(all_)} 段 {_shown([text[:10] for text in all_])}" for all_ in (starts, own)]
        yield Difference(part, name, said[0], said[1])
        return
    for place, (start, text) in enumerate(zip(starts, own, strict=True), 1):
        if not text.startswith(start):
            yield Difference(part, f"{name} 第 {place} 段", start, text[:10])


def _shown(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _flat(value: object) -> str:
    """Return a value as text without white space, since sources break lines as they like."""
    text = "".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    return re.sub(r"\s|\*\*", "", text)
