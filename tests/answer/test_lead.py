from __future__ import annotations

import re
from pathlib import Path

import pytest

from answer.answer_kinds import kind_of
from answer.expressions import find_expressions
from answer.lead import find_lead
from answer.question import Question
from index.normalize import normalize
from tests.answer.test_expressions import OTHERS, SHAPES, sentences_of
from tests.commands import ROOT


def lead(asked: str, sentence: str, *words: str) -> str:
    text = normalize(asked)
    return find_lead(Question(asked, text, words, {}, kind_of(text), None, several=False), sentence)


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("基金群规模多大", "形成规模 1000 亿元的人工智能基金群。", "1000 亿元"),
        ("什么时候启动", "鹏城云脑III项目 2023 年年底启动建设。", "2023 年年底"),
        ("多久发布一次", "出台后按季度发布相关数据。", "按季度"),
        ("每月哪天", "在每月 8 日举行的深圳创投日活动中设立专场。", "每月 8 日"),
        ("共建几家联合实验室", "共建5家以上人工智能联合实验室。", "5家以上"),
        ("有效期到什么时候", "本措施有效期至2026年12月31日。", "2026年12月31日"),
        ("什么时候截止", "申报截止到2025年6月30日前。", "2025年6月30日前"),
        ("什么时候施行", "本办法自二〇二六年七月一日起施行。", "自二〇二六年七月一日起"),
        ("什么时候施行", "本办法自2026年1月1日起施行，有效期5年。", "自2026年1月1日起"),
        ("保存多久", "记录应当保存五年。", "五年"),
        ("补贴多少钱", "给予最高不超过500万元补贴。", "最高不超过500万元"),
        ("补贴多少钱", "按实际投入的50%给予补贴，最高30万元。", "最高30万元"),
        ("补贴比例是多少", "按实际投入的50%给予补贴，最高30万元。", "50%"),
        ("补贴比例是多少", "给予不超过合同额50%的补贴。", "不超过合同额50%"),
        ("培育多少家企业", "到2027年，培育企业500家以上，面积2万平方米。", "500家以上"),
        ("采取什么方式", "采取“揭榜挂帅”方式鼓励研发。", "揭榜挂帅"),
        ("哪部条例要落实", "推动《深圳经济特区人工智能产业促进条例》落实。", "深圳经济特区人工智能产业促进条例"),
    ],
)
def test_the_one_fact_as_written(asked: str, sentence: str, expected: str) -> None:
    assert lead(asked, sentence) == expected


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("补贴多少钱", "奖励500万元，另补助200万元。"),
        ("基金群规模多大", "统筹整合基金资源。"),
        ("讲什么内容", "形成规模1000亿元的基金群。"),
        ("谁负责", "形成规模1000亿元的基金群。"),
        ("叫什么", "“甲”与“乙”。"),
        ("揭榜挂帅是什么方式", "采取“揭榜挂帅”方式。"),
        ("什么时候出台", "印发《行动方案（2023—2024年）》的通知"),
        ("奖励多少", "按合同额的50%给予奖励，最高30万元。"),
        ("奖励金额是多少", "给予合同额50%的奖励。"),
        ("什么时候启动", "项目有效期5年。"),
        ("保存多久", "自2026年1月1日起保存。"),
        ("什么时候施行", "自2026年1月1日起施行，至2027年1月1日止的文件同时废止。"),
        ("规模多大", "电话55583219，规模30家。"),
    ],
    ids=[
        "two facts",
        "no fact",
        "no kind",
        "another kind",
        "two names",
        "the name is in the question",
        "a range of years",
        "a rate and an amount",
        "a rate for an amount",
        "how long for when",
        "when for how long",
        "two days",
        "a number that is not read",
    ],
)
def test_no_guess(asked: str, sentence: str) -> None:
    assert lead(asked, sentence) == ""


def test_the_same_fact_twice_is_one() -> None:
    assert lead("奖励多少钱", "奖励500万元，即500万元。") == "500万元"


@pytest.mark.parametrize(
    ("words", "sentence", "expected"),
    [
        (("研发",), "对研发投入给予30万元补贴。", "30万元"),
        (("租房",), "对研发投入给予30万元补贴。", ""),
        (("租房",), "对研发投入给予30万元补贴；对租房给予优惠。", ""),
        (("研发",), "对研发投入给予30万元补贴；对租房给予优惠。", "30万元"),
        (("租房",), "对研发投入给予30万元补贴，对租房给予优惠。", ""),
        (("租房", "补贴"), "对研发给予30万元补贴；对租房给予补贴。", ""),
    ],
)
def test_a_fact_about_something_else_does_not_lead(words: tuple[str, ...], sentence: str, expected: str) -> None:
    assert lead("补贴多少钱", sentence, *words) == expected


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("资本充足率是多少", "（一）资本充足率不得低于百分之八；", "不得低于百分之八"),
        ("不满多少周岁要同意", "处理不满十四周岁未成年人个人信息的，应当取得同意。", "不满十四周岁"),
        ("多少人才能设立", "发起人不得少于五人。", "不得少于五人"),
        ("费率是多少", "费率不得高于3%。", "不得高于3%"),
        ("多少周岁", "申请人未超过35周岁。", "未超过35周岁"),
        ("比例是多少", "比例尚未达到80%。", "尚未达到80%"),
        ("最多多少人", "人数不宜超过二十人。", "不宜超过二十人"),
        ("试用多久", "试用期不能超过六个月。", "不能超过六个月"),
        ("任期多久", "任期一年半。", "一年半"),
        ("结婚年龄多少周岁", "结婚年龄，男不得早于二十二周岁。", "不得早于二十二周岁"),
        ("任期多久", "任期两年零六个月。", "两年零六个月"),
        ("多久修订一次", "目录每两年一次集中修订。", "每两年一次"),
        ("多久开一次会", "会议每季度至少召开一次。", "每季度至少召开一次"),
        ("注册资本多少钱", "注册资本不得少于人民币二百万元。", "不得少于人民币二百万元"),
        ("注册资本多少钱", "注册资本最低限额为十亿元人民币。", "最低限额为十亿元人民币"),
        ("倍数是多少", "比例为一点五倍。", "一点五倍"),
    ],
)
def test_what_bounds_a_number_leads_with_it(asked: str, sentence: str, expected: str) -> None:
    assert lead(asked, sentence) == expected


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("收费多少钱", "不得收取100元押金。"),
        ("补贴多少钱", "对该类项目不再给予30万元补贴。"),
        ("比例是多少", "债务不得少于公司注册资本总额与公积金之和的百分之三十五。"),
        ("单户担保金额最高多少", "可对单户担保金额500万元及以下、信用良好的业务给予补贴。"),
        ("奖励多少钱", "对产值超过1000万元的企业给予奖励。"),
        ("主任最多干几年", "主任每届任期五年。"),
        ("至少补贴多少钱", "给予最高30万元补贴。"),
        ("扶持计划叫什么", "采取“揭榜挂帅”方式鼓励研发。"),
    ],
)
def test_what_is_denied_supposed_or_no_bound_does_not_lead(asked: str, sentence: str) -> None:
    assert lead(asked, sentence) == ""


def test_a_condition_leads_where_it_is_asked_for() -> None:
    assert lead("超过多少万元的企业要备案", "产值超过1000万元的企业应当备案。") == "超过1000万元"


@pytest.mark.parametrize(
    ("words", "sentence", "expected"),
    [
        (("大赛", "项目"), "对备案项目给予50万元奖励。", ""),
        (("备案", "项目"), "对备案项目给予50万元奖励。", "50万元"),
        (("担保",), "再担保业务给予50万元奖励。", ""),
        (("主任",), "副主任给予50万元奖励。", ""),
    ],
)
def test_the_rarest_word_stands_by_the_fact(words: tuple[str, ...], sentence: str, expected: str) -> None:
    rare = {"大赛": 3.0, "备案": 2.0, "项目": 1.0}
    asked = f"{''.join(words)}奖励多少钱"
    question = Question(asked, asked, words, {}, kind_of(asked), None, several=False)
    assert find_lead(question, sentence, rarity=lambda word: rare.get(word, 0.0)) == expected


def test_a_word_with_a_prefix_is_another_word() -> None:
    asked = "再担保奖励多少钱"
    question = Question(asked, asked, ("担保",), {}, kind_of(asked), None, several=False)
    assert find_lead(question, "担保业务给予50万元奖励。") == ""
    assert find_lead(question, "再担保业务给予50万元奖励。") == "50万元"


def test_another_sentence_that_is_shown_must_not_state_otherwise() -> None:
    asked, words = "担保费率是多少", ("担保", "费率")
    question = Question(asked, asked, words, {}, kind_of(asked), None, several=False)
    stated = "平均担保费率降至1%以下。"
    assert find_lead(question, stated, ["再次申报的，手续费为2%。"]) == "1%以下"
    assert find_lead(question, stated, ["其中，大企业的担保费率不超过1.5%。"]) == ""


MONEY = re.compile(r"[\d一二三四五六七八九十百千][\d,.]*\s*[万亿]*元(?![宇素旦])")
DAYS = re.compile(r"\d{4}\s*年|\d{1,2}\s*月\s*\d{1,2}\s*日")
TITLES = re.compile("《[^》]*》|〔[^〕]*〕")


@pytest.mark.parametrize("path", [None, *SHAPES, *OTHERS], ids=lambda path: path.stem if path else "built-in")
def test_what_leads_is_a_whole_expression_and_the_only_one(path: Path | None) -> None:
    """Over all sentences of several texts, whatever is asked of them."""
    for sentence in sentences_of(path):
        found = {one.text for one in find_expressions(sentence)[0]}
        for asked, others in (
            ("补贴多少钱", MONEY),
            ("什么时候举行", DAYS),
            ("比例是多少", re.compile(r"\d%")),
            ("有多少", MONEY),
        ):
            fact = lead(asked, sentence)
            assert fact == "" or fact in found
            if fact:
                assert not others.search(TITLES.sub("", sentence).replace(fact, "")), (asked, fact, sentence)


LAWS = sorted((ROOT.parent / "shared" / "laws").glob("*.md"))[::24]
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_TURNING = re.compile(
    r"不(?![断同仅良含动可])|未(?!来|成年)|没有|禁止|[少低小短超高多大长][于过]|(?:[每隔满达]|突破|人民币|百分之)$"
)
_ENDS_PHRASE = re.compile("[，,；;。：:（(、]")
_BOUNDED = re.compile(
    rf"(?:不|未|不得)?(?:[少低小短超高多大长][于过]|满|足|到)\s*[\d百{_NUMERALS}.,%]+(?:[^，]{{0,2}}以?[上下内]?)"
)
"""Another number with its bounds, which say nothing of the one behind it."""


@pytest.mark.parametrize("path", [None, *SHAPES, *OTHERS, *LAWS], ids=lambda path: path.stem if path else "built-in")
def test_nothing_that_turns_a_fact_stands_left_of_it(path: Path | None) -> None:
    """Over all sentences, whatever is asked: no 不得, no 低于 is cut off; written without a look at how facts are found."""
    for sentence in sentences_of(path):
        for asked in ("补贴多少钱", "什么时候举行", "比例是多少", "有多少", "多久", "多少人", "多少周岁", "几年一次"):
            fact = lead(asked, sentence)
            if not fact:
                continue
            for start in (match.start() for match in re.finditer(re.escape(fact), sentence)):
                before = _BOUNDED.sub("", _ENDS_PHRASE.split(sentence[:start])[-1])
                assert not _TURNING.search(before), (asked, fact, sentence)
            assert not re.search(rf"{re.escape(fact)}(?:半|元|分之|[{_NUMERALS}]次)", sentence), (asked, fact, sentence)


@pytest.mark.parametrize("left", ["不得", "不得低于", "尚未", "超过", "不", "每", "百分之"])
def test_the_property_of_what_stands_left_can_fail(left: str) -> None:
    assert _TURNING.search(f"资本充足率{left}")
