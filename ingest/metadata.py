"""The metadata file beside a policy text: what is known of the document, checked field by field."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.errors import MetadataError
from ingest.grammar.lines import LABELS, LineKind
from ingest.models import Metadata

_MAX_BYTES = 1024 * 1024
_NEEDED = "需要 doc_id、short_title，可有 issuers、date、valid_from、valid_until、measures"
_PATTERN_OF_LABEL = re.compile(r"第\S{1,3}(?P<unit>[编章节条])")
"""How people write a form whose number does not matter: 第…条, 第X条, 第三条."""


def read_level(text: str) -> LineKind:
    """Return the form of label that a person named by an example of it: 一、, （二）, 1., （1）, 第…条.

    Raises:
        ValueError: if no label looks like that; the message is one clause for people.
    """
    named = text.strip()
    by_name = {kind.value: kind for kind in LABELS}
    if named in by_name:
        return by_name[named]
    pattern = _PATTERN_OF_LABEL.fullmatch(named)
    for kind, label in LABELS.items():
        match = label.match(named)
        is_example = match is not None and match.end("label") == len(named)
        if is_example or (pattern and kind.value == f"第…{pattern['unit']}"):
            return kind
    raise ValueError(f"不认识的编号形式“{named[:20]}”，可以写 一、 （一） 1. （1） 第…条")


def read_metadata(path: Path) -> Metadata | None:
    """Read a metadata file; None if there is none, or if what stands there is a parse by hand (`ingest.comparison`).

    Raises:
        MetadataError: if it is not the JSON object expected; the message names the field or the line.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        values = _object(data)
        return None if is_gold(values) else _metadata(values)
    except json.JSONDecodeError as error:
        raise _unfit(path, f"第 {error.lineno} 行第 {error.colno} 列不是 JSON") from error
    except OSError as error:
        raise _unfit(path, f"无法读取，{error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _unfit(path, "不是 UTF-8 编码") from error
    except RecursionError as error:
        raise _unfit(path, "嵌套太深") from error
    except (ValueError, TypeError) as error:
        raise _unfit(path, str(error)) from error


def is_gold(values: object) -> bool:
    """Tell a parse by hand, which may lie beside a document under the name of its metadata, from these."""
    return isinstance(values, dict) and isinstance(values.get("measures"), list)


def _unfit(path: Path, reason: str) -> MetadataError:
    return MetadataError(f"元数据文件不合要求：{path}（{reason}）。{_NEEDED}。")


def _object(data: bytes) -> dict[str, Any]:
    if len(data) > _MAX_BYTES:
        raise ValueError("文件过大")
    text = data.decode("utf-8-sig")
    try:
        values = json.loads(text)
    except json.JSONDecodeError:
        raise
    except ValueError as error:
        # Python reads no integer of more than 4300 digits.
        raise ValueError("数字太长") from error
    if not isinstance(values, dict):
        raise TypeError("应当是一个 JSON 对象")
    return values


def _metadata(values: dict[str, Any]) -> Metadata:
    unknown = sorted(values.keys() - _READERS.keys())
    if unknown:
        raise ValueError(f"不认识的字段 {unknown[0][:40]!r}")
    for name in ("doc_id", "short_title"):
        if name not in values:
            raise ValueError(f"缺少 {name}")
    # What is null is as good as not given.
    given = {name: _READERS[name](name, value) for name, value in values.items() if value is not None}
    metadata = Metadata(**{"doc_id": "", "short_title": "", **given})
    if not metadata.short_title:
        raise ValueError("short_title 不能为空")
    first, last = metadata.valid_from, metadata.valid_until
    if first is not None and last is not None and first > last:
        raise ValueError("valid_from 不能晚于 valid_until")
    return metadata


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} 应当是文字")
    return value.encode("utf-8", "replace").decode("utf-8").strip()


def _names(name: str, value: object) -> tuple[str, ...]:
    # A single name would silently become a tuple of its characters.
    if not isinstance(value, list):
        raise TypeError(f"{name} 应当是列表")
    return tuple(_text(name, item) for item in value)


def _date(name: str, value: object) -> datetime.date | None:
    text = _text(name, value)
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"{name} 应当写作 2023-05-31") from error


def _year(name: str, value: object) -> int:
    # True is an int to Python.
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 9999:
        raise ValueError(f"{name} 应当是年份，如 2023")
    return value


def _level(name: str, value: object) -> LineKind:
    try:
        return read_level(_text(name, value))
    except ValueError as error:
        raise ValueError(f"{name}：{error}") from error


_READERS: dict[str, Callable[[str, object], Any]] = {
    "doc_id": _text,
    "short_title": _text,
    "issuers": _names,
    "date": _date,
    "valid_from": _year,
    "valid_until": _year,
    "measures": _level,
}
