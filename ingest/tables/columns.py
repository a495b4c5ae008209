"""What the columns of a table hold, told by their heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.grammar.roles import ROLE_WORD

_NUMBER = re.compile(r"序\s*号|编\s*号|^号$|^No\.?$", re.IGNORECASE)
_AGENCIES = re.compile(
    rf"{ROLE_WORD}|^(?:牵头|配合|责任|主管|实施|承办|协办|主办|参与)(?:者|方|人)?$|^(?:市|省|区|县)?(?:直)?(?:责任|主管|业务)?(?:部门|单位)(?:名称)?$"
)
_NO_AGENCIES = re.compile(
    r"电话|联系|地址|时限|职责|意见|盖章|签|类型|性质|编码|代码|数量|个数|申报|申请|用人|工作单位|单位(?:名称|基本|信息)"
)
_DOMAIN = re.compile(r"领域|类别|类型|分类|行业|方向|板块|专栏|大类|一级|模块|所属")
_NAME = re.compile(
    r"名\s*称|场景|事\s*项|任\s*务|项\s*目|内\s*容|举措|措施|指标|标准|工作|要求|条款|二级|三级|子类|材料|清单|情形|行为|对象|政策"
)
_MEASURES = re.compile(r"标准|要求|指标值|目标值")
"""Heads of what holds for a row, rather than of what it is called."""
_HEAD_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; None or empty where none does."""

    heads: tuple[str, ...]
    number: int | None = None
    domain: int | None = None
    name: int | None = None
    agencies: tuple[int, ...] = ()


def find_columns(heads: Sequence[str]) -> Columns:
    """Say which column of a table stands for what, by its heads."""
    agencies = tuple(i for i, head in enumerate(heads) if _AGENCIES.search(head) and not _NO_AGENCIES.search(head))
    taken = set(agencies)
    number = _first(heads, _NUMBER, taken)
    domain = _first(heads, _DOMAIN, taken)
    name = _first(heads, _NAME, taken)
    left = [i for i in range(len(heads)) if i not in taken]
    if (name is not None and left and left[0] < name and _MEASURES.search(heads[name])) or (name is None and left):
        name = left[0]
    elif name is None and domain is not None:
        # A table of kinds and their agencies has no other name for its rows.
        domain, name = None, domain
    return Columns(tuple(heads), number, domain, name, agencies)


def is_head(row: Sequence[str]) -> bool:
    """Tell whether a first row names columns: short cells, none empty, none a sentence or a bare number."""
    filled = [cell for cell in row if cell]
    if len(filled) < 2 or len(filled) < len(row):
        return False
    return all(len(cell) <= _HEAD_LENGTH and not re.search(r"[。；]|^\d+(?:\.\d+)?%?$", cell) for cell in filled)


def join_heads(row: Sequence[str], heads: Sequence[str]) -> tuple[str, ...] | None:
    """Join a second row of heads to the first: 责任单位 divided into 牵头单位 and 配合单位; None if it is none.

    A head that spans columns is written in each of them, or in the first one alone.
    """
    filled = [cell for cell in row if cell]
    if len(row) != len(heads) or not filled or not all(len(cell) <= _HEAD_LENGTH for cell in filled):
        return None
    above = list(heads)
    for i in range(1, len(above)):
        above[i] = above[i] or above[i - 1]
    divides = [i for i, cell in enumerate(row) if cell and cell != heads[i]]
    spanned = all(above.count(above[i]) > 1 for i in divides)
    rest_repeats = all(not row[i] or row[i] == heads[i] for i in range(len(row)) if i not in divides)
    if len(divides) < 2 or not spanned or not rest_repeats or any(re.search(r"\d", row[i]) for i in divides):
        return None
    return tuple(f"{above[i]}/{row[i]}" if i in divides else heads[i] or above[i] for i in range(len(row)))


def _first(heads: Sequence[str], pattern: re.Pattern[str], taken: set[int]) -> int | None:
    """Return the first column whose head matches and that is none of another kind, and take it."""
    found = next((i for i, head in enumerate(heads) if i not in taken and pattern.search(head)), None)
    if found is not None:
        taken.add(found)
    return found
