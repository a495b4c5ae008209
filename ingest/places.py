"""Where a document applies: the place that issued it, and the tier of government, read off issuers and title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from typing import NamedTuple

from ingest.models import PolicyDocument
from ingest.settings import CORPUS_DIR


class Tier(Enum):
    """Of the government that issued a document; empty where nothing says it."""

    STATE = "国家"
    PROVINCE = "省"
    CITY = "市"
    DISTRICT = "区县"
    UNKNOWN = ""


class Place(NamedTuple):
    """A place with its tier.

    Attributes:
        name: in full, without what it belongs to: 深圳市, 天河区; empty for the whole state and where nothing says it.
        within: what it belongs to, as far as the document tells, the nearest first.
        tier: of its government.
    """

    name: str
    within: tuple[str, ...]
    tier: Tier


_PROVINCES = (
    "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 "
    "内蒙古 广西 西藏 宁夏 新疆 香港 澳门"
).split()
CITIES_FILE = CORPUS_DIR / "cities.tsv"
_STATE = re.compile(
    r"国务院|中共中央|全国人|中华人民共和国|国家|最高人民|^(?!.*[省市区县州])[\u3400-\u9fff]{2,12}部(?:办公厅)?$"
)
_PROVINCE = rf"(?P<province>{'|'.join(_PROVINCES)})(?P<suffix>省|(?:壮族|回族|维吾尔)?自治区|特别行政区)?"
_CITY = r"(?P<city>[\u3400-\u9fff]{2,5}?(?:市|自治州|地区|盟))"
_DISTRICT = r"(?P<district>(?!城区|地区|社区|园区|全区|各区|本区|景区|市辖区)[\u3400-\u9fff]{1,6}?(?:新区|新片区|自治县|区|县|旗))"
_PLACE = re.compile(rf"(?:{_PROVINCE})?(?:{_CITY})?(?:{_DISTRICT})?")
_FREE_TRADE_ZONE = re.compile(
    r"^中国（(?P<city>[\u3400-\u9fff]{2,4})）自由贸易试验区(?P<part>[\u3400-\u9fff]{2,4}新?片区)?"
)
_NO_DISTRICT = re.compile(r"开发区$|示范区$|保税区$|试验区$|合作区$")


@cache
def provinces_of_cities() -> Mapping[str, str]:
    """Return by the short name of a city the short name of its province, as the file beside the policies has them."""
    lines = (line for line in CITIES_FILE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {city: province for province, cities in (line.split("\t") for line in lines) for city in cities.split()}


def place_of(document: PolicyDocument) -> Place:
    """Read the place off the issuers, or, where they name none, off the titles and the opening lines."""
    return find_place((*document.notice.issuers, document.notice.title, document.title))


def find_place(names: Iterable[str]) -> Place:
    """Return the place that the first of some names begins with which begins with one."""
    is_state = False
    for name in names:
        found = _begins_with(name.strip("《》 ").removeprefix("中共"))
        if found:
            return found
        is_state = is_state or _STATE.search(name) is not None
    return Place("", (), Tier.STATE if is_state else Tier.UNKNOWN)


def _begins_with(name: str) -> Place | None:
    zone = _FREE_TRADE_ZONE.match(name)
    if zone:
        return Place(zone["part"] or zone.group(), (f"{zone['city']}市",), Tier.DISTRICT)
    match = _PLACE.match(name)
    if not match or not match.group():
        return None
    province, city, district = match["province"], match["city"], match["district"]
    if province and not city and not district and not match["suffix"]:
        # 广东 alone, or the beginning of another word.
        return Place(f"{province}省", (), Tier.PROVINCE) if name.startswith((f"{province}省", province)) else None
    parts = [
        (f"{province}{match['suffix'] or '省'}" if province else "", Tier.PROVINCE),
        (city or "", Tier.CITY),
        (district if district and not _NO_DISTRICT.search(district) else "", Tier.DISTRICT),
    ]
    named = [(text, tier) for text, tier in parts if text]
    if not named:
        return None
    (text, tier), *above = reversed(named)
    return Place(text, tuple(one for one, _ in above), tier)
