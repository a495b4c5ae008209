from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.answer_kinds import FRAMES, SPECS, AnswerKind, is_of_other_phase, kind_of, spec_of
from index.normalize import normalize


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("由哪些单位负责", AnswerKind.AGENCY),
        ("哪个部门牵头", AnswerKind.AGENCY),
        ("谁来管", AnswerKind.AGENCY),
        ("which department is responsible", AnswerKind.AGENCY),
        ("边个部门负责", AnswerKind.AGENCY),
        ("归哪家管", AnswerKind.AGENCY),
        ("落在谁头上", AnswerKind.AGENCY),
        ("该联系哪个局", AnswerKind.AGENCY),
        ("哪些委办局牵头", AnswerKind.AGENCY),
        ("责任单位", AnswerKind.AGENCY),
        ("which authority is in charge", AnswerKind.AGENCY),
        ("基金群规模有多大", AnswerKind.AMOUNT),
        ("补贴多少钱", AnswerKind.AMOUNT),
        ("how much money", AnswerKind.AMOUNT),
        ("什么时候启动", AnswerKind.DATE),
        ("多久发布一次", AnswerKind.DATE),
        ("when does it start", AnswerKind.DATE),
        ("要建几家联合实验室", AnswerKind.NUMBER),
        ("咨询电话是多少", AnswerKind.PHONE),
        ("平台的网址", AnswerKind.LINK),
        ("地址在哪", AnswerKind.ADDRESS),
        ("专班的组长是谁", AnswerKind.PERSON),
        ("哪家公司开发的", AnswerKind.COMPANY),
        ("怎么申请", AnswerKind.PROCEDURE),
        ("申请条件", AnswerKind.PROCEDURE),
        ("报名要准备哪些材料", AnswerKind.PROCEDURE),
        ("家长要不要交钱", AnswerKind.FEE),
        ("课程是免费的吗", AnswerKind.FEE),
        ("门槛费谁来买单", AnswerKind.FEE),
        ("超期没建好会怎么罚", AnswerKind.PENALTY),
        ("设备伤了人谁来赔", AnswerKind.PENALTY),
        ("误诊了责任算谁的", AnswerKind.PENALTY),
        ("平台的管理人是哪家", AnswerKind.OPERATOR),
        ("哪家中标了", AnswerKind.OPERATOR),
        ("通知的文号", AnswerKind.NUMBERING),
        ("发文字号写的是什么", AnswerKind.NUMBERING),
        ("截至目前已经办了多少场", AnswerKind.PROGRESS),
        ("基地挂牌了吗", AnswerKind.PROGRESS),
        ("这项工作推进得怎么样", AnswerKind.PROGRESS),
        ("首批试点学校都有哪些", AnswerKind.ROSTER),
        ("具体有哪些指标", AnswerKind.ROSTER),
        ("联盟首批成员有哪些", AnswerKind.ROSTER),
        ("入选榜单", AnswerKind.ROSTER),
        ("为什么定成5家", AnswerKind.REASON),
        ("这样做的理由是什么", AnswerKind.REASON),
        ("补助占投资的百分之几", AnswerKind.RATE),
        ("资助比例是多少", AnswerKind.RATE),
        ("企业可以拒绝安装吗", AnswerKind.COMPULSION),
        ("是强制加入吗", AnswerKind.COMPULSION),
        ("被替代的员工怎么安置", AnswerKind.CARE),
        ("指定了什么品牌", AnswerKind.MODEL),
        ("算力要达到多少eflops", AnswerKind.MODEL),
        ("识别的准确率", AnswerKind.MODEL),
        ("跟上一版有什么出入", AnswerKind.EARLIER),
        ("旧版是怎么规定的", AnswerKind.EARLIER),
        ("体验馆几点开门", AnswerKind.CLOCK),
        ("隔多久更新一回", AnswerKind.DATE),
        ("招多少名讲师", AnswerKind.NUMBER),
    ],
)
def test_what_is_asked_for(question: str, kind: AnswerKind) -> None:
    spec = kind_of(question)
    assert spec is not None
    assert spec.kind is kind


@pytest.mark.parametrize(
    "question",
    [
        "",
        "怎么推动低空经济",
        "一共有多少条措施",
        "附件有几个场景",
        "讲什么内容",
        "这句原话是怎么写的",
        "为啥要出台这份方案",
        "谁都能用吗",
        "公司谁家好",
        "给谁用的",
    ],
)
def test_no_particular_kind(question: str) -> None:
    assert kind_of(question) is None


@pytest.mark.parametrize(
    ("kind", "stating", "silent"),
    [
        (AnswerKind.AMOUNT, "规模1000亿元", "加大财政资金投入力度"),
        (AnswerKind.DATE, "2023年年底启动建设", "加快建设"),
        (AnswerKind.DATE, "按季度发布", "发布相关数据"),
        (AnswerKind.NUMBER, "5家以上", "若干"),
        (AnswerKind.PHONE, "0755-12345678", "致电有关部门"),
        (AnswerKind.LINK, "https://example.com", "在线平台"),
        (AnswerKind.FEE, "向企业免费开放", "向企业开放"),
        (AnswerKind.PENALTY, "逾期不改的处1万元罚款", "依法依规开展监管"),
        (AnswerKind.OPERATOR, "由市属国企运营", "建设运营平台"),
        (AnswerKind.NUMBERING, "深府办〔2023〕5号", "印发行动方案"),
        (AnswerKind.PROGRESS, "", "已建成5个基地"),
        (AnswerKind.ROSTER, "包括第一中学、第二中学", "遴选若干学校"),
        (AnswerKind.REASON, "由于需求增长", "需求增长"),
        (AnswerKind.RATE, "按投资额的30%资助", "按投资额资助"),
        (AnswerKind.COMPULSION, "企业应当安装", "鼓励企业安装"),
        (AnswerKind.CARE, "做好人员安置", "加强人员培训"),
        (AnswerKind.MODEL, "准确率达到95%", "提高准确率"),
        (AnswerKind.CLOCK, "每天9时开放", "每天开放"),
        (AnswerKind.PROCEDURE, "向区政府申报", "给予支持"),
        (AnswerKind.PERSON, "由李明同志担任", "设组长一名"),
        (AnswerKind.COMPANY, "某某科技有限公司", "龙头企业"),
        (AnswerKind.ADDRESS, "位于福田区深南大道", "选择合适区域"),
    ],
)
def test_what_states_it(kind: AnswerKind, stating: str, silent: str) -> None:
    spec = next(spec for spec in SPECS if spec.kind is kind)
    assert spec.stated is not None
    assert spec.stated(stating) or not stating
    assert not spec.stated(silent)


def test_every_kind_but_other_is_specified_once() -> None:
    assert sorted(spec.kind.name for spec in SPECS) == sorted(k.name for k in AnswerKind if k is not AnswerKind.OTHER)


@pytest.mark.parametrize(
    ("question", "stating", "silent"),
    [
        ("要买几台设备", "购置3台设备", "联合5家企业"),
        ("联合几家企业", "联合5家企业", "购置3台设备"),
        ("请了多少人", "聘请20名讲师", "建设20个基地"),
        ("办几场比赛", "举办两场比赛", "设立两个基地"),
        ("一共多少", "共5个", "若干"),
    ],
)
def test_a_number_of_another_unit_is_no_answer(question: str, stating: str, silent: str) -> None:
    spec = kind_of(question)
    assert spec is not None
    assert spec.kind is AnswerKind.NUMBER
    assert spec.stated is not None
    assert spec.stated(stating)
    assert not spec.stated(silent)


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("基地哪年建成", "2026年启动建设", True),
        ("基地哪年建成", "2026年建成", False),
        ("基地哪年建成", "2026年启动，2027年投用", False),
        ("基地哪年动工", "2026年启动建设", False),
        ("哪年启动、哪年完工", "2026年启动建设", False),
        ("基地在哪里", "2026年启动建设", False),
        ("基地哪年建成", "2026年发布", False),
    ],
)
def test_the_beginning_of_something_is_not_its_end(question: str, text: str, other: bool) -> None:
    assert is_of_other_phase(question, text) is other


def test_a_frame_asks_for_its_kind() -> None:
    for kind, frame in FRAMES.items():
        spec = kind_of(frame.format("养蜂基地"))
        assert spec is not None
        assert spec.kind is kind


def test_the_specification_of_a_kind() -> None:
    assert spec_of(AnswerKind.FEE).kind is AnswerKind.FEE
    with pytest.raises(KeyError):
        spec_of(AnswerKind.OTHER)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    text=st.one_of(
        st.text(max_size=40), st.text("谁哪什么几多少个家元年月日%吗呢了的为收费罚赔单位负责who0-9", max_size=30)
    )
)
def test_any_text_has_a_kind_or_none(text: str) -> None:
    spec = kind_of(normalize(text))
    assert spec is None or spec.kind in AnswerKind
