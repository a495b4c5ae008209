"""What is asked about the document itself, on documents of many kinds, and what only sounds like it."""

from __future__ import annotations

from functools import cache

import pytest

from answer.evidence import Coverage
from answer.models import DocumentFacts
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.names import Names
from answer.understand.recognisers.document_facts import recognise
from eval.documents import catalogue
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.agency_aliases import read_aliases

READ = [
    ("sports-events-2018", "这意见是哪家下的、文号多少号、哪天印的？", "issuers number issued"),
    (
        "sports-events-2018",
        "归档登记要填来文单位、文号和落款日期，这份体育赛事产业的意见分别怎么填？",
        "issuers number issued",
    ),
    ("law-enforcement-publicity-2018", "登记收文，请给出该指导意见的发文字号和成文日期。", "number issued"),
    ("law-enforcement-publicity-2018", "三项制度这意见是国办几号文 哪天的", "number issued"),
    ("drug-procurement-2019", "这份集采试点方案由谁印发、文号和日期分别是什么？", "issuers number issued"),
    ("agricultural-machinery-2018", "这份农机的指导意见是哪个机关、哪天发的，文号多少？", "issuers issued number"),
    ("tianhe-hk-macao-youth", "是哪三家单位联手印的来着，文号也给下呗", "issuers number"),
    ("tianhe-hk-macao-youth", "执行中遇到问题找哪个部门", "contact"),
    ("yangpu-innovation-belt-2025", "谁跟谁一块发的文，文号是啥？", "issuers number"),
    ("accounting-law", "最近一回修正是哪年哪月哪日，算第几次修正？", "history"),
    ("accounting-law", "会计法修订过几次", "history"),
    ("public-cultural-services-guarantee-law", "什么时候开始执行的？给个准日子。", "effective"),
    ("data-security-law", "哪天通过的、哪天开始施行？两个时间都要核。", "history effective"),
    ("employment-promotion-law", "本法何时起施行，载于第几条？", "effective"),
    ("anti-food-waste-law", "这部反浪费的法律是哪一天、经哪个会议通过的？", "history"),
    (
        "shanghai-key-laboratories-2025",
        "这个新规矩管到哪年哪月哪天？原先那个旧的文号是多少，还作不作数？",
        "until replaces",
    ),
    ("shanghai-key-laboratories-2025", "这份办法是正式文件还是征求意见稿", "stage"),
    ("shanghai-key-laboratories-2025", "文件全称是什么", "title"),
    ("shanghai-key-laboratories-2025", "这个文件发给谁", "addressees"),
    ("guangzhou-talent-household", "页面上标的失效日期、统一编号各是什么", "until number"),
    ("guangzhou-talent-household", "经核对文首信息，该规范性文件的统一编号和标注的失效日期各是什么？", "number until"),
    ("dongguan-opc-2026", "征求意见的截止日期是哪天，由哪个部门发布？", "consultation issuers"),
    ("suzhou-park-opc-2026", "有效期多长，出了争议由哪个部门来解释？请一并回答。", "until interpreter"),
    ("shenzhen-ai-action-plan-2023-2024", "方案经谁同意", "approval"),
    ("shenzhen-ai-action-plan-2023-2024", "这份方案的规划期是哪几年", "period"),
    ("anti-food-waste-law", "为什么制定这部法", "purpose"),
]

NOT_READ = [
    ("shanghai-key-laboratories-2025", "实验室有效期多久"),
    ("shanghai-key-laboratories-2025", "申请材料什么时候提交"),
    ("shanghai-key-laboratories-2025", "建设指南什么时候发布"),
    ("sports-events-2018", "基金什么时候设立"),
    ("shenzhen-ai-action-plan-2023-2024", "规划期内完成多少"),
    ("market-entity-registration", "公示信息由谁公布"),
    ("market-entity-registration", "营业执照的有效期多久"),
    ("standardization-law", "国家标准由谁批准发布"),
    ("family-education-promotion-law", "全国家庭教育指导大纲由谁颁布"),
    ("accounting-law", "会计制度由谁制定并公布"),
    ("bidding-law", "中标通知书什么时候发出"),
    ("law-enforcement-publicity-2018", "各地实施方案何时印发"),
    ("tianhe-hk-macao-youth", "补贴发给谁"),
    ("tianhe-hk-macao-youth", "这个办法从哪天起算，管几年？到期了钱还没发完咋办"),
    ("guangzhou-talent-household", "入户卡拿到手以后，多长时间内不去公安机关办就作废？"),
    ("employment-promotion-law", "就业援助政策什么时候开始执行"),
    ("public-cultural-services-guarantee-law", "得通过谁捐才算数？"),
    ("cultural-enterprises-2018", "这俩规定是哪个部门牵头拟的，又是谁发下来的呀？"),
]


@cache
def names_of(document_id: str) -> Names:
    document = next(one for one in catalogue() if one.id == document_id).load()
    return Names(document, PolicyTokenizer(domain_words(document)), read_aliases(), Coverage(document).occurrences)


def kinds(document_id: str, raw: str) -> list[str]:
    names, text = names_of(document_id), normalize(raw)
    question = annotate(raw, text, names)
    found = planner.candidates(question, names, (recognise,))
    if not found or found[0][0] < planner.LEAST:
        return []
    plan = found[0][1].plan
    assert isinstance(plan, DocumentFacts)
    return [kind.value for kind in plan.kinds]


@pytest.mark.parametrize(("document_id", "question", "expected"), READ)
def test_it_knows_which_facts_are_asked_for(document_id: str, question: str, expected: str) -> None:
    assert set(kinds(document_id, question)) == set(expected.split())


@pytest.mark.parametrize(("document_id", "question"), NOT_READ)
def test_a_question_about_a_matter_of_the_body_is_none(document_id: str, question: str) -> None:
    assert kinds(document_id, question) == []


def test_a_story_around_the_question_is_no_condition() -> None:
    assert kinds("lingang-super-individual-2026", "帮人写申请要抄文号，这份措施的文号是什么，落款是哪一天？") == [
        "number",
        "issued",
    ]
