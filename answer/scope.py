"""What lies outside the document: places, years and batches that it does not name, subjects that it is not about."""

from __future__ import annotations

import re
from collections.abc import Collection

from answer.asking import without_statements
from index.normalize import normalize
from ingest.models import PolicyDocument
from ingest.numerals import to_int
from ingest.places import provinces_of_cities

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
# 2000亿元 and 2000家 are amounts, and 2019年毕业的学生 says who asks, not of what year.
_YEAR = re.compile(
    r"(?<!\d)(20\d\d)\s*年?(?![\d百千万亿元家个名人台套次项条级%])"
    r"(?!(?:以?[前后]|底|初|\d{1,2}月)*(?:就|才)?(?:毕业|出生|入学|入职|参加工作|退休|注册|成立|设立|登记|开业|取得|获得|购买|入户|落户)[^,。?]{0,8}的(?!方案|政策|文件|办法|规定|通知|计划))"
)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_BATCH = re.compile(r"第[二三四五六七八九十2-9][批期轮版]")

_SUBJECT = re.compile(
    r"(?<![a-z])ai(?![a-z])|人工|智能|智慧|机器|电脑|计算机|自动|算法|模型|数据|算力|数字|识别|图像|视频|监测|检测|科技|技术|系统|软件|程序|"
    r"场景|应用|试点|示范|体验|领域|附件|清单|序号|方案|文件|政策|措施|单位|部门|负责|责任|归口|artificial|intelligen|\bsmart\b|robot|annex|scenario"
)
"""Policies name places and trades that people ask everything about (地铁站, 公园, 食品安全); these words speak of technology,
or of the document."""


def speaks_of_subject(question: str) -> bool:
    """Tell whether a normalised question speaks of technology, or of the document, at all."""
    return _SUBJECT.search(question) is not None


def foreign_names(question: str, words: Collection[str], document: PolicyDocument) -> list[str]:
    """List the places, years and batches (第二批) of a normalised question, cut into words, that lie outside the document.

    A question that also names a place of the document is about that place, and others are only mentioned,
    unless it compares them.
    """
    question = without_statements(question)
    source = document.source
    named = [place for place in PLACES if place in question]
    # A place inside another word (东西安全) is none, so only words of their own count against the question.
    places = [place for place in named if place not in source and (place in words or _is_named(place, question))]
    # What a province settles is settled for its cities.
    own = "".join((document.title, *document.notice.issuers))
    places = [place for place in places if provinces_of_cities().get(place, own + place) not in own]
    if any(place in source for place in named) and not _COMPARES.search(question):
        places = []
    years = [year for year in _YEAR.findall(question) if not _knows_year(year, document)]
    return [*places, *(f"{year}年" for year in dict.fromkeys(years)), *foreign_batches(question, document)]


def foreign_batches(question: str, document: PolicyDocument) -> list[str]:
    """List the batches (第二批) that a normalised question names and the document does not."""
    return [
        batch for batch in _BATCH.findall(question) if batch not in document.source and not _in_roman(batch, document)
    ]


def _in_roman(batch: str, document: PolicyDocument) -> bool:
    """Tell whether the document counts the same in Roman numerals: 第三期 of 鹏城云脑III."""
    number = to_int(batch[1])
    return (
        batch.endswith("期")
        and number < len(_ROMAN)
        and re.search(rf"(?<![A-Z]){_ROMAN[number]}(?![A-Z])", normalize(document.source).upper()) is not None
    )


def _is_named(place: str, question: str) -> bool:
    return any(place + rank in question for rank in ("市", "省", "特区", "自治区"))


def _knows_year(year: str, document: PolicyDocument) -> bool:
    first, last = document.metadata.valid_from, document.metadata.valid_until
    in_period = first is not None and last is not None and first <= int(year) <= last
    return in_period or re.search(rf"(?<!\d){year}\s*年", document.source) is not None
