from __future__ import annotations

from collections import Counter

import pytest

from ingest.checks.names import doubt_of, run_together
from ingest.checks.unit_words import gaps, is_known_form

_REAL = (
    "国家发展改革委 教育部 工业和信息化部 人力资源社会保障部 国家卫生健康委 国务院国资委 海关总署 税务总局 中国证监会 国管局 国家林草局 国家中医药局 中央网信办 国务院参事室 全国总工会"
    " 市发改委 市教委 市科委 市经济信息化委 市人力社保局 市规划和自然资源局 市住房城乡建设委 市文广旅局 市退役军人局 市人防办 市国动办 市投促局 市绿化市容局 市烟草专卖局 团市委 市委外办"
    " 市委改革办〔市营商环境建设局〕 人行营业管理部 民航华东地区管理局 市地铁集团 市供销社 广州 各区〔县、市〕政府 各区、县（市）政府 各地级以上市人民政府 西部科学城重庆高新区管委会"
    " 横琴粤澳深度合作区执委会 通商控股集团 甬江实验室 北京冬奥组委 浦东新区政府 宝安区政府 中国电信 国网浙江电力 市OPC服务中心 部省属驻甬单位 市地方金融监管局 市建筑工务署"
).split()


@pytest.mark.parametrize("name", _REAL)
def test_names_that_agencies_have_raise_no_doubt(name: str) -> None:
    assert doubt_of(name, Counter({name: 1})) == ""


def test_names_of_one_document_raise_none_against_each_other() -> None:
    names = Counter(
        "省发展改革委 工业和信息化厅 省工业和信息化厅 科技厅 省科技厅 市民政局 市财政局 市教委 市科委 各区 各区各部门 市市场监管局 杨浦区政府 青浦区政府 市委金融办 市金融办".split()
    )
    assert {name: doubt for name in names if (doubt := doubt_of(name, names))} == {}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("市发展改革委市科技局", "连在了一起"),
        ("市科技同", "不像单位名称"),
        ("市科枝局", "错字"),
        ("市发展改革", "不像单位名称"),
        ("改革委", "半个名称"),
        ("局", "半个名称"),
        ("法厅", "半个名称"),
        ("县（市）政府", "半个名称"),
        ("市■科技局", "字符“■”"),
        ("市 科技局", "有空格"),
        ("市科l技局", "字母或数字"),
        ("市展改革委", "只差一个字"),
        ("巿科技局", "错字"),
        ("责任单位市科技局", "“责任单位”"),
        ("市<br>科技局", "字符“<”"),
    ],
)
def test_names_that_were_read_wrongly_are_told(name: str, said: str) -> None:
    others = "市发展改革委 市发展改革委 市科技局 市科技局 市财政局 市教育局".split()
    assert said in doubt_of(name, Counter([*others, name]))


def test_two_names_without_a_level_are_parted_where_both_are_known() -> None:
    names = Counter(["教育部", "科技部", "教育部科技部"])
    assert run_together("教育部科技部", names) == ("教育部", "科技部")
    assert run_together("教育部办公厅", names) is None


@pytest.mark.parametrize("name", ["市委市政府", "市委组织部", "省市场监管局", "市民政局"])
def test_names_that_contain_a_unit_are_one(name: str) -> None:
    assert run_together(name, Counter([name, "市委", "市政府"])) is None


def test_what_no_word_covers_is_left_over() -> None:
    assert is_known_form("市住房和城乡建设局")
    assert gaps("市科枝局") == ("枝",)
    assert gaps("鹏城云脑办公室") == ("鹏城云脑",) or "云脑" in gaps("鹏城云脑办公室")[-1]
