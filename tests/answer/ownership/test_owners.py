"""Task → agencies; the expected lists are the policy's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.messages import EXCEPTED_NOT_LISTED, NO_LEAD_AGENCY, NOT_ALL_NAMED, OPEN_LIST
from answer.ownership.models import TableAnswer, TableReply
from answer.ownership.owners import MeasureOfRow, share_of_pairs
from ingest.models import PolicyDocument
from ingest.ownership import OwnershipTable
from ingest.parser import parse_policy
from tests.answer.ownership.checks import expand, marked, task_ids
from tests.ingest.listing import AGENCIES_OF, ROW_NAMES

Reply = Callable[[str], TableReply | None]

MEASURE_OF = {
    **{f"A{number}": "M10" for number in range(1, 15)},
    **{f"A{number}": "M11" for number in range(15, 23)},
    **{f"A{number}": "M12" for number in range(23, 26)},
}
"""Row → the measure that speaks of it: （十） of public services, （十一） of the city, （十二） of industry."""


def body(reply: TableReply | None) -> str:
    assert isinstance(reply, TableAnswer), reply
    return reply.body


@pytest.mark.parametrize("row_id", ROW_NAMES)
def test_the_measure_of_every_row(table: OwnershipTable, row_id: str) -> None:
    row = next(row for row in table.document.scenarios if row.id == row_id)
    found = MeasureOfRow(table).of(row)
    assert found is not None
    measure, sentence = found
    assert measure.id == MEASURE_OF[row_id]
    assert sentence in measure.sentences


def test_the_rows_of_a_measure(table: OwnershipTable) -> None:
    measures = {measure.id: measure for measure in table.document.measures}
    links = MeasureOfRow(table)
    assert links.rows(measures["M12"]) == ["A23", "A24", "A25"]
    assert links.rows(measures["M1"]) == []


def test_a_row_of_which_no_measure_speaks_has_none() -> None:
    policy = parse_policy(
        "某市若干措施\n\n（一）支持养蜂。新建蜂场。（责任单位：市农业局）\n\n附件：场景清单\n\n"
        "序号\t应用领域\t场景名称\t责任单位\n1\t农业\t智慧蜂场\t市农业局\n2\t农业\t卫星遥感\t市气象局\n"
    )
    links = MeasureOfRow(OwnershipTable(policy))
    assert [row.name for row in policy.scenarios if links.of(row)] == []


@pytest.mark.parametrize(
    ("name", "text", "share"),
    [
        ("智能分拣", "智能分拣等制造业", 1),
        ("智能分拣", "智能制造", 1 / 3),
        ("ＡＩ审图", "ai审图试点", 1),
        ("园", "公园", 0),
        ("", "公园", 0),
    ],
)
def test_share_of_pairs(name: str, text: str, share: float) -> None:
    assert share_of_pairs(name, text) == pytest.approx(share)


@pytest.mark.parametrize(
    "question",
    [
        "智能分拣归谁管",
        "谁负责智能分拣？",
        "智能分拣由哪个单位负责",
        "智能分拣的责任单位是谁",
        "which agency is responsible for 智能分拣",
    ],
)
def test_the_row_leads_and_its_measure_stands_beside_it(reply: Reply, question: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == ("A25", "M12")
    assert body(answer) == (
        "**市工业和信息化局**\n\n"
        "附件第25项：智能分拣（应用领域：智能制造；责任单位：市工业和信息化局）〔附件第25项〕\n\n"
        "相关措施：推进“千行百业+AI”（责任单位：市工业和信息化局、市交通运输局、市发展改革委等）〔（十二）〕"
    )


def test_both_agencies_of_a_row_in_order(reply: Reply) -> None:
    answer = reply("智慧城市基础设施与智能网联汽车协同发展试点归谁管")
    assert body(answer).startswith("**市住房建设局、市工业和信息化局**\n")


def test_a_measure_quotes_its_whole_list(reply: Reply) -> None:
    answer = reply("“加强安全监管”由哪些单位负责")
    assert task_ids(answer) == ("M18",)
    assert body(answer).startswith(f"**{'、'.join(AGENCIES_OF['M18'])}等**{OPEN_LIST}\n\n")


def test_a_closed_list_has_no_remark(reply: Reply) -> None:
    answer = body(reply("“加强组织领导”由哪些单位负责"))
    assert answer == "**市工业和信息化局、各区各部门**\n\n加强组织领导〔（十五）〕"


@pytest.mark.parametrize(
    ("question", "is_led"),
    [
        ("智能分拣由谁牵头", True),
        ("智能分拣的主管部门是谁", True),
        ("消防监管由消防支队牵头吗", True),
        ("“加强资金保障”的牵头单位是哪个", True),
        ("第四条由哪个单位主要负责", True),
        ("智能分拣归谁管", False),
        ("“加强资金保障”由哪些单位负责", False),
        ("公园是市城管和综合执法局负责吗", False),
    ],
)
def test_the_policy_names_no_lead_agency_and_that_is_said_when_asked(reply: Reply, question: str, is_led: bool) -> None:
    """It comes before the list, which else reads as if all on it led; how a name was understood comes first of all."""
    assert (NO_LEAD_AGENCY in body(reply(question)).split("\n\n")[:2]) is is_led
    assert (NO_LEAD_AGENCY in body(reply(question))) is is_led


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("公园是市城管和综合执法局负责吗", "**是。责任单位名单中有市城管和综合执法局。**"),
        ("口岸归市口岸办管，对吗", "**是。责任单位名单中有市口岸办。**"),
        ("附件第15项是市住房建设局负责吗", "**是。责任单位名单中有市住房建设局。**"),
        ("市财政局在不在第十六条", "**是。责任单位名单中有市财政局。**"),
        ("机场归交通局管吗", "**责任单位名单中没有市交通运输局。**"),
        ("附件第15项归市科协管吗", "**责任单位名单中没有市科协。**"),
        ("水务局负责消防监管吗", "**责任单位名单中没有水务局。**"),
        ("加强资金保障的责任单位里有市公安局吗", "**责任单位名单中没有写市公安局，但名单以“等”字收尾，未列尽。**"),
        ("第十六条是市公安局负责吗", "**责任单位名单中没有写市公安局，但名单以“等”字收尾，未列尽。**"),
        (
            "第十五条是不是市公安局负责",
            "**责任单位名单中没有写市公安局，但名单写有“各区”一类统称，没有逐一列名。**",
        ),
        ("第十五条归各区管吗", "**是。责任单位名单中有各区。**"),
        ("公园是市科协还是城管局管", "**责任单位名单中有市城管和综合执法局，没有市科协。**"),
    ],
)
def test_yes_or_no(reply: Reply, question: str, verdict: str) -> None:
    answer = body(reply(question))
    assert verdict in answer.split("\n\n")[:2]


def test_no_verdict_where_none_was_asked(reply: Reply) -> None:
    assert "责任单位名单中" not in body(reply("公园归谁管"))


@pytest.mark.parametrize(
    ("question", "tasks", "lead"),
    [
        ("机场和地铁站的责任单位相同吗", "A6 A8", "**责任单位相同**"),
        ("口岸和机场的责任单位一样吗", "A5 A6", "**责任单位不同**"),
        ("第七条和第八条的责任单位一样吗", "M7 M8", "**责任单位相同**"),
        ("第二条和第三条的责任单位一样吗", "M2 M3", "**责任单位不同**\n\n都列有：市工业和信息化局、市科技创新委"),
        # The same agencies in another order are the same agencies.
        ("第四条和第五条的责任单位一样吗", "M4 M5", "**责任单位相同，排列次序不同**"),
    ],
)
def test_same_or_different(reply: Reply, question: str, tasks: str, lead: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == expand(tasks)
    assert body(answer).startswith(f"{lead}\n\n")


def test_several_tasks_a_line_each(reply: Reply, document: PolicyDocument) -> None:
    answer = reply("谁负责口岸、机场和高铁站")
    assert task_ids(answer) == expand("A5-7")
    assert body(answer).splitlines()[:3] == [
        "附件第5项：口岸（应用领域：公共服务；责任单位：市口岸办）〔附件第5项〕",
        "附件第6项：机场（应用领域：公共服务；责任单位：市国资委）〔附件第6项〕",
        "附件第7项：高铁站（应用领域：公共服务；责任单位：市国资委）〔附件第7项〕",
    ]
    assert marked(body(answer), document) == expand("A5-7")


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("附件第25项归谁", "A25"),
        ("附件第10至12项的责任单位分别是谁", "A10-12"),
        ("附件第3项到第5项归谁", "A3-5"),
        ("附件序号3、5、7归谁管", "A3 A5 A7"),
        ("附件第15项和第25项归谁管", "A15 A25"),
        ("附件第24至30项归谁管", "A24 A25"),
        ("第二条和第三条的责任单位", "M2 M3"),
        ("第3条到第5条由哪些单位负责", "M3-5"),
    ],
)
def test_by_their_numbers(reply: Reply, question: str, tasks: str) -> None:
    assert task_ids(reply(question)) == expand(tasks)


def test_how_many(reply: Reply) -> None:
    assert body(reply("“加强安全监管”的责任单位有几家")).startswith(
        f"**{'、'.join(AGENCIES_OF['M18'])}等**（7 家）{OPEN_LIST}"
    )


@pytest.mark.parametrize("question", ["第十八条由几家单位负责", "“加强安全监管”由几家单位负责", "智能分拣归几家单位管"])
def test_how_many_with_a_verb(reply: Reply, question: str) -> None:
    assert " 家）" in body(reply(question))


@pytest.mark.parametrize(
    ("question", "others", "absent"),
    [
        ("除了市科技局，智能分拣还有谁负责", "市工业和信息化局", "市科技创新委"),
        ("智能分拣除了市交通运输局还有谁负责", "市工业和信息化局", "市交通运输局"),
        ("除了市工信局，智能分拣还有谁负责", "", ""),
        ("不仅市工信局，还有谁负责智能分拣", "", ""),
        ("智能分拣归市工信局，还有谁", "", ""),
        ("加强资金保障除了市财政局还有哪些单位", "市发展改革委、市地方金融监管局、市中小企业服务局", ""),
        ("市财政局之外，加强资金保障还归谁管", "市发展改革委、市地方金融监管局、市中小企业服务局", ""),
        ("加强资金保障的责任单位除市财政局外还有别人吗", "市发展改革委、市地方金融监管局、市中小企业服务局", ""),
        ("除了市财政局和市发展改革委，加强资金保障还归谁管", "市地方金融监管局、市中小企业服务局", ""),
        ("不光是发改委，加强资金保障还找谁", "市财政局、市地方金融监管局、市中小企业服务局", ""),
    ],
)
def test_who_besides(reply: Reply, question: str, others: str, absent: str) -> None:
    answer = body(reply(question))
    assert "是。" not in answer
    assert (f"责任单位还有：{others}**" in answer) is bool(others)
    assert ("责任单位名单中没有写其他单位。" in answer) is (others == "")
    assert (EXCEPTED_NOT_LISTED.format(agency=absent) in answer) is bool(absent)
    assert (NOT_ALL_NAMED in answer) is ("资金保障" in question)


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("市工信局是不是负责智能分拣", True),
        ("智能分拣归市工信局管，对吧", True),
        ("智能分拣不是市工信局负责吗", True),
        ("口岸、公园分别归市口岸办管吗", False),
        ("智能分拣的牵头单位是市工信局吗", False),
        ("智能分拣由市工信局牵头吗", False),
        ("智能分拣不归市工信局管，对吗", False),
        ("智能分拣由市工信局还是市工业和信息化局负责", False),
        ("谁负责智能分拣，市工信局吗", True),
        ("智能分拣的责任单位有没有市工信局，一共几家", True),
        ("口岸归市口岸办，智能分拣归市工信局，谁管得多", False),
        ("智能分拣归市工信局的哪个部门负责", False),
    ],
)
def test_yes_is_said_to_who_asked_for_it_and_of_what_the_table_proves(reply: Reply, question: str, yes: bool) -> None:
    assert ("是。" in body(reply(question))) is yes


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("加强资金保障只归市财政局管吗", "不只有市财政局，还有市发展改革委、市地方金融监管局、市中小企业服务局。**"),
        ("加强组织领导是不是只有市工信局负责", "不只有市工业和信息化局，还有各区各部门。**"),
        ("智能分拣只归市工信局管吗", "**责任单位名单中只有市工业和信息化局。**"),
        ("智能分拣是由市工信局单独负责吗", "**责任单位名单中只有市工业和信息化局。**"),
    ],
)
def test_whether_an_agency_is_the_only_one(reply: Reply, question: str, verdict: str) -> None:
    assert verdict in body(reply(question))


def test_of_several_tasks_it_is_told_whose_lists_name_an_agency(reply: Reply) -> None:
    assert body(reply("口岸、机场归市口岸办管吗")).startswith(
        "**责任单位名单中有市口岸办的：口岸〔附件第5项〕；没有写的：机场〔附件第6项〕。**"
    )


@pytest.mark.parametrize(
    "question", ["智能分拣的牵头单位是市科技局吗", "智能分拣谁是牵头单位", "智能分拣由市工信局牵头吗"]
)
def test_no_agency_is_made_the_leading_one(reply: Reply, question: str) -> None:
    answer = body(reply(question))
    assert NO_LEAD_AGENCY in answer
    assert "\n\n责任单位：市工业和信息化局\n\n" in answer
    assert "**市工业和信息化局**" not in answer


@pytest.mark.parametrize(
    ("policy", "written"),
    [
        ("（一）建设平台。（牵头单位：市科技局；配合单位：市财政局）\n", "（牵头单位：市科技局；配合单位：市财政局）"),
        ("（一）建设平台。（市科技局牵头，市财政局按职责分工负责）\n", "（市科技局牵头，市财政局按职责分工负责）"),
        (
            "（一）建设平台。（责任单位：市科技局、市财政局，列第一位的为牵头单位，下同）\n",
            "列第一位的为牵头单位，下同",
        ),
        ("（一）建设平台。（责任单位：市科技局、市财政局）\n列在首位的是牵头单位。\n", "列在首位的是牵头单位"),
        ("（一）建设平台。给予牵头单位500万元。（责任单位：市科技局、市财政局）\n", ""),
    ],
)
def test_roles_are_told_where_the_document_writes_them(
    reply_about: Callable[[str], Reply], policy: str, written: str
) -> None:
    answer = body(reply_about("某市若干措施\n" + policy)("（一）由谁牵头"))
    if written:
        assert "**牵头单位：市科技局**" in answer
        assert f"：“{written}”" in answer
        assert NO_LEAD_AGENCY not in answer
    else:
        assert NO_LEAD_AGENCY in answer
