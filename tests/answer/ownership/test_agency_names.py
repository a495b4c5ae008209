"""The names of agencies as people write them; what they mean is read from the policy and the file of aliases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.ownership.agency_names import AgencyNames, Mention
from answer.ownership.departments import DEPARTMENTS
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.agency_aliases import AgencyAlias, read_aliases
from ingest.models import PolicyDocument
from tests.ingest.listing import TASKS_OF

Find = Callable[[str], list[Mention]]


@pytest.fixture(scope="session")
def find(agency_names: AgencyNames) -> Find:
    return lambda raw: agency_names.find(normalize(raw))


def only(mentions: list[Mention]) -> Mention:
    (mention,) = mentions
    return mention


def full_names(agency: str) -> list[str]:
    """Write an agency with and without the city, short and long."""
    stem = agency.removeprefix("市")
    if stem == agency:
        return [agency]
    long = {"委": "委员会", "办": "办公室"}.get(stem[-1])
    stems = [stem, stem[:-1] + long] if long else [stem]
    return [prefix + stem for stem in stems for prefix in ("", "市", "深圳市", "深圳")]


@pytest.mark.parametrize("agency", TASKS_OF)
def test_names_in_full(find: Find, agency: str) -> None:
    for name in full_names(agency):
        mention = only(find(f"请问{name}有哪些任务？"))
        assert (mention.written, mention.agencies, mention.in_doubt) == (name, (agency,), False)


@pytest.mark.parametrize("alias", read_aliases(), ids=lambda alias: alias.name)
def test_every_name_of_the_file(find: Find, alias: AgencyAlias) -> None:
    name = alias.name
    for sentence in (
        ["what are the tasks of the {}", "{}?", "does the {} have tasks"]
        if name.isascii()
        else ["请问{}有哪些任务？", "想知道哪些措施归{}管", "{}负责什么", "{}"]
    ):
        mention = only(find(sentence.format(name)))
        assert (mention.written, mention.agencies) == (normalize(name), (alias.agency,))
        assert mention.in_doubt is alias.in_doubt


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("工信居", "市工业和信息化局"),
        ("共信局", "市工业和信息化局"),
        ("市卫建委", "市卫生健康委"),
        ("法改委", "市发展改革委"),
        ("正数局", "市政务服务数据管理局"),
        ("市统记局", "市统计局"),
        ("市口岸班", "市口岸办"),
        ("城馆局", "市城管和综合执法局"),
        ("市科技创薪委", "市科技创新委"),
    ],
)
def test_homophones(find: Find, written: str, agency: str) -> None:
    mention = only(find(f"{written}有哪些任务"))
    assert (mention.written, mention.agencies) == (written, (agency,))
    assert mention.is_expanded


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("财镇局", "市财政局"),
        ("市工业和信总化局", "市工业和信息化局"),
        ("市政务服务数据营理局", "市政务服务数据管理局"),
        pytest.param("市消防救授支队", "市消防救援支队"),
    ],
)
def test_one_wrong_character_is_asked_back(find: Find, written: str, agency: str) -> None:
    mention = only(find(f"{written}有哪些任务"))
    assert (mention.written, mention.agencies, mention.in_doubt) == (written, (agency,), True)


@pytest.mark.parametrize(
    ("sentence", "agency"),
    [
        ("哪些归工信居管", "市工业和信息化局"),
        ("哪些归工信居？", "市工业和信息化局"),
        pytest.param("哪些归工信居", "市工业和信息化局"),
        pytest.param("工信居", "市工业和信息化局"),
        pytest.param("财镇局", "市财政局"),
        ("哪些归市工业和信总化局", "市工业和信息化局"),
        ("市科技创薪委", "市科技创新委"),
    ],
)
def test_a_misspelt_name_wherever_it_stands(find: Find, sentence: str, agency: str) -> None:
    assert only(find(sentence)).agencies == (agency,)


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("國資委", "市国资委"),
        ("衛生健康委員會", "市卫生健康委"),
        ("市場監管局", "市市场监管局"),
        ("發改委", "市发展改革委"),
        ("Ｅｄｕｃａｔｉｏｎ　Ｂｕｒｅａｕ", "市教育局"),
    ],
)
def test_script_and_width_do_not_matter(find: Find, written: str, agency: str) -> None:
    assert only(find(written)).agencies == (agency,)


@pytest.mark.parametrize(
    ("letters", "agency"),
    [
        ("gxj", "市工业和信息化局"),
        ("GXJ", "市工业和信息化局"),
        ("fgw", "市发展改革委"),
        ("kcw", "市科技创新委"),
        ("wjw", "市卫生健康委"),
        ("gzw", "市国资委"),
        ("rsj", "市人力资源保障局"),
        ("tjj", "市统计局"),
        ("zjj", "市住房建设局"),
        ("gongxinju", "市工业和信息化局"),
    ],
)
def test_pinyin(find: Find, letters: str, agency: str) -> None:
    assert only(find(f"{letters}有哪些任务")).agencies == (agency,)


def test_initials_of_several_agencies_mean_all_of_them(find: Find) -> None:
    # 数据局 and 市监局.
    assert set(only(find("sjj有哪些任务")).agencies) == {"市政务服务数据管理局", "市市场监管局"}


@pytest.mark.parametrize("text", ["kx有哪些任务", "xgxj", "gxj2", "ai+gxjb", "the plan"])
def test_other_letters_are_no_initials(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "department",
    "民政局 水务局 生态环境局 审计局 税务局 应急管理局 规划和自然资源局 商务局 医保局 知识产权局 气象局 南山区 福田区 教育部 财政部 公安部 "
    "组织部 交警 海关 大鹏新区 外事办 市生态环境局 市税务局 深圳市审计局".split(),
)
@pytest.mark.parametrize("sentence", ["{}有哪些任务？", "{}", "智能分拣归{}管吗", "市财政局和{}"])
def test_departments_of_other_names_are_never_taken_for_a_named_one(find: Find, department: str, sentence: str) -> None:
    others = [mention for mention in find(sentence.format(department)) if mention.written != "市财政局"]
    assert [mention.agencies for mention in others] == [()]
    assert department.endswith(only(others).written)


def test_no_department_of_the_list_is_taken_for_an_agency(find: Find, document: PolicyDocument) -> None:
    known = {"卫生健康委员会"}  # is what the file calls 市卫生健康委, too
    for department in DEPARTMENTS - known:
        assert only(find(f"{department}有哪些任务")).agencies == (), department
    assert not DEPARTMENTS & set(document.agencies)


@pytest.mark.parametrize(
    "text",
    [
        "大湾区",
        "打造大湾区智能算力枢纽",
        "一起办的事",
        "哪个部门",
        "几个部门",
        "三个部门",
        "各有关部门",
        "主管部门是谁",
        "牵头部门",
        "施工安全",
        "建筑施工安全归谁管",
        "大公司有什么扶持",
        "企业总部",
        "第二部分",
        "全部任务",
        "大部分措施",
        "怎么办理",
        "委托谁做",
        "局面如何",
        "人形机器人制造业创新中心",
        "深港人工智能算力赋能中心",
        "市人工智能战略咨询委员会",
        "口岸归谁管",
        "消防监管",
        "科技场馆",
        "城市治理",
        "深圳市有哪些任务",
        "市长负责什么",
        "",
    ],
)
def test_what_only_looks_like_a_name(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    "text", ["四个部门", "由七个部门负责的措施", "10个部门一起", "多部门联合", "跨部门协调", "个部门"]
)
def test_counted_departments_are_no_body(find: Find, text: str) -> None:
    assert find(text) == []


def test_the_policy_itself_names_agencies_only_in_its_lists(find: Find, document: PolicyDocument) -> None:
    found = {mention.written for measure in document.measures for mention in find(measure.body)}
    assert found == {"各区"}
    assert [row.name for row in document.scenarios if find(row.name)] == []
    assert [measure.title for measure in document.measures if find(measure.title)] == []


@pytest.mark.parametrize("measure_number", range(1, 19))
def test_the_lists_of_the_policy_are_read_back(find: Find, document: PolicyDocument, measure_number: int) -> None:
    measure = document.measures[measure_number - 1]
    (written,) = measure.agency_lists
    assert tuple(mention.agencies[0] for mention in find(written.text)) == measure.agencies


def test_several_names_in_their_order(find: Find) -> None:
    found = find("发改委、gxj和深圳市教育局，还有民政局")
    assert [mention.agencies for mention in found] == [
        ("市发展改革委",),
        ("市工业和信息化局",),
        ("市教育局",),
        (),
    ]
    text = normalize("发改委、gxj和深圳市教育局，还有民政局")
    assert [text[mention.start : mention.end] for mention in found] == [mention.written for mention in found]
    assert [mention.written for mention in found] == ["发改委", "gxj", "深圳市教育局", "民政局"]


def test_the_longest_name_counts(find: Find) -> None:
    assert only(find("各区各部门要做什么")).agencies == ("各区各部门",)
    assert only(find("各区要做什么")).agencies == ("各区",)
    assert only(find("城管和综合执法局")).agencies == ("市城管和综合执法局",)


@pytest.mark.parametrize(
    ("written", "expanded"),
    [("市教育局", False), ("教育局", False), ("深圳市教育局", False), ("教委", True), ("教育部门", True)],
)
def test_what_the_reader_should_be_told(find: Find, written: str, expanded: bool) -> None:
    assert only(find(written)).is_expanded is expanded


@pytest.mark.parametrize(
    "text",
    [
        "城管执法力度",
        "前海深港现代服务业合作区",
        "财政资金投入",
        "市容巡查与警察学院无关",
        pytest.param("市消防监管归谁管"),
        pytest.param("深圳市财政资金投入"),
        pytest.param("深圳市科创企业有什么支持"),
    ],
)
def test_doubtful_names_inside_other_words_are_none(find: Find, text: str) -> None:
    assert [mention for mention in find(text) if mention.agencies] == []


@pytest.mark.parametrize(
    "text",
    [
        "深圳市科技场馆归谁管",
        "深圳市旅游景区归谁管",
        "深圳市口岸体验场景归谁管",
        "深圳市统计指标体系由谁负责",
        "深圳市教育经费怎么安排",
        "深圳科技创新政策有哪些措施",
        "深圳市文化产业有什么措施",
    ],
)
def test_the_city_before_a_matter_makes_no_agency(find: Find, text: str) -> None:
    assert [mention for mention in find(text) if mention.agencies] == []


@pytest.mark.parametrize(
    ("name", "closest"),
    [("市财务局", "市财政局"), ("文化局", "市文化广电旅游体育局"), ("科学技术委员会", "市科技创新委")],
)
def test_the_closest_name_comes_first(agency_names: AgencyNames, name: str, closest: str) -> None:
    found = agency_names.closest(name)
    assert found[0] == closest
    assert len(set(found)) == len(found) == 3


@pytest.mark.parametrize("name", ["南山区", "福田区", "街道办", "粤海街道"])
def test_a_district_is_closest_to_all_districts(agency_names: AgencyNames, name: str) -> None:
    assert agency_names.closest(name) == ["各区"]


def test_an_alias_of_an_agency_that_the_document_does_not_name_is_ignored(
    document: PolicyDocument, tokenizer: PolicyTokenizer
) -> None:
    aliases = [AgencyAlias("民政署", "市民政局"), AgencyAlias("学堂司", "市教育局")]
    names = AgencyNames(document, aliases, tokenizer.knows)
    assert only(names.find("学堂司有哪些任务")).agencies == ("市教育局",)
    assert [mention for mention in names.find("民政署有哪些任务") if mention.agencies] == []


def test_an_alias_of_two_agencies_is_ambiguous(document: PolicyDocument, tokenizer: PolicyTokenizer) -> None:
    aliases = [AgencyAlias("双头署", "市教育局"), AgencyAlias("双头署", "市司法局")]
    names = AgencyNames(document, aliases, tokenizer.knows)
    assert only(names.find("双头署有哪些任务")).agencies == ("市教育局", "市司法局")


def test_without_aliases_the_abbreviations_of_long_names_are_found(
    document: PolicyDocument, tokenizer: PolicyTokenizer
) -> None:
    names = AgencyNames(document, [], tokenizer.knows)
    assert only(names.find("卫健委有哪些任务")).agencies == ("市卫生健康委",)
    assert only(names.find("住建局有哪些任务")).agencies == ("市住房建设局",)
    assert only(names.find("文旅体局有哪些任务")).agencies == ("市文化广电旅游体育局",)
