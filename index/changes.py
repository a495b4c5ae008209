"""What changed between two texts of a document, item by item."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ingest.models import Goal, Measure, PolicyDocument, Scenario

Part = Measure | Scenario | Goal
_ALIKE = 0.5
_LONGEST = 40


def changes(before: PolicyDocument, after: PolicyDocument) -> Iterator[str]:
    """Say what changed, a line each; items are told to be the same by what they say, not by their numbers."""
    found = [*_about(before, after), *_of_items(before, after)]
    yield from found
    if not found and before.text_digest != after.text_digest:
        yield "其他文字有变化，条目都没有变"


def _about(before: PolicyDocument, after: PolicyDocument) -> Iterator[str]:
    """Say what changed around the items."""
    facts, new_facts = _facts(before), _facts(after)
    yield from (
        f"{what}：{old or '无'} → {new_facts[what] or '无'}" for what, old in facts.items() if old != new_facts[what]
    )
    prose, new_prose = _prose(before), _prose(after)
    yield from (f"{what}：文字" for what, old in prose.items() if old != new_prose[what])


def _facts(document: PolicyDocument) -> dict[str, str]:
    dates = {"印发日期": document.dates.issued, "施行日期": document.dates.effective, "失效日期": document.dates.until}
    return {
        "标题": document.title,
        "文号": document.document_number,
        **{name: str(date or "") for name, date in dates.items()},
    }


def _prose(document: PolicyDocument) -> dict[str, list[str]]:
    parts = document.notice.parts
    return {
        "引言": [part.text for part in parts if part.kind in ("addressees", "paragraph")],
        "落款": [part.text for part in parts if part.kind == "signature"],
        "附则": [part.text for part in document.closing.parts] if document.closing else [],
    }


def _of_items(before: PolicyDocument, after: PolicyDocument) -> Iterator[str]:
    old, new = _parts(before), _parts(after)
    pairs = _paired(old, new)
    kept = set(pairs.values())
    for part in old:
        found = pairs.get(part.id)
        if found is None:
            yield f"- {_named(part)}"
        else:
            yield from _changed(part, next(one for one in new if one.id == found))
    for part in new:
        if part.id not in kept:
            yield f"+ {_named(part)}"


def _parts(document: PolicyDocument) -> list[Part]:
    return [*document.measures, *document.scenarios, *document.goals]


def _paired(old: list[Part], new: list[Part]) -> dict[str, str]:
    """Return for the items of the old text those of the new one that they became."""
    pairs: dict[str, str] = {}
    left = list(new)
    for same in (_same_text, _same_place, _same_name, _alike):
        for part in old:
            if part.id in pairs:
                continue
            found = next((one for one in left if type(one) is type(part) and same(part, one)), None)
            if found:
                pairs[part.id] = found.id
                left.remove(found)
    return pairs


def _same_text(one: Part, other: Part) -> bool:
    return one.text == other.text


def _same_place(one: Part, other: Part) -> bool:
    return (one.label, one.name) == (other.label, other.name)


def _same_name(one: Part, other: Part) -> bool:
    return one.name == other.name


def _alike(one: Part, other: Part) -> bool:
    matcher = difflib.SequenceMatcher(None, one.text, other.text, autojunk=False)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def _changed(one: Part, other: Part) -> Iterator[str]:
    what = []
    if one.label != other.label:
        what.append(f"编号 {one.label} → {other.label}")
    if one.name != other.name:
        what.append(f"名称 {one.name} → {other.name}")
    if not isinstance(one, Goal) and not isinstance(other, Goal) and one.agencies != other.agencies:
        gone = [f"-{name}" for name in one.agencies if name not in other.agencies]
        come = [f"+{name}" for name in other.agencies if name not in one.agencies]
        what.append(f"责任单位 {'、'.join([*gone, *come]) or '顺序'}")
    if one.text != other.text and not what:
        what.append("文字")
    if what:
        yield f"~ {_named(other)}：{'；'.join(what)}"


def _named(part: Part) -> str:
    name = part.name if len(part.name) <= _LONGEST else f"{part.name[:_LONGEST]}……"
    return f"{part.id} {part.label} {name}"
