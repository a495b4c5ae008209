"""Places and years that a question names and the document does not."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.models import PolicyDocument

PLACES = tuple(
    """
    北京 上海 天津 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南
    陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 石家庄 太原 沈阳 大连 长春 哈尔滨 南京 苏州 无锡 杭州 宁波
    温州 合肥 福州 厦门 泉州 南昌 济南 青岛 郑州 武汉 长沙 广州 深圳 珠海 佛山 东莞 惠州 中山 汕头 海口 三亚 成都 贵阳
    昆明 拉萨 西安 兰州 西宁 银川 乌鲁木齐 南宁 桂林 呼和浩特 雄安 台北 美国 英国 法国 德国 日本 韩国 印度 俄罗斯 新加坡
    加拿大 澳大利亚 欧盟 硅谷 beijing shanghai guangzhou hangzhou singapore
    """.split()
)
"""Provinces, larger cities and the countries most often named beside them: a closed class, like numerals."""

_COMPARES = re.compile(
    r"[跟和与同比][^,。?]{0,12}(?:比|相比|区别|不同|差别|差距|一样)|哪个(?:城市|地方|市)|哪个[^,。?]{0,6}[更最]|对比|相比|\bvs\b|compare"
)
# 2000亿元 and 2000家 are amounts.
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年?(?![\d百千万亿元家个名人台套次项条级%])")
_BATCH = re.compile(r"第[二三四五六七八九十2-9][批期轮版]")


def foreign_names(question: str, words: Collection[str], document: PolicyDocument) -> list[str]:
    """List the places, years and batches (第二批) of a normalised question, cut into words, that lie outside the document.

    A question that also names a place of the document is about that place, and others are only mentioned,
    unless it compares them.
    """
    source = document.source
    named = [place for place in PLACES if place in question]
    # A place inside another word (东西安全) is none, so only words of their own count against the question.
    places = [place for place in named if place not in source and (place in words or _is_named(place, question))]
    if any(place in source for place in named) and not _COMPARES.search(question):
        places = []
    years = [year for year in _YEAR.findall(question) if not _knows_year(year, document)]
    batches = [batch for batch in _BATCH.findall(question) if batch not in source]
    return [*places, *(f"{year}年" for year in dict.fromkeys(years)), *batches]


def _is_named(place: str, question: str) -> bool:
    return any(place + rank in question for rank in ("市", "省", "特区", "自治区"))


def _knows_year(year: str, document: PolicyDocument) -> bool:
    first, last = document.metadata.valid_from, document.metadata.valid_until
    in_period = first is not None and last is not None and first <= int(year) <= last
    return in_period or re.search(rf"(?<!\d){year}\s*年", document.source) is not None
