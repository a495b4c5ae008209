"""A question in English, or in dialect, asks the same as the one in plain Chinese beside it."""

from __future__ import annotations

from functools import cache

import pytest

from answer.english import Glossary
from answer.mending import Mender
from answer.models import Plan, Select
from answer.spelling import Spelling, policy_vocabulary
from answer.understand.english import EnglishReader, is_english
from eval.documents import catalogue
from index.normalize import normalize
from ingest.corpus_files import load_policy
from tests.answer.understand.asked_documents import PLAN, Reader

ARCHIVES, MACHINES, WASTE = "archives-law", "agricultural-machinery-2018", "zero-waste-cities-2018"
LABS, RELIEF, MEDIA = "shanghai-key-laboratories-2025", "guangzhou-temporary-relief", "government-new-media-2018"
ACCOUNTS, SPORTS = "accounting-law", "sports-events-2018"

LISTS = [
    (ARCHIVES, "Which articles mention 国家秘密?", "哪些条款提到“国家秘密”？"),
    (ARCHIVES, "How many of the chapters have exactly seven articles?", "正好有七条的章有几个？"),
    (
        ARCHIVES,
        "List the articles outside chapter three in which 国家档案主管部门 is mentioned.",
        "列出第三章以外提到“国家档案主管部门”的条款。",
    ),
    (ARCHIVES, "Which chapter is the shortest in terms of number of articles?", "哪一章条文最少？"),
    (ARCHIVES, "Which articles contain 罚款 but not 没收?", "哪些条款提到“罚款”但没有提到“没收”？"),
    (ARCHIVES, "Name every article that mentions both 档案馆 and 公民.", "列出既提到“档案馆”又提到“公民”的条款。"),
    (ARCHIVES, "What are the last two articles of chapter four?", "第四章最后两条是哪些？"),
    (ACCOUNTS, "Which article comes right after Article 10?", "第十条后面一条是哪条？"),
    (ACCOUNTS, "Does any article mention 罚款 or 处分?", "有没有提到“罚款”或者“处分”的条款？"),
    (
        MACHINES,
        "I need the measures where 商务部 shows up as a responsible body but 财政部 does not.",
        "哪些措施的责任单位有商务部但没有财政部？",
    ),
    (
        MACHINES,
        "Which measure names the largest number of responsible bodies, and how many are they?",
        "哪条措施的责任单位最多，有几家？",
    ),
    (
        MACHINES,
        "Are there measures assigned by name to just 农业农村部 and 工业和信息化部 and nobody else? Which ones?",
        "有没有只由农业农村部和工业和信息化部负责的措施？",
    ),
    (MACHINES, "In how many measures does the Ministry of Finance take part?", "财政部参与的措施有多少条？"),
    (MACHINES, "Which agencies are responsible for the most measures?", "哪个单位负责的措施最多？"),
    (MACHINES, "Which responsible bodies appear only once?", "只负责一项措施的单位有哪些？"),
    (MACHINES, "Name the agencies that share a measure with 税务总局.", "和税务总局共同负责措施的单位有哪些？"),
    (MACHINES, "How many responsible bodies does measure 9 have?", "第九条的责任单位有多少家？"),
    (
        MACHINES,
        "We deal with 交通运输部. In which measures is that ministry given a share of the work?",
        "交通运输部负责哪些措施？",
    ),
    (
        WASTE,
        "List the measures in part two that have at least ten responsible bodies.",
        "列出第二部分责任单位至少十家的措施。",
    ),
    (
        WASTE,
        "Name the bodies that appear both under the household-waste task and under the hazardous-waste task.",
        "生活垃圾那项和危险废物那项都有的单位有哪些？",
    ),
    (LABS, "Which articles of the chapter on operation and management name 市科委?", "第四章哪些条款提到“市科委”？"),
    (LABS, "Where does 知识产权 come up? I need every article.", "哪些条款提到“知识产权”？"),
    (RELIEF, "Which articles mention neither 审批 nor 救助金?", "哪些条款既没有提到“审批”也没有提到“救助金”？"),
    (
        MEDIA,
        "Of the headed measures in chapters three and four, which ones never mention 政府网站?",
        "第三部分和第四部分哪些措施没有提到“政府网站”？",
    ),
    (MEDIA, "How many measures are there under each part?", "每个部分各有多少条措施？"),
    (PLAN, "Which scenarios are handled only by 市公安局?", "哪些场景只由市公安局负责？"),
    (PLAN, "Which area of the annex has the most scenarios?", "附件里哪个领域的场景最多？"),
]
FACTS = [
    (MACHINES, "Who issued this document, and when?", "这份文件是谁印发的，什么时候印发的？"),
    (
        WASTE,
        "What is the reference number of this plan, and on what date was it sent out?",
        "文号是什么？什么时候印发的？",
    ),
    (
        LABS,
        "From when to when does this rule apply, and which earlier version has it replaced?",
        "这份办法的有效期从什么时候到什么时候，废止了哪个旧文件？",
    ),
    (LABS, "To whom is this document addressed?", "这份文件主送谁？"),
    (ACCOUNTS, "Since when has this law been in force?", "这部法什么时候施行？"),
    (ACCOUNTS, "In a nutshell, what is this law about?", "这部法主要讲什么？"),
    (RELIEF, "What does “临时救助” mean here?", "“临时救助”是什么意思？"),
    (MEDIA, "Explain in plain words what this opinion wants to achieve.", "这份意见想达到什么目标？"),
    (RELIEF, "Who does this regulation apply to?", "这份文件适用于哪些人？"),
]
DIALECT = [
    (ARCHIVES, "邊幾條有提到“國家秘密”？", "哪些条款提到“国家秘密”？"),
    (ARCHIVES, "邊條有寫“罰款”但係冇寫“沒收”？", "哪些条款提到“罚款”但没有提到“没收”？"),
    (ARCHIVES, "邊一章最多條文？", "哪一章条文最多？"),
    (ARCHIVES, "呢部法講乜嘢㗎？", "这部法主要讲什么？"),
    (MACHINES, "邊個措施嘅責任單位最多？", "哪条措施的责任单位最多？"),
    (MACHINES, "呢份嘢係邊個出嘅，幾時出？", "这份文件是谁印发的，什么时候印发的？"),
    (MACHINES, "責任單位多過六家嘅措施有幾多條？", "责任单位超过六家的措施有多少条？"),
    (WASTE, "有商務部但係冇財政部嘅措施係邊啲？", "有商务部但没有财政部的措施是哪些？"),
    (LABS, "搿份物事啥人发个？", "这份文件是谁印发的？"),
    (LABS, "搿份办法讲点啥？", "这份办法主要讲什么？"),
    (LABS, "阿里一章条数顶多？", "哪一章条数最多？"),
    (RELIEF, "呢份細則有效期幾多年？", "这份细则有效期多少年？"),
    (PLAN, "市教育局負責啲咩？", "市教育局负责什么？"),
]


@cache
def _reader(name: str) -> tuple[Reader, Mender]:
    found = next((entry for entry in catalogue() if entry.id == name), None)
    document = found.load() if found else load_policy()
    reader = Reader.of(document)
    tokenizer = reader.names.tokenizer
    spelling = Spelling(policy_vocabulary(document, tokenizer), tokenizer.knows, tokenizer.begins)
    return reader, Mender(Glossary.load(), spelling)


def _plan(document: str, question: str) -> Plan | None:
    reader, mender = _reader(document)
    return reader.plan(mender.mend(question).text)


@pytest.mark.parametrize(("document", "question", "chinese"), [*LISTS, *FACTS, *DIALECT])
def test_it_asks_the_same_as_in_chinese(document: str, question: str, chinese: str) -> None:
    expected = _plan(document, chinese)
    assert expected is not None
    assert _reader(document)[0].agree(_plan(document, question), expected)


@pytest.mark.parametrize("document", [MACHINES, SPORTS, WASTE, PLAN])
def test_every_agency_can_be_asked_for_in_english(document: str) -> None:
    reader, _ = _reader(document)
    agencies = reader.names.table.agencies[:12]
    for agency in agencies:
        for question, chinese in (
            (f"Which measures is {agency} responsible for?", f"{agency}负责哪些措施？"),
            (f"How many measures list {agency} among the responsible bodies?", f"{agency}负责的措施有多少条？"),
        ):
            plan = _plan(document, question)
            assert isinstance(plan, Select)
            assert reader.agree(plan, _plan(document, chinese)), question


@pytest.mark.parametrize(
    "question",
    [
        "Which articles only mention 公民?",
        "Which of these are led by 财政部?",
        "Which measures have more responsible bodies than measure 5?",
        "Which measures are led by 财政部 alone?",
        "Which articles mention 档案 before 国家秘密?",
        "Who issued the voucher for the frobnicators?",
        "How long does registration take?",
        "哪些条款提到“国家秘密”？",
    ],
)
def test_what_is_not_understood_as_a_whole_is_not_read(question: str) -> None:
    assert EnglishReader(Glossary.load()).read(normalize(question)) == ""


def test_most_letters_tell_the_language() -> None:
    assert is_english("which articles mention 国家秘密?")
    assert not is_english("哪些条款提到ai和opc?")
    assert not is_english("2023?")
    assert not is_english("“大模型”包不包括chatgpt、claude?")
