"""Questions about the document itself: who issued it, when, to whom, its title, its period, how it is laid out.

Such a question has no matter of its own, so retrieval finds everything and nothing. It is recognised by that: its
words are the language of documents, or unknown to the policy; a word of some measure makes it a question about that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from answer import document_facts
from answer.document_facts import DocumentFact
from answer.document_names import end_kind
from answer.other_documents import is_within, own_names
from answer.question import Question
from answer.scope import PLACES
from index.normalize import normalize
from ingest.models import PolicyDocument

_WHEN = r"(?:什么时[候间]|何时|啥时候?|哪[一]?[年天月日]|几[月号年日时]|日期|时间|多久|\d{4}年|when|date)"
_WHO = r"(?:谁|哪[些个两俩几家]|什么(?!时)|单独|只有|联合|一家|which|who)"
_ISSUE = r"(?:印发|发布|发文(?!字?号)|下发|出台|颁布|颁发|发出|发这|签发|公布|制定|制发|落款|署名|成文|联合发|发的|出的|issue|publish|release)"
_COUNT = r"(?:多少|几|一共|总共|共有|总数|how many)"
_ALL = r"(?:全部|所有|列出|列一下|罗列)"
_OTHER_NOUN = (
    r"(?!措施|条款|内容|规定|政策|要求|任务|举措|构?组?成|[呢啊呀吧了的吗是有在被由归写讲说都呐嘛])[\u3400-\u9fff]"
)
"""What is counted where no measures are: 多少条道路."""
_PARTS = r"(?:部分|大块|板块|大标题|小标题|章节?|篇章|目录|框架|结构|提纲|大纲|几块)"

VOCABULARY = re.compile(
    r"文件|方案|通知|政策|全文|本文|公文|正文|原文|印发|发布|发文|字号|文号|下发|出台|颁布|颁发|发出|签发|公布|制定|制发|成文|落款|署名|联合|单独|机关|单位|部门|办公厅|两办|"
    r"日期|时间|什么时候|何时|哪年|哪一年|哪天|哪几|几年|几月|几号|多久|主送|收文|抄送|发给|收到|抬头|称谓|规划期|有效期|期限|有效|过期|失效|作废|生效|适用|到期|截止|终止|为止|结束|管到|一直|执行|实施|施行|计划|"
    r"全称|全名|标题|名称|名字|题目|书名号|引用|出处|正式|措施|条款|场景|附件|清单|总共|一共|第一批|最多|最少|数量|同意|批准|点头|审批|审议|市委|市政府|党委|政府|"
    r"党委|人民团体|市直|中直|工会|妇联|参与|要求|贯彻|落实|称呼|部分|板块|章节|目录|框架|结构|领域|分成|分为|顺序|完整|全部|所有|列出|罗列|列一下|\d+|"
    r"offices?|agenc(?:y|ies)|issued?|published?|released?|date|year|title|full|action|document|measures?|scenarios?"
)
NAMES_DOCUMENT = re.compile(
    r"文件|方案|通知|政策|前言|引言|开篇|开头|序言|导语|总则|标题|题目|全称|本文|公文|印发|发文|收文|落款|抬头|主送|抄送|书名号|正文|全文|附件|清单|document|notice|plan|annex"
)
_MOST_ITEMS = 5
_MOST_OTHERS = 6
ISSUED = re.compile(
    rf"{_ISSUE}|[签印]|(?:文件|通知|文|方案|政策)(?:的|是|上)?{_WHEN}|^那?{_WHEN}[的呢]?[?]?$|落章|盖章"
)
"""What the date under the notice is the date of, and of nothing else."""
PREAMBLE = re.compile(r"前言|引言|开篇|开头|序言|导语|总则|第一段|首段")
"""What people call the part before the first section."""


def find_document_facts(
    question: Question, document: PolicyDocument, occurrences: Callable[[str], int]
) -> list[DocumentFact]:
    """Return the facts that a question about the document itself asks for; none for any other question.

    Args:
        question: what is asked.
        document: what it may be about.
        occurrences: counts the measures and rows that contain a word.
    """
    if question.address:
        return []
    counted = _COUNTED_BY_NAME.fullmatch(question.text)
    if counted and _is_own(counted["name"], document):
        return [fact] if (fact := document_facts.measure_count(document)) else []
    others = [word for word in question.words if not VOCABULARY.search(word) and word.rstrip("省市") not in PLACES]
    said = normalize("".join(part.text for part in document.notice.parts if part.kind == "paragraph"))
    if any(0 < occurrences(word) <= _MOST_ITEMS or word in said for word in others) or len(others) > _MOST_OTHERS:
        return []
    if others and not NAMES_DOCUMENT.search(question.text):
        return []
    facts = list(_facts(question, document))
    # The issuers come with the date.
    return [fact for fact in facts if not any(fact.lead in other.lead for other in facts if other is not fact)]


_COUNTED_BY_NAME = re.compile(
    r"(?:请问)?《?(?P<name>[^,。?《》]+?)》?(?:里面?|中|全文)?(?:一共|总共|共计?)?有?(?:多少|几)条(?:规定|条款|内容)?[呢吗啊呀?。]*"
)


def _is_own(name: str, document: PolicyDocument) -> bool:
    """Tell whether a text is one of the document's names, or some words of one: 管理办法, 本办法, 个保法."""
    kind = end_kind(name)
    body = name.removesuffix(kind)
    names = [own for own in own_names(document) if end_kind(own) == kind or kind in own]
    if not kind or not names:
        return False
    return body in ("本", "该", "这个", "这部", "这份") or any(is_within(name, own) for own in names)


_QUOTATION = re.compile(r"[“\"「『][^”\"」』]*[”\"」』]")
"""What is quoted is looked for in the text, and no fact about it."""


def _facts(question: Question, document: PolicyDocument) -> Iterator[DocumentFact]:
    text = _QUOTATION.sub(" ", question.text)
    if PREAMBLE.search(text):
        return
    for pattern, build in _FACTS:
        # 多少天内公布目录 asks for a time, and not how the document is laid out.
        found = None if build is document_facts.sections and question.spec else pattern.search(text)
        if found:
            fact = build(document, found.group())
            if fact:
                yield fact
                # What was read off is not read again: 印发日期 asks for no issuers, 附件的标题 not for the title.
                text = pattern.sub(" ", text)
                text = (
                    text
                    if build not in (document_facts.sections, document_facts.annex_title)
                    else re.sub("标题|题目|名称|名字|叫什么", " ", text)
                )


_FACTS: tuple[tuple[re.Pattern[str], Callable[[PolicyDocument, str], DocumentFact | None]], ...] = (
    (
        re.compile(
            rf"(?:{_COUNT}|哪些|哪几|分成|分为|最多|最少)[^,。?]{{0,10}}领域|领域[^。?]{{0,10}}(?:{_COUNT}|哪些|最多|最少)"
        ),
        document_facts.domains,
    ),
    (
        re.compile(
            r"(?:附件|清单|附表)[^,。?]{0,8}(?:叫什么|名字|名称|标题|题目|第几批|哪一?批|全称)|第几批[^,。?]{0,6}(?:清单|场景)"
        ),
        document_facts.annex_title,
    ),
    (
        re.compile(
            rf"{_ALL}[^,。?]{{0,6}}(?:场景|附件清单)|(?:场景|附件清单)[^,。?]{{0,4}}(?:列出来|列一下|列全|罗列|都列)"
        ),
        document_facts.all_rows,
    ),
    (
        re.compile(rf"{_ALL}[^,。?]{{0,6}}(?:措施|条款)|(?:措施|条款)[^,。?]{{0,4}}(?:列出来|列一下|列全|罗列|都列)"),
        document_facts.all_measures,
    ),
    (
        re.compile(
            rf"{_COUNT}[^,。?]{{0,8}}(?:场景|附件|清单|scenario)|(?:场景|附件|清单)[^,。?]{{0,8}}{_COUNT}[个项行条]?(?:场景)?"
        ),
        document_facts.scenario_count,
    ),
    (
        re.compile(
            rf"(?:{_COUNT}|哪些|哪几|分成|分为|各|第[一二三四五六七八九十\d]+|最后一)[^,。?]{{0,6}}{_PARTS}|{_PARTS}[^,。?]{{0,8}}(?:{_COUNT}|哪些|标题|题目|名称|叫什么|是什么)|"
            r"(?:目录|框架|结构|提纲|大纲|大标题)"
        ),
        document_facts.sections,
    ),
    (
        re.compile(
            rf"{_COUNT}[^,。?]{{0,6}}(?:措施|条款|条(?!{_OTHER_NOUN})|measure)|(?:措施|条款)[^,。?]{{0,6}}{_COUNT}"
        ),
        document_facts.measure_count,
    ),
    (
        re.compile(
            r"(?:收文|收到|各单位|印发|通知)[^?]{0,12}(?:要求|贯彻|落实|怎么办)|印发给你们[^?]{0,10}(?:后面|那半句|什么)"
        ),
        document_facts.request,
    ),
    (
        re.compile(
            r"(?:为什么|为啥|为何|目的|图什么|图啥|宗旨|出发点|为了什么|总目标|总体目标)[^?]{0,14}(?:方案|文件|政策)|(?:方案|文件|政策)[^,。?]{0,10}(?:目的|图什么|宗旨|出发点|为了什么|总目标|总体目标|为什么)"
        ),
        document_facts.purpose,
    ),
    (
        re.compile(
            r"主送|抄送|收文|抬头|称谓|(?:发|送|印发|下发|发布)(?:到|给)|收[^,。?]{0,6}(?:通知|文件|方案|文)|(?:通知|文件|方案)[^,。?]{0,2}收[到吗不]|addressed to"
        ),
        document_facts.addressees,
    ),
    (re.compile(r"批准|同意|点头|点的头|审批|审议|审定|拍板|谁批|里批|批的|核准|approv"), document_facts.approval),
    (
        re.compile(
            rf"(?:文件|方案|政策|计划)(?:的|是|会|将|到|在|于|执行|实施|施行|{_WHEN}){{0,5}}(?:截止|终止|为止|结束)|"
            r"规划期|有效|期限|过期|失效|作废|到期|管到|还管用|(?:管|覆盖|适用)[^,。?]{0,6}(?:几年|多久|什么时候|何时|\d{4})|(?:哪一?年|哪些年|几年)[^,。?]{0,8}(?:涉及|覆盖|涵盖|适用)|哪几年|哪些年|什么年份|是几年|到哪一?年"
        ),
        document_facts.period,
    ),
    (re.compile(r"全称|全名|标题|题目|名称|名字|正式名|叫什么|title"), document_facts.title),
    (
        re.compile(
            rf"{_WHO}[^,。?]{{0,20}}{_ISSUE}|{_ISSUE}[^,。?]{{0,6}}(?:机关|单位|部门|{_WHO})|发文机关|落款[^,。?]{{0,6}}(?:是|有)|单独发"
        ),
        document_facts.issuers,
    ),
    (
        re.compile(rf"{_WHEN}[^,。?]{{0,12}}{_ISSUE}|{_ISSUE}[^,。?]{{0,8}}{_WHEN}|{_ISSUE}[^,。?]{{0,4}}多久"),
        document_facts.date,
    ),
)
"""In order; a question may ask for several."""
