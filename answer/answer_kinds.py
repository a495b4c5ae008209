"""What kind of thing a question asks for, and what a text must hold to answer it.

The patterns are about how Chinese asks and states such things in any document; they read normalised text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

_NUMERAL = r"(?:\d[\d,.]*|[一二三四五六七八九十百千万亿两]+)"
_MONEY_UNIT = r"(?:元|万元|亿元|美元|港元|港币|人民币)"
_WHICH = "边个|几家|哪个|哪些|哪几个|哪几家|哪一家|哪一个|哪两个|哪两家|哪家|哪几家|什么|啥|几个|那个|哪里|哪"
_IN_CHARGE = "(?:负责|管|抓|牵头|主管|落实|承担|监管|督办|头上|责任)"
_YEAR_PART = r"(?:年?底前?|年?初|上半年|下半年|\d{1,2}月(?:\d{1,2}日)?)?"

_UNIT = r"(?:政府)?(?:单位|部门|机构|机关|衙门|委办局|[局委办](?![员法理事公会]))"
_MAY = r"[^,。?]{0,6}(?:可以|能|有资格|申请|申报|报名|入驻|获得|享受|采购|使用|印发|发布|出台|制定|联合发)"
"""What follows units that do something themselves: 哪些单位可以申请."""
_ROLE = r"(?:责任|主责|负责|实施|承办|主办|主管|牵头|配合|分管|对口|归口)"
_AGENCY_ASKED = "|".join(
    (
        rf"(?:{_WHICH})的?{_UNIT}(?!{_MAY})",
        rf"{_ROLE}(?:的?(?:单位|部门|机构)|方|主体)(?!{_MAY})",
        rf"(?:由|归|让|该|找|靠|是)(?:谁|(?:{_WHICH})(?:单位|部门|机构)?)(?:来)?{_IN_CHARGE}",
        r"(?:由|归)(?:谁|哪家|哪几家)|(?:归|由)哪[个些](?:[?。]|$)",
        rf"(?:{_WHICH})(?:来|去|在)?{_IN_CHARGE}|谁来?{_IN_CHARGE}|{_IN_CHARGE}[^,。?]{{0,6}}(?:是谁|哪[个些家])",
        rf"(?:找|联系|对接|咨询|问|跑|跟|同|和|向)(?:谁|(?:{_WHICH})(?:{_UNIT}|门))",
        r"落[在到给]谁|归口|对口|责任[^,。?]{0,3}(?:给|是)?(?:哪|谁)|谁的(?:责任|活|事|职责)",
        r"which (?:\w+ )?(?:agency|agencies|departments?|bureaus?|offices?|authority|authorities|units?)",
        r"who (?:is|are) (?:responsible|in charge)|responsible (?:agency|agencies|for|units?)",
    )
)
"""Asks for those in charge."""
_HINTS_AT_AGENCY = re.compile(
    "|".join(
        (
            r"(?<![为给对让帮把从向替])(?<!适合)谁(?!家的?(?:公司|企业|产品)|可以|能|会|有资格|需要|想|知道|受益|都[能可会])",
            r"[派交落压分排]给谁|哪几家(?!公司|企业|厂|实验室|银行|医院|学校)|何单位|单位(?:系|是|为)?(?:何|哪)|(?<!公)(?<!企)[、\s]单位[?。]?$|说了算|边个",
            r"\bwho\b|which bodies|on the hook|in charge",
        )
    )
)
"""Asks for them where nothing else is asked for."""


class AnswerKind(Enum):
    """What is asked for; OTHER is anything that needs no particular form."""

    AGENCY = "责任单位"
    AMOUNT = "金额"
    PHONE = "联系电话"
    LINK = "网址或链接"
    ADDRESS = "具体地址"
    PERSON = "具体人员"
    COMPANY = "具体企业"
    PROCEDURE = "申请、报名等办理程序和条件"
    CLOCK = "具体时刻"
    DATE = "时间"
    NUMBER = "数量"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class KindSpec:
    """How a kind is asked for, and how a text states it.

    Attributes:
        kind: the kind.
        asked: matches questions of this kind.
        stated: matches the thing itself in a text; None where any text may answer.
    """

    kind: AnswerKind
    asked: re.Pattern[str]
    stated: re.Pattern[str] | None


SPECS: tuple[KindSpec, ...] = (
    KindSpec(
        AnswerKind.PHONE,
        re.compile(r"电话|热线|手机号|联系方式|怎么联系|邮箱|微信|phone|hotline|e-?mail"),
        re.compile(r"\d{3,4}-?\d{7,8}|1\d{10}|\S+@\S+"),
    ),
    KindSpec(
        AnswerKind.LINK,
        re.compile(
            r"网址|网站|链接(?:是|发|给|在|呢|有|多少|[?。]|$)|(?:什么|哪个|有)链接|官网|公众号|小程序|二维码|下载地址|website|\burl\b|\blink\b"
        ),
        re.compile(r"https?://|www\.|网站|公众号|小程序"),
    ),
    KindSpec(
        AnswerKind.ADDRESS,
        re.compile(r"地址|哪条路|几楼|哪栋|门牌|哪个区哪|什么场地|具体(?:位置|地点|选址|选在)|选址|address"),
        re.compile(r"地址|\d+号|[东南西北]路|大道|大厦"),
    ),
    KindSpec(
        AnswerKind.PERSON,
        re.compile(
            r"哪位(?:领导|专家|同志|市长)|谁(?:担任|当|来当|兼任)|(?:组长|主任|主席|会长|局长|市长|负责人|联系人|成员)(?:是|由)?(?:谁|哪[位些])|谁是"
        ),
        re.compile(r"同志|担任|任组长|任主任"),
    ),
    KindSpec(
        AnswerKind.COMPANY,
        re.compile(
            r"(?:哪|那)(?:一|几)?家的?(?:公司|企业|厂商|厂家|开发商|供应商)|哪[些个](?:厂商|厂家|开发商|供应商)|什么公司|which (?:company|companies|firm|vendor)"
        ),
        re.compile(r"(?:有限)?公司|集团"),
    ),
    KindSpec(
        AnswerKind.PROCEDURE,
        re.compile(
            r"(?:怎么|怎样|如何|在哪儿?|去哪儿?|哪里|什么时候|何时)[^,。?]{0,8}(?:申请|申报|报名|办理|报销|领取|登记|注册)"
            r"|(?:申请|申报|报名|办理|入驻|参赛|评审|审批|认定)(?:流程|条件|程序|材料|手续|步骤|标准|要求|门槛|方式|入口|截止|表)"
            r"|(?:什么|哪些|啥)(?:材料|手续|资质|门槛|资格)|需要(?:满足|符合)|走(?:什么|哪些)(?:流程|程序)|how (?:to|do i|can i) (?:apply|register|sign up)"
        ),
        re.compile(r"申请|申报|报名|办理|登记|材料|流程|程序"),
    ),
    KindSpec(
        AnswerKind.AGENCY,
        re.compile(_AGENCY_ASKED),
        None,
    ),
    KindSpec(
        AnswerKind.AMOUNT,
        re.compile(
            r"多少(?:钱|元|[万亿](?!级)|[^,。?]{0,4}(?:补贴|补助|资金|奖金|奖励|费|预算|投资))|几(?:百|千)?(?:万|亿|块)|(?:补贴|补助|资助|奖励|奖金|扶持|资金|投资|预算|收费|价格|工资|费用)(?:标准|金额|额度|比例|上限|最高|多少|是多少|有多少|总额)"
            r"|金额|总投资|造价|收费|价格|票价|基金[^,。?]{0,6}(?:规模|多大|盘子)|规模[^,。?]{0,4}多[大少]|how much|how large is"
        ),
        re.compile(rf"{_NUMERAL}余?{_MONEY_UNIT}"),
    ),
    KindSpec(
        AnswerKind.CLOCK,
        re.compile(r"几点(?:钟|开|到|结束|下班|上班|关|能|可以|[?。]|$)|(?:开放|营业|上班|办公)时间|what time"),
        re.compile(r"\d{1,2}(?:点|时|:\d\d)"),
    ),
    KindSpec(
        AnswerKind.DATE,
        re.compile(
            r"什么时[候间]|何时|啥时候?|几时|哪[一]?[年月天日]|(?<!第)几[月号]|多久|哪会儿|截止|期限|时间(?:表|节点|点)?(?:是|定|安排)|多长时间|隔多[久长]|每隔|频率|日期|什么日子|\bwhen\b|what date|how often"
        ),
        re.compile(
            rf"\d{{4}}年{_YEAR_PART}|每月\d{{1,2}}日|\d{{1,2}}月\d{{1,2}}日|按(?:季度|年度|月度?)|每(?:年|季度|月|周)|年底|定期"
        ),
    ),
    KindSpec(
        AnswerKind.NUMBER,
        re.compile(
            r"多少|几(?:家|名|个?人|成|位|座|台|套|款|块|平|辆|条线|场|次|度)|数量|规模多|多大|比例|百分之|占比|how many"
        ),
        re.compile(r"\d|[一二三四五六七八九十百千万亿]+(?:家|名|人|座|台|套|款|场|次|亿|级)|百分之"),
    ),
)
"""In order: the first that matches a question is its kind."""

_COUNTED = re.compile(r"(?:条|措施|场景|部分|章|节|清单|附件|行|计划|单位|部门|机构)")
"""What a reader counts in the document itself; the document need not state the count."""


def spec_of(kind: AnswerKind) -> KindSpec:
    """Return the specification of a kind; OTHER has none.

    Raises:
        KeyError: for OTHER.
    """
    return {spec.kind: spec for spec in SPECS}[kind]


def kind_of(question: str) -> KindSpec | None:
    """Say what kind of thing a normalised question asks for; None if no particular one."""
    for spec in SPECS:
        if spec.asked.search(question):
            if spec.kind is AnswerKind.NUMBER and _COUNTED.search(question):
                return None
            return spec
    return spec_of(AnswerKind.AGENCY) if _HINTS_AT_AGENCY.search(question) else None
