from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from answer.english import GLOSSARY_FILE, OMITTED, TO_END, Glossary
from index.normalize import normalize
from ingest.errors import MetadataError
from ingest.models import PolicyDocument

SMALL = Glossary.parse(
    [
        "# 说明",
        "",
        f"{OMITTED}\ta、the、is、will、for、be",
        f"{TO_END}规模多大\thow large is",
        "的\tof",
        "谁\twho",
        "负责\tin charge of、responsible for",
        "基金\tfund",
        "基金群\tfund cluster",
        "规模\tsize",
        "机器人\trobot",
        "公司\tcompany",
        "建设\tbuild、built",
        "规划\tplan",
        "开源\topen-source",
        "政策\tpolicy",
        "措施\tmeasure",
        "序号\trow",
        "附件\tannex",
    ]
)


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.load()


@pytest.fixture(scope="module")
def entries() -> list[tuple[str, list[str]]]:
    lines = GLOSSARY_FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if line.strip() and not line.startswith("#"))
    return [(term, phrases.split("、")) for term, _, phrases in pairs]


def test_a_slip_is_put_right_in_english_and_left_alone_in_a_chinese_text() -> None:
    assert SMALL.translate("the measre for the robot") == "措施机器人"
    assert SMALL.translate("who is respnsible for the policy") == "政策由哪个单位负责"
    assert SMALL.translate("机器人包括measre吗") == "机器人包括measre吗"


def test_the_longest_phrase_counts() -> None:
    assert SMALL.translate("fund") == "基金"
    assert SMALL.translate("the fund cluster") == "基金群"
    assert SMALL.translate("the fund robot cluster") == "基金机器人cluster"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("robots", "机器人"),
        ("companies", "公司"),
        ("the company's robot", "公司机器人"),
        ("policies", "政策"),
        ("planned", "规划"),
        ("planning", "规划"),
        ("building", "建设"),
        ("open source", "开源"),
        ("robotic", "robotic"),
    ],
)
def test_inflected_words_are_known_and_only_whole_ones(text: str, expected: str) -> None:
    assert SMALL.translate(text) == expected


def test_what_is_unknown_stays() -> None:
    assert SMALL.translate("will bim and gpt-4 robots be built?") == "bim and gpt-4机器人建设?"


@pytest.mark.parametrize(
    "text", ["", "?!", "bim", "m5", "a", "of", "the of a", "基金群规模多大", "ai app", "m5 说什么"]
)
def test_a_text_without_a_known_word_is_untouched(text: str) -> None:
    assert SMALL.translate(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("robot怎么用", "机器人怎么用"),
        ("ai robot怎么扶持", "ai机器人怎么扶持"),
        ("open-source大模型有补贴吗", "开源大模型有补贴吗"),
        ("acme robot怎么用", "acme robot怎么用"),
        ("a股和the north face怎么买", "a股和the north face怎么买"),
        ("深i企app在哪里下载", "深i企app在哪里下载"),
    ],
)
def test_names_in_a_chinese_text_are_left_alone(text: str, expected: str) -> None:
    assert SMALL.translate(text) == expected


def test_an_english_question_may_hold_chinese() -> None:
    assert SMALL.translate("who is responsible for the 深i企 robot?") == "深i企机器人由哪个单位负责?"


def test_question_phrases_stand_where_chinese_puts_them() -> None:
    assert SMALL.translate("how large is the fund cluster?") == "基金群规模多大?"
    assert SMALL.translate("how large is the fund, and who is in charge of robots?") == (
        "基金规模多大,机器人由哪个单位负责?"
    )
    assert SMALL.translate("size of the fund") == "基金规模"


def test_what_only_joins_parts_of_a_clause_asks_nothing(glossary: Glossary) -> None:
    assert glossary.translate("is there support when a company sets up a subsidiary?") == "有没有支持企业成立子公司?"
    assert glossary.translate("the rules take effect when?") == "规则生效什么时候?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("measure 4", "第4条"),
        ("measure no. 4", "第4条"),
        ("the 4th measure", "第4条"),
        ("rows 3 to 6 of the annex", "附件第3项至6附件"),
        ("row 12 of the annex", "附件第12项"),
        ("the 2nd row", "附件第2项"),
    ],
)
def test_items_are_named_as_addresses(text: str, expected: str) -> None:
    assert SMALL.translate(text) == expected


@pytest.mark.parametrize("line", ["没有制表符", "\trobot", " \trobot"])
def test_a_line_of_another_form_is_named(line: str) -> None:
    with pytest.raises(MetadataError, match="第 2 行"):
        Glossary.parse(["甲\ta", line])


def test_a_missing_or_empty_file_translates_nothing(tmp_path: Path) -> None:
    assert Glossary.load(tmp_path / "none.tsv").translate("robot") == "robot"
    assert Glossary.parse([]).translate("robot") == "robot"
    assert Glossary.parse(["甲\t", "乙\t、"]).translate("robot") == "robot"


def test_the_shipped_file_is_well_formed(entries: list[tuple[str, list[str]]]) -> None:
    terms = [term for term, _ in entries]
    assert [term for term in terms if not term.strip(TO_END) or term != term.strip()] == []
    assert [term for term, count in Counter(terms).items() if count > 1] == []
    phrases = [phrase for _, found in entries for phrase in found]
    assert [phrase for phrase in phrases if not re.fullmatch(r"[a-z0-9][a-z0-9 .+#&'/-]*", phrase)] == []
    assert [phrase for phrase, count in Counter(phrases).items() if count > 1] == []


def test_every_phrase_of_the_shipped_file_is_translated_as_it_says(
    glossary: Glossary, entries: list[tuple[str, list[str]]]
) -> None:
    wrong = [
        (phrase, term)
        for term, phrases in entries
        for phrase in phrases
        if term not in (OMITTED, "的") and normalize(term.strip(TO_END)) != glossary.translate(phrase)
    ]
    # Only what is put in Chinese order afterwards may differ.
    assert wrong == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many joint laboratories will be built?", "多少联合实验室建设?"),
        ("Who is responsible for fire safety supervision?", "消防监管由哪个单位负责?"),
        ("Which department is in charge of the airport scenario?", "机场场景由哪个单位负责?"),
        ("Which agency oversees food safety?", "食品安全由哪个单位负责?"),
        ("When will the Pengcheng Cloud Brain III project start construction?", "什么时候鹏城云脑iii项目启动建设?"),
        ("How large is the fund cluster?", "基金群规模多大?"),
        ("How much money will be invested?", "多少钱投入?"),
        ("What is the post-subsidy?", "事后补助是什么?"),
        ("What is the phone number of the education bureau?", "市教育局电话是什么?"),
        ("Is there a website?", "有没有网址?"),
        ("How do I apply for the support plan?", "怎么申请扶持计划?"),
        ("What is the health commission responsible for?", "市卫生健康委负责什么?"),
        ("Which agency handles row 15 of the annex?", "附件第15项由哪个单位负责?"),
        ("What does article four say?", "第四条说什么?"),
        ("How much is 100 billion yuan?", "多少1000亿元?"),
        ("What's the weather like?", "天气是什么?"),
    ],
)
def test_questions_are_asked_in_words_that_are_recognised(glossary: Glossary, question: str, expected: str) -> None:
    assert glossary.translate(normalize(question)) == expected


@pytest.mark.parametrize(
    "phrase",
    """
    statistical indicator system/fund cluster/low-altitude economy/joint labs/humanoid robots/embodied intelligence/
    computing hub/open competition mechanism/post-subsidy/software parks/unicorns/tool set/privacy computing/
    separation of storage and use/second classroom/task force/venture capital day/exhibition hall/drawing review/
    city appearance inspection/defect detection/network bandwidth/surrounding cities/plug-ins/major technical equipment/
    health commission/cyberspace administration/statistics bureau/market supervision bureau/high-speed rail stations
    """.replace("\n", " ").split("/"),
)
def test_terms_of_the_policy_stand_in_the_policy(glossary: Glossary, document: PolicyDocument, phrase: str) -> None:
    assert glossary.translate(normalize(phrase)) in normalize(document.source)


def test_every_agency_of_the_policy_has_an_english_name(
    document: PolicyDocument, entries: list[tuple[str, list[str]]]
) -> None:
    assert {*document.agencies} <= {term for term, _ in entries}
