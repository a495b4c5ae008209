"""Settings of this package, and how every package reads its own from the environment.

A settings class is a frozen dataclass whose fields are made by `setting`. `from_environment` is the only
place in the project that reads environment variables; `check_environment` refuses unknown ones.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar, cast

from ingest.errors import SettingsError

PREFIX = "POLICYQA_"
CORPUS_DIR = Path(__file__).parent / "corpus"
DEFAULT_SOURCE = CORPUS_DIR / "shenzhen-ai-action-plan-2023-2024.md"
_RENAMED = {f"{PREFIX}INDEX_DIR": f"{PREFIX}LIBRARY"}
"""Variables of earlier versions, with what each is called now."""


class _Settings(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


S = TypeVar("S", bound=_Settings)


def setting(
    name: str,
    default: Any,
    description: str,
    *,
    low: float | None = None,
    high: float | None = None,
    secret: bool = False,
) -> Any:
    """Declare a field of a settings class.

    Args:
        name: its environment variable without the prefix.
        default: its value when the variable is not set; its type is the setting's type.
        description: one sentence for people.
        low: the smallest number allowed.
        high: the largest number allowed.
        secret: whether the value is left out wherever settings are shown.
    """
    return field(
        default=default, repr=not secret, metadata={"name": name, "description": description, "low": low, "high": high}
    )


def from_environment(cls: type[S], environ: Mapping[str, str] | None = None) -> S:
    """Build settings of a class from the environment.

    Raises:
        SettingsError: if a value is not of its field's type or out of bounds, or a variable stands under its earlier name.
    """
    environ = os.environ if environ is None else environ
    values = {}
    for item in fields(cls):
        key = PREFIX + item.metadata["name"]
        for old in (old for old, new in _RENAMED.items() if new == key and old in environ):
            raise _renamed(old)
        if environ.get(key, "").strip():
            values[item.name] = _convert(key, environ[key].strip(), item)
    return cls(**values)


def check_environment(known: tuple[type[Any], ...], environ: Mapping[str, str] | None = None) -> None:
    """Refuse variables with our prefix that no settings class declares: they are typing errors, or were renamed.

    Raises:
        SettingsError: naming the unknown variable and the known ones, or what it is called now.
    """
    environ = os.environ if environ is None else environ
    names = {PREFIX + item.metadata["name"] for cls in known for item in fields(cls)}
    for key in sorted(environ):
        if key in _RENAMED:
            raise _renamed(key)
        if key.startswith(PREFIX) and key not in names:
            raise SettingsError(f"不认识的环境变量 {key}。可用的有：{'、'.join(sorted(names))}。")


def _renamed(old: str) -> SettingsError:
    return SettingsError(f"环境变量 {old} 已改名为 {_RENAMED[old]}。请改用新的名称。")


def _convert(key: str, text: str, item: Field[Any]) -> Any:
    kind: type[Any] = type(item.default)
    try:
        # bool("0") is true, so the words for yes and no are looked up.
        value = _TRUTH[text.lower()] if kind is bool else kind(text)
    except (KeyError, ValueError) as error:
        raise SettingsError(f"{key}={text}：应当是{_KIND_NAMES.get(kind, kind.__name__)}。") from error
    low, high = item.metadata["low"], item.metadata["high"]
    # Written so that nan, which is neither below nor above a bound, is refused too.
    if low is not None and not value >= low:
        raise SettingsError(f"{key}={text}：应当不小于 {low}。")
    if high is not None and not value <= high:
        raise SettingsError(f"{key}={text}：应当不大于 {high}。")
    return cast(Any, value)


_KIND_NAMES: dict[type, str] = {int: "整数", float: "数", bool: " true 或 false"}
_TRUTH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Which document is read."""

    source: Path = setting("DOCUMENT", DEFAULT_SOURCE, "政策正文（Word、PDF、网页、Markdown 或纯文本）的路径。")
