"""Names of agencies that may have been read wrongly: signs within one name, and against the other names of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from ingest.checks.unit_words import gaps, is_city, meant_by
from ingest.grammar.unit_lists import is_unit

_STRANGE = re.compile(r"[^一-龥A-Za-z0-9（）()〔〕“”、+\-—－&《》]")
_LETTER = re.compile(r"(?<=[一-龥])[A-Za-z0-9](?=[一-龥])|^[A-Za-z0-9](?=[一-龥])|(?<=[一-龥])[A-Za-z0-9]$")
_LONGEST = 22
_MOST = 0.8
"""Share of the names with one beginning (市) from which on one without it lacks it."""
_OFTEN = 3
"""How much more often than another a collective name has to stand, to be the right one of both."""
_SHORTEST = 3
"""Characters of a name up to which it may be the end of a longer one."""
_BRACKETED = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]")
_CLASS = re.compile("^(?:各|有关|相关|其他|所在)")
_WHOLE = re.compile("(?:省|市|区|县|州|镇|街道|政府|党委|市委|省委|区委|县委|国务院|人大|政协)$")
"""What may be a name of its own although longer ones begin with it."""
_HALF = re.compile("^(?:县|市|镇|区)[（(〔]|^(?:人民政府|管委会)$|^[省市区县州].{1,2}[法网军]$")
"""县（市）政府 of 各区、县（市）政府."""
_SHORT = frozenset(
    "外办 侨办 台办 市委 省委 区委 县委 州委 党委 团委 工委 纪委 监委 教委 科委 经委 农委 建委 妇联 残联 侨联 文联 科协 社联 工会 人大 政协 法院 政府"
    " 各区 各县 各市 各州 各镇 各乡 各省 各地 区县 市县 县区 县市 军区 海关 税务 人行 公安 机关 企业 高校 院校 学校 街道 乡镇 镇街 园区 国企 央企 银行 基地 商会 协会".split()
)
"""Names of two characters; others of that length are halves of names."""
_LEVEL = re.compile("(?:国家|中央|全国|省|自治区|市|州|区|县|[一-龥]{2,3}(?:省|市|区|县)|[一-龥]{2})?")
"""What may be missing in front: 科技厅 behind 省发展改革委."""
_OFFICE = re.compile("[局委厅办部院署]$")
_ROLE = re.compile(r"(?:责任|负责|牵头|配合|主办|协办|承办|主管)(?:单位|部门|机构)?[^一-龥]*(?=[一-龥]{2})")
_COMPANY = re.compile(
    "(?:中国|国网|国家|南方)?(?:电信|移动|联通|铁塔|石油|石化|海油|广电|邮政|电力|电网)$|国网|应急|共青团"
)
"""What is a unit although its name ends otherwise, or begins with a word that sentences begin with."""
_JOINT = re.compile(r"(?<=[局委厅部办院署会司心队团])(?=(?:市|省|区|县|州|各|国家|中国|中央)[一-龥])")
_OF_PARTY = re.compile("^(?:省|市|区|县|州)?委?$")


def doubt_of(name: str, names: Mapping[str, int]) -> str:
    """Say what is odd about a name, as the end of a Chinese sentence that begins with the name; empty if nothing is.

    Args:
        name: as read.
        names: all names of the document with how often each occurs.
    """
    return next(_doubts(name, names), "")


def _doubts(name: str, names: Mapping[str, int]) -> Iterator[str]:
    strange = _STRANGE.search(name)
    if strange:
        yield f"中有不该出现的字符“{strange.group()}”" if not strange.group().isspace() else "中间有空格"
    if _LETTER.search(name):
        yield "中夹有单个字母或数字"
    if _ROLE.match(name):
        yield "开头混有“责任单位”一类的字"
    if not is_unit(name) and not _COMPANY.match(name):
        yield "不像单位名称"
    if _is_too_short(name) or _HALF.search(name) or _is_fragment(name, names):
        yield "像是半个名称"
    if len(_BRACKETED.sub("", name)) > _LONGEST and "、" not in name:
        yield "过长，可能是几个名称连在了一起"
    together = run_together(name, names)
    if together:
        yield f"像是“{together[0]}”与“{together[1]}”连在了一起"
    other = _misread(name, names)
    if other:
        yield other


def _is_too_short(name: str) -> bool:
    return len(name) == 1 or (len(name) == 2 and name not in _SHORT and not is_city(name))


def _is_fragment(name: str, names: Mapping[str, int]) -> bool:
    """Tell the half of a name that was parted: 改革委 beside 市发展改革委."""
    if is_city(name) and any(other.endswith("市政府") for other in names):
        return True
    if _CLASS.match(name) or _WHOLE.search(name):
        return False
    for other in names:
        if other == name or _CLASS.match(other):
            continue
        is_odd = len(name) <= _SHORTEST or bool(gaps(name))
        if is_odd and other.endswith(name) and not _LEVEL.fullmatch(other[: -len(name)]):
            return True
        if other.startswith(name) and (len(name) < _SHORTEST or gaps(name)):
            return True
    return False


def run_together(name: str, names: Mapping[str, int]) -> tuple[str, str] | None:
    """Return the two names that one consists of, where the mark between them is missing; None if it is one name."""
    for match in _JOINT.finditer(name):
        left, right = name[: match.start()], name[match.start() :]
        if (
            len(left) > 1
            and not _OF_PARTY.fullmatch(left)
            and is_unit(left)
            and is_unit(right)
            and right not in ("市政府", "省政府")
        ):
            return left, right
    for other in names:
        if len(other) < 3 or other == name or other not in name:
            continue
        left, _, right = name.partition(other)
        for one, two in ((left, other), (other, right)):
            if (
                one + two == name
                and len(one) > 2
                and len(two) > 2
                and is_unit(one)
                and is_unit(two)
                and _parts(one, two, names)
            ):
                return one, two
    return None


def _parts(one: str, two: str, names: Mapping[str, int]) -> bool:
    """Tell whether both halves are names: either stands in the document, and the other does too or has the form of one."""
    known = (one in names) + (two in names)
    plain = (
        not _LEVEL.fullmatch(one) and len(two) > _SHORTEST and not re.fullmatch("办公[室厅]|管理局|委员会|管委会", two)
    )
    return known == 2 or (known == 1 and plain and _OFFICE.search(one) is not None and not gaps(one) and not gaps(two))


def _misread(name: str, names: Mapping[str, int]) -> str:
    left = gaps(name)
    for other in names:
        if other != name and _differ_by_one(name, other) and _is_better(other, name, names):
            return f"与“{other}”只差一个字，可能是错字"
    single = [one for one in names if not _CLASS.match(one)]
    first = Counter(one[0] for one in single).most_common(1)
    if first and first[0][1] >= _MOST * len(single) and first[0][0] + name in names:
        return f"与“{first[0][0]}{name}”只差一个字，可能是错字"
    if left and _OFFICE.search(name) and name.startswith(left[0]) and len(left[0]) == 1:
        is_usual = bool(first) and 2 * first[0][1] > len(names)
        if is_usual and not gaps(first[0][0] + name[1:]):
            return f"中的“{left[0]}”可能是错字"
    meant = meant_by(name)
    if meant:
        return f"可能是“{meant}”的误认"
    for gap in left:
        inside = not name.startswith(gap)
        if inside and len(gap) == 1:
            return f"中的“{gap}”可能是错字"
    return ""


def _is_better(other: str, name: str, names: Mapping[str, int]) -> bool:
    """Tell whether a name is the right one of two that differ by one character."""
    own, times = names.get(name, 1), names[other]
    if _CLASS.match(name):
        # 各镇 and 各乡镇 may both be meant.
        return times >= _OFTEN * own
    if len(other) == len(name):
        return times >= own and bool(gaps(name)) and not gaps(other)
    return times >= own and (len(other) > len(name) or bool(gaps(name)))


def _differ_by_one(one: str, other: str) -> bool:
    """Tell whether names differ by one character, which is no more than 和 or what level they are of."""
    if len(one) == len(other):
        return len(one) > 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    if len(long) != len(short) + 1 or len(short) < _SHORTEST or long[1:] == short:
        return False
    return any(long[:i] + long[i + 1 :] == short and long[i] not in "和与及各委总分大县" for i in range(1, len(long)))
