"""Random plans, written as the questions that people type in Chinese: a first writer's set.

Who wrote the sentences had seen the types of plans (`answer.models.plan`) and documents, and nothing of what reads
questions. `named_cases(document, count, seed)` gives questions, each with its family and the plan that it asks for.
Families come in turn, so that a large number is spread evenly; what a document lacks (agencies, an annex, leading roles)
leaves its families out.

Conventions
    Kinds       任务、工作、事项 is ``task``; 措施、举措 (in laws 规定、条款、法条) is ``measure``; 场景 is ``row``. ``X`` below
                is that kind; for a connection of agencies it is used in the same way, as in ``Has(X, ...)``.
    Shows       哪些、列出、是谁: ("names",). 几项、多少: ("count",). Both, whichever comes first: ("names", "count").
                有没有、是否: ("yes_no",). 归谁、由谁负责 said of tasks: ("agencies",); 有哪些、分别由谁负责: ("names",
                "agencies"). 讲了什么: ("text",). 单位 asked for as a set is a selection of ``agency``.
    Order       place: first n is ``most=False``, last n is ``most=True``.
    Words       提到、讲到、写到 are ``anywhere`` (the default field); 标题/名称里 are ``name``.
    Comparison  至少、不少于、及以上 ``>=``; 超过、多于 ``>``; 不到、少于 ``<``; 不超过、及以下 ``<=``; 正好、刚好 ``=``.

Families (a, b agencies; m an item; s a section; d a domain; w, v words; n a number)
    agency_tasks        Select(X, Has("agency", Is((a,))))
    both                Select(X, All((Has("agency", Is((a,))), Has("agency", Is((b,))))))
    either              Select(X, Has("agency", Is((a, b))))
    a_not_b             Select(X, All((Has("agency", Is((a,))), Not(Has("agency", Is((b,)))))))
    neither             Select(X, Not(Has("agency", Is((a, b)))))
    without_a           Select(X, Not(Has("agency", Is((a,)))))
    only_a              Select(X, AllHave("agency", Is((a,))))
    lead                Select(X, Has("agency", Is((a,)), role=Role.LEAD))
    with                Select(X, Has("agency", Is((a,)), role=Role.WITH))
    first               Select(X, Has("agency", Is((a,)), first=True))
    first_not_only      Select(X, All((Has("agency", Is((a,))), Not(Has("agency", Is((a,)), first=True)))))
    exactly_n           Select(X, Has("agency", None, "=", n)), n > 1
    compare_n           Select(X, Has("agency", None, ">=" | ">" | "<" | "<=", n))
    single              Select(X, Has("agency", None, "=", 1))
    a_and_n             Select(X, All((Has("agency", Is((a,))), Has("agency", None, "=" | ..., n))))
    most_agencies       Select(X, order=Order("count", what="agency"), take=1)
    fewest_agencies     Select(X, order=Order("count", most=False, what="agency"), take=1)
    section_most        Select("measure", Has("section", Is((s,))), Order("count", what="agency"), take=1)
    busiest             Select("agency", order=Order("count", what=X), take=1)
    idlest              Select("agency", order=Order("count", most=False, what=X), take=1)
    busiest_n           Select("agency", order=Order("count", what=X), take=n)
    busiest_in_section  Select("agency", order=Order("count", what="measure", where=Has("section", Is((s,)))), take=1)
    busiest_leader      Select("agency", order=Order("count", what=X, role=Role.LEAD), take=1)
    busiest_first       Select("agency", order=Order("count", what=X, first=True), take=1)
    ever_lead           Select("agency", Has(X, role=Role.LEAD)); never: Not(...)
    ever_first          Select("agency", Has(X, first=True)); never: Not(...)
    agency_exactly_n    Select("agency", Has(X, None, "=", n))
    agency_compare_n    Select("agency", Has(X, None, ">=" | ">" | "<" | "<=", n))
    only_annex          Select("agency", AllHave("task", OfKind("row")))
    only_body           Select("agency", AllHave("task", OfKind("measure")))
    annex_and_body      Select("agency", All((Has("measure"), Has("row"))))
    every_of_section    Select("agency", InEvery("measure", Has("section", Is((s,)))))
    apart_from_a        Select("agency", All((Has(X, Is((m,))), Not(Is((a,))))))
    of_item_count       Select("agency", Has(X, Is((m,))), show=("count",))
    common_to_two       Select("agency", All((Has(X, Is((m1,))), Has(X, Is((m2,))))))
    one_not_other       Select("agency", All((Has(X, Is((m1,))), Not(Has(X, Is((m2,)))))))
    partners            Select("agency", All((Has(X, Has("agency", Is((a,)))), Not(Is((a,))))))
    partners_on         ... Has(X, All((Has("agency", Is((a,))), Says((w,))))) ...
    closest_partner     Select("agency", Not(Is((a,))), Order("count", what=X, where=Has("agency", Is((a,)))), take=1)
    agencies_section    Select("agency", Has("section", Is((s,)))); 家次: show=("count",), repeats=True
    agencies_domain     Select("agency", Has("domain", Is((d,))))
    agencies_word       Select("agency", Has(X, Says((w,))))
    section_items       Select("measure", Has("section", Is((s,)))); with 分别由谁负责 show=("names", "agencies")
    domain_rows         Select("row", Has("domain", Is((d,))))
    agency_in_section   Select("measure", All((Has("agency", Is((a,))), Has("section", Is((s,))))))
    agency_in_domain    Select("row", All((Has("agency", Is((a,))), Has("domain", Is((d,))))))
    sections_by_items   Select("section", order=Order("count", most=..., what="measure"), take=1)
    sections_n          Select("section", Has("measure", None, comparison, n))
    sections_agencies   Select("section", order=Order("count", what="agency"), take=1); 家次: repeats=True in the order
    sections_of_a       Select("section", Has("agency", Is((a,)))); 没有: Not(...)
    sections_word       Select("section", Has("measure", Says((w,))))
    domains_by_rows     Select("domain", order=Order("count", most=..., what="row"), take=1)
    domains_n           Select("domain", Has("row", None, comparison, n))
    domains_of_a        Select("domain", Has("agency", Is((a,))))
    named               Select(X, Says((w,), "name"))
    says                Select(X, Says((w,)))
    says_both           Select(X, Says((w, v)))
    says_either         Select(X, Says((w, v), every=False))
    says_not            Select(X, All((Says((w,)), Not(Says((v,))))))
    section_says        Select("measure", All((Has("section", Is((s,))), Says((w,)))))
    agency_says         Select(X, All((Has("agency", Is((a,))), Says((w,)))))
    same_agencies       Select("task", SameAgencies(m))
    same_order          Select("task", SameAgencies(m, in_order=True))
    any_same            Select("task", SameAgencies())
    first_last          Select("measure", Has("section", Is((s,))), Order("place", most=...), take=n)
    first_last_all      Select("measure", order=Order("place", most=...), take=n)
    beside              Select("measure" | "row", Beside(m, 1 | -1 | 2 | -2))
    open_list           Select(X, OpenList()); not open: Not(OpenList())
    per_section         Select("measure", show=("count",), group="section")
    per_domain          Select("row", show=("count",), group="domain")
    per_agency          Select(X, show=("count",), group="agency")
    agencies_per        Select("agency", show=("count",), group="section" | "domain")
    total               Select(X | "agency" | "section" | "domain", show=("count",))
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from answer.models.plan import (
    All,
    AllHave,
    Ask,
    Beside,
    Comparison,
    Condition,
    Has,
    InEvery,
    Is,
    Kind,
    Not,
    OfKind,
    OpenList,
    Order,
    SameAgencies,
    Says,
    Select,
)
from ingest.models import Measure, PolicyDocument, Role, Scenario, sections_over

T = TypeVar("T")
Task = Measure | Scenario
Show = tuple[Ask, ...]

# ---------------------------------------------------------------------------------------------------------------- words

_WORDS = """人才 数据 资金 企业 平台 安全 培训 金融 高校 医疗 监管 创新 算力 教育 服务 标准 市场 产业 技术 研发 知识产权
就业 创业 社区 融资 贷款 补贴 奖励 税收 用地 采购 应用场景 大模型 机器人 芯片 开源 中小企业 小微企业 农业 农村 农民 贫困
旅游 物流 电商 流通 消费 体育 赛事 健康 保险 担保 残疾人 档案 公证 标准化 法律责任 罚款 处分 备案 许可 登记 公示
检查 抽查 执法 信用 监督 考核 评估 宣传 组织领导 统计 预算 财政 信息化 互联网 人工智能 开放 共享 试点 示范 园区 基地
联盟 国际合作 香港 海外 招商 孵化 投资 基金 上市 招标 投标 学校 家庭 未成年人 儿童 老年人 图书馆 文化 志愿服务 捐赠
药品 医疗器械 医院 临床 审批 卫星 北斗 航天 导航 固体废物 垃圾 污染 环境 生态 回收 能源 交通 住房 建筑 消防 食品
粮食 餐饮 浪费 会计 核算 专利 代理 实验室 科研 经费 职称 职业教育 学生 教师 证书 农机 补助 购置 维修 新媒体
账号 政务 办公空间 租金 场地 语料 模型 算法 软件 硬件 终端 伦理 隐私 网络安全 风险 纠纷 仲裁 调解 诉讼 公共服务
城市治理 展会 峰会 品牌 出口 跨境 港澳 青年 大学生 毕业生 社会保险 户籍 工资 劳动者 公平竞争 民办 事业单位 行业协会
绩效 秘书处 工作专班 联席会议""".split()

_VAGUE = re.compile(r"^(各|有关|相关|其他|本|所在|属地|国务院有关|省有关|市有关)|等$|部门$|单位$|企业$")
_NUMBERS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Facts:
    """What the families draw from, of one document."""

    document: PolicyDocument
    measures: tuple[Measure, ...]
    rows: tuple[Scenario, ...]
    agencies: tuple[str, ...]
    of: dict[str, tuple[str, ...]]
    leads: tuple[str, ...]
    withs: tuple[str, ...]
    sections: dict[int, tuple[Measure, ...]]
    section_calls: dict[int, tuple[str, ...]]
    flat: bool
    chapters: bool
    words: tuple[str, ...]
    domains: tuple[str, ...]
    law: bool
    scene: bool

    @property
    def tasks(self) -> tuple[Task, ...]:
        return (*self.measures, *self.rows)

    def of_kind(self, kind: Kind) -> tuple[Task, ...]:
        return {"task": self.tasks, "measure": self.measures, "row": self.rows}[kind]

    def tasks_of(self, agency: str, kind: Kind = "task") -> list[Task]:
        return [one for one in self.of_kind(kind) if agency in self.of[one.id]]

    def counts(self, kind: Kind) -> list[int]:
        return sorted({len(self.of[one.id]) for one in self.of_kind(kind) if self.of[one.id]})


def _facts(document: PolicyDocument) -> Facts:
    tasks: tuple[Task, ...] = (*document.measures, *document.scenarios)
    of: dict[str, tuple[str, ...]] = {}
    for one in tasks:
        duties = (duty.agency for duty in one.duties if duty.role is not Role.CONSULTED)
        of[one.id] = tuple(dict.fromkeys((*one.agencies, *duties)))
    clear = (
        name for name in document.agencies if not _VAGUE.search(name) and 3 <= len(name) <= 12 and "、" not in name
    )
    usable = tuple(one for one in clear if sum(one in name or name in one for name in document.agencies) == 1)
    held = [(duty.agency, duty.role) for one in tasks for duty in one.duties]
    leads = tuple(dict.fromkeys(name for name, role in held if role is Role.LEAD and name in usable))
    withs = tuple(dict.fromkeys(name for name, role in held if role is Role.WITH and name in usable))
    rows = tuple(one for one in document.scenarios if one.name and of[one.id])

    over = sections_over(document.sections, [one.span for one in document.measures])
    place = {id(section): number for number, section in enumerate(document.sections)}
    under: dict[int, list[Measure]] = {}
    for measure, path in zip(document.measures, over, strict=True):
        for section in path:
            under.setdefault(place[id(section)], []).append(measure)
    numbers = Counter((one.label[-1:], one.number) for one in document.sections if one.level == 0 and one.number)
    spoken = Counter(one.number for one in document.sections if one.level == 0 and one.number)
    titles = Counter(one.title for one in document.sections)
    calls: dict[int, tuple[str, ...]] = {}
    for number in under:
        section = document.sections[number]
        said: list[str] = []
        if section.level == 0 and section.number and spoken[section.number] == 1 and numbers:
            chapter = re.fullmatch(r"第(.+)([章节编])", section.label.strip())
            said += [f"第{_numeral(section.number)}{chapter[2] if chapter else '部分'}"] * 3
        title = section.title.rstrip("。")
        noun = "章" if said and said[0].endswith("章") else "部分"
        if title and titles[section.title] == 1 and not re.search(r"[“”‘’《》（）()]", title):
            said.append(f"“{title}”这一{noun}")
            if len(title) <= 7:
                said.append(f"{title}这一{noun}")
        if said:
            calls[number] = tuple(said)
    whole = "\n".join(one.text for one in tasks)
    words = [word for word in _WORDS if word in whole]
    law = not document.scenarios and sum(one.label.startswith("第") for one in document.measures) > 5
    heads = "".join(name for one in rows[:1] for name, _ in one.cells) + document.annex_title
    return Facts(
        document=document,
        measures=document.measures,
        rows=rows if len(rows) == len(document.scenarios) else (),
        agencies=usable,
        of=of,
        leads=leads,
        withs=withs,
        sections={number: tuple(under[number]) for number in calls},
        section_calls=calls,
        flat=all(one.level == 0 for one in document.sections) and max(spoken.values(), default=0) == 1,
        chapters=any(said[0].endswith("章") for said in calls.values()),
        words=tuple(words),
        domains=tuple(dict.fromkeys(one.domain for one in rows if one.domain)),
        law=law,
        scene="场景" in heads,
    )


def _numeral(number: int) -> str:
    if number <= 10:
        return _NUMBERS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _NUMBERS[tens]) + "十" + (_NUMBERS[ones] if ones else "")


class Draw:
    """Random choices over one document, and the names that a sentence calls things by."""

    def __init__(self, facts: Facts, rng: random.Random) -> None:
        self.facts = facts
        self.rng = rng
        self.slots: dict[str, str] = {}
        self.bare = rng.random() < 0.25
        self.arabic = rng.random() < 0.25

    def need(self, condition: object) -> None:
        if not condition:
            raise LookupError

    def pick(self, options: Iterable[T]) -> T:
        several = list(options)
        self.need(several)
        return self.rng.choice(several)

    def kind(self, *, agencies: bool = True, rows: bool = True) -> Kind:
        """Choose what is called how: {T} and its classifier {c}."""
        facts = self.facts
        options: list[Kind] = []
        if agencies:
            self.need(facts.agencies)
            options += ["task", "task"]
        options += ["measure"] * (1 if facts.rows or agencies else 2)
        if rows and facts.rows and facts.scene:
            options.append("row")
        kind = self.pick(options)
        self.name_kind(kind)
        return kind

    def name_kind(self, kind: Kind) -> None:
        if kind == "task":
            noun = self.pick([("任务", "项")] * 3 + [("工作", "项"), ("事项", "个"), ("工作任务", "项")])
        elif kind == "row":
            noun = self.pick([("场景", "个"), ("应用场景", "个")])
        elif self.facts.law:
            names = [("规定", "条"), ("规定", "条"), ("条款", "个")]
            if self.facts.document.title.strip("》").endswith("法"):
                names.append(("法条", "个"))
            noun = self.pick(names)
        else:
            noun = self.pick([("措施", "条"), ("措施", "条"), ("措施", "项"), ("举措", "项")])
        self.slots["T"], self.slots["c"] = noun
        self.slots["kind"] = kind

    def number(self, number: int) -> str:
        if self.rng.random() < 0.5 or number > 10:
            return str(number)
        return "两" if number == 2 else _NUMBERS[number]

    def agency(self, slot: str = "a", among: Sequence[str] | None = None) -> str:
        used = {self.slots.get("a"), self.slots.get("b")}
        options = [one for one in (self.facts.agencies if among is None else among) if one not in used]
        name = self.pick(one for one in options if one in self.facts.agencies)
        self.slots[slot] = name
        return name

    def two(self, *, together: float = 0.8) -> tuple[str, str]:
        one = self.agency("a")
        near = {other for task in self.facts.tasks_of(one) for other in self.facts.of[task.id]} - {one}
        near = {other for other in near if other in self.facts.agencies}
        two = self.agency("b", sorted(near) if near and self.rng.random() < together else None)
        self.need(one not in two and two not in one)
        return one, two

    def section(self, slot: str = "s", least: int = 2, agencies: bool = False) -> tuple[str, tuple[Measure, ...]]:
        options = [
            (number, under)
            for number, under in self.facts.sections.items()
            if len(under) >= least and (not agencies or all(self.facts.of[one.id] for one in under))
        ]
        number, under = self.pick(options)
        self.slots[slot] = self.pick(self.facts.section_calls[number])
        return f"S{number}", under

    def item(self, slot: str = "m", among: Sequence[Task] | None = None) -> Task:
        """Choose an item and call it by its label or title."""
        facts = self.facts
        one = self.pick(facts.tasks if among is None else among)
        said: list[str] = []
        if isinstance(one, Scenario):
            if sum(other.name == one.name for other in facts.rows) == 1:
                said += [f"“{one.name}”这个场景"] if facts.scene else [f"“{one.name}”这一项"]
            if one.table == 1 and one.in_annex:
                said += [f"附件第{one.number}项", f"附件第{one.number}项"]
        else:
            spoken = Counter(other.spoken for other in facts.measures)
            if spoken[one.spoken] == 1 and re.fullmatch(r"第[一二三四五六七八九十百]+条(之.)?", one.spoken):
                digits = facts.document.number_of(one)
                said += [f"第{digits.whole}条" if self.arabic and digits and "之" not in one.spoken else one.spoken] * 3
            is_only = sum(other.title == one.title for other in facts.measures) == 1
            if one.title and len(one.title) <= 16 and is_only and not re.search(r"[“”‘’（）()]", one.title):
                said += [f"“{one.title}”", f"“{one.title}”这一条"]
                said += [f"{one.title}这一条"] if len(one.title) <= 8 else []
        self.slots[slot] = self.pick(said)
        self.need(slot == "m" or self.slots[slot] != self.slots.get("m"))
        return one

    def quoted(self, word: str) -> str:
        return word if self.bare else f"“{word}”"

    def word(self, slot: str = "w", among: Sequence[Task] | None = None, *, name: bool = False) -> str:
        items = self.facts.tasks if among is None else among
        said = [one.name if name else (one.body if isinstance(one, Measure) else one.text) for one in items]
        names = [one.name if isinstance(one, Scenario) else one.title + " " + one.body for one in items]
        source = "\n".join(said if name else names)
        other = self.slots.get("raw_w") or ""
        word = self.pick(
            one for one in self.facts.words if one in source and one not in other and (not other or other not in one)
        )
        self.slots["raw_" + slot] = word
        self.slots[slot] = self.quoted(word)
        return word

    def words(self) -> tuple[str, str]:
        return self.word("w"), self.word("v")

    def comparison(self, n: int, unit: str, *, exact: bool = False) -> Comparison:
        """Say a comparison with {k}, as in 超过三家, and return its sign."""
        said = self.number(n)
        options: list[tuple[Comparison, str]] = [
            (">=", f"至少{said}{unit}"),
            (">=", f"不少于{said}{unit}"),
            (">=", f"{said}{unit}及以上"),
            (">", f"超过{said}{unit}"),
            (">", f"多于{said}{unit}"),
        ]
        if n >= 2:
            options += [
                ("<", f"不到{said}{unit}"),
                ("<", f"少于{said}{unit}"),
                ("<=", f"不超过{said}{unit}"),
                ("<=", f"{said}{unit}及以下"),
            ]
        if exact:
            options += [("=", f"正好{said}{unit}"), ("=", f"刚好{said}{unit}"), ("=", f"恰好{said}{unit}")] * 2
        sign, self.slots["k"] = self.pick(options)
        return sign

    def domain(self) -> str:
        name = self.pick(self.facts.domains)
        self.slots["d"] = self.pick([f"{name}领域", f"“{name}”领域", f"{name}这个领域", f"{name}类"])
        return name


NAMES: Show = ("names",)
COUNT: Show = ("count",)
BOTH: Show = ("names", "count")
YES: Show = ("yes_no",)
OWNERS: Show = ("agencies",)
NAMED_OWNERS: Show = ("names", "agencies")
TEXT: Show = ("text",)

Shows = Mapping[Show, tuple[str, ...]]
Make = Callable[[Draw], "tuple[Select, Shows]"]
FAMILIES: dict[str, Make] = {}


def family(make: Make) -> Make:
    FAMILIES[make.__name__.rstrip("_")] = make
    return make


def lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


def has(agency: str, *, role: Role | None = None, first: bool = False) -> Has:
    return Has("agency", Is((agency,)), role=role, first=first)


# In the lines below: ! begins an order (请、麻烦 may come before it), ^ a sentence that is left as it is, everything else
# is a question (~: with no 请问 before it); @task at the end says for which kind only the sentence is right.

# ------------------------------------------------------------------------------------------------- tasks and agencies

_AGENCY_TASKS: Shows = {
    NAMES: lines("""
        {a}要负责哪些{T}
        哪些{T}是由{a}负责的
        {a}在这份文件里承担了哪几{c}{T}
        !把{a}负责的{T}都列出来
        !列出责任单位里有{a}的全部{T}
        责任单位名单里写了{a}的{T}有哪些
        ^我在{a}上班，想看看哪些{T}跟我们单位有关
        这么多{T}里面，归{a}管的是哪几{c}
        凡是{a}参与的{T}，都是哪些
        {a}这边，到底摊上了哪些{T}
        !查一下{a}名下的{T}，给我个清单
        """),
    COUNT: lines("""
        {a}一共负责几{c}{T}
        归{a}管的{T}有多少{c}
        全部{T}里头，有几{c}是{a}的
        {a}名下的{T}总共多少{c}
        有多少{c}{T}把{a}列为责任单位
        """),
    BOTH: lines("""
        {a}负责的{T}有哪些，一共几{c}
        {a}一共有几{c}{T}，分别是什么
        """),
    YES: lines("""
        有没有{T}是归{a}管的
        文件里有没有给{a}安排{T}
        {a}是不是有要负责的{T}
        """),
}


@family
def agency_tasks(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    return Select(kind, has(draw.agency())), _AGENCY_TASKS


_BOTH: Shows = {
    NAMES: lines("""
        {a}和{b}共同负责的{T}有哪些
        哪些{T}同时由{a}和{b}负责
        既有{a}又有{b}的{T}是哪几{c}
        !把{a}跟{b}一起参与的{T}列一下
        !找出责任单位里{a}、{b}两家都在的{T}
        {a}跟{b}都有份的，是哪几{c}{T}
        责任单位同时包括{a}与{b}的{T}，有哪些
        ^{a}与{b}两家单位在哪些{T}上要一起干？
        哪几{c}{T}的责任单位名单里，{a}和{b}都出现了
        ^我们{a}要跟{b}对接，哪些{T}是两家都管的？
        """),
    COUNT: lines("""
        {a}和{b}一起负责的{T}有几{c}
        同时归{a}和{b}管的{T}一共多少{c}
        有多少{c}{T}的责任单位里既有{a}也有{b}
        {T}当中，{a}、{b}都参与的有几{c}
        """),
    YES: lines("""
        有没有{a}和{b}共同负责的{T}
        {a}跟{b}之间，有没有一起承担的{T}
        是否有{T}同时由{a}和{b}负责
        """),
}


@family
def both(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    one, two = draw.two()
    return Select(kind, All((has(one), has(two)))), _BOTH


_EITHER: Shows = {
    NAMES: lines("""
        {a}或者{b}负责的{T}有哪些
        {a}和{b}至少有一家参与的{T}是哪些
        哪些{T}的责任单位里有{a}或{b}
        !列出{a}或{b}参与的全部{T}
        ~只要有{a}或者{b}的{T}，都有哪几{c}
        !把责任单位含{a}或{b}其中任意一家的{T}找出来
        {T}里面，由{a}或者由{b}来负责的，是哪些
        {a}、{b}两家里只要有一家在责任单位名单上，这样的{T}有哪些
        责任单位包括{a}或{b}的，是哪几{c}{T}
        ~不管是{a}还是{b}，只要其中一家管的{T}都算上，有哪些
        """),
    COUNT: lines("""
        {a}或{b}参与的{T}一共有几{c}
        有多少{c}{T}是由{a}或者{b}负责的
        {a}和{b}至少一家在内的{T}总共多少{c}
        """),
    YES: lines("""
        有没有{T}是{a}或者{b}负责的
        是否有{T}由{a}或{b}承担
        """),
}


@family
def either(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    return Select(kind, Has("agency", Is(draw.two(together=0.4)))), _EITHER


_A_NOT_B: Shows = {
    NAMES: lines("""
        有{a}但没有{b}的{T}有哪些
        {a}负责而{b}不参与的{T}是哪几{c}
        哪些{T}归{a}管，却跟{b}没关系
        !列出责任单位包含{a}、不包含{b}的{T}
        !把{a}参与的{T}里没有{b}的挑出来
        {a}的{T}里面，{b}没有参与的有哪些
        责任单位里有{a}、没有{b}的，是哪些{T}
        ~除去{b}也参与的，{a}还负责哪些{T}
        哪几{c}{T}是{a}要管、{b}不用管的
        {b}不在名单里、{a}在名单里的{T}，都有哪些
        """),
    COUNT: lines("""
        {a}负责、但{b}不负责的{T}有几{c}
        有多少{c}{T}有{a}却没有{b}
        {a}的{T}中，不涉及{b}的一共多少{c}
        """),
    YES: lines("""
        有没有{a}参与但{b}不参与的{T}
        {a}负责的{T}里，有没有{b}不在其中的
        """),
}


@family
def a_not_b(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    one, two = draw.two()
    return Select(kind, All((has(one), Not(has(two))))), _A_NOT_B


_NEITHER: Shows = {
    NAMES: lines("""
        {a}和{b}都不参与的{T}有哪些
        哪些{T}既没有{a}也没有{b}
        !列出跟{a}、{b}都无关的{T}
        责任单位里{a}和{b}都没有的，是哪几{c}{T}
        !把{a}、{b}两家都不在责任单位里的{T}找出来
        {T}里面，{a}不管、{b}也不管的有哪些
        不涉及{a}和{b}的{T}是哪些
        哪几{c}{T}的责任单位名单上，{a}跟{b}一个都没出现
        ~既不归{a}管、也不归{b}管的{T}，都有什么
        """),
    COUNT: lines("""
        {a}和{b}都不负责的{T}有几{c}
        既没有{a}也没有{b}的{T}一共多少{c}
        有多少{c}{T}跟{a}、{b}都不相干
        """),
    YES: lines("""
        有没有{T}是{a}和{b}都不参与的
        是否有{T}既不由{a}负责，也不由{b}负责
        """),
}


@family
def neither(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    return Select(kind, Not(Has("agency", Is(draw.two())))), _NEITHER


_WITHOUT: Shows = {
    NAMES: lines("""
        哪些{T}没有{a}参与
        不归{a}管的{T}有哪些
        !列出责任单位里没有{a}的{T}
        {a}没有参与的是哪几{c}{T}
        !把跟{a}无关的{T}都找出来
        责任单位名单里找不到{a}的{T}，都有哪些
        {T}当中，{a}不用负责的有哪些
        哪几{c}{T}不涉及{a}
        """),
    COUNT: lines("""
        {a}不参与的{T}有多少{c}
        有几{c}{T}的责任单位里没有{a}
        全部{T}里，跟{a}没关系的一共几{c}
        """),
    YES: lines("""
        有没有{T}是{a}不参与的
        是否有{T}的责任单位里没有{a}
        """),
}


@family
def without_a(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    busy = [one for one in draw.facts.agencies if len(draw.facts.tasks_of(one, kind)) >= 3]
    return Select(kind, Not(has(draw.agency(among=busy)))), _WITHOUT


_ONLY: Shows = {
    NAMES: lines("""
        只由{a}一家负责的{T}有哪些
        哪些{T}的责任单位只有{a}
        {a}单独负责的{T}是哪几{c}
        !列出{a}独自承担的{T}
        !把责任单位里除了{a}再没有别家的{T}找出来
        {T}里面，只归{a}管、没有其他单位的有哪些
        哪几{c}{T}是{a}一家单干的
        责任单位就{a}一个的{T}，都有哪些
        没有别的单位参与、由{a}自己负责的{T}有哪些
        """),
    COUNT: lines("""
        {a}单独负责的{T}有几{c}
        只有{a}一家责任单位的{T}一共多少{c}
        有多少{c}{T}是仅由{a}负责的
        """),
    BOTH: lines("""
        仅由{a}负责的{T}有几{c}，都是哪些
        """),
    YES: lines("""
        有没有只由{a}负责的{T}
        {a}有没有自己单独负责的{T}
        是否有{T}的责任单位只写了{a}一家
        """),
}


@family
def only_a(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    alone = [names[0] for names in draw.facts.of.values() if len(names) == 1]
    name = draw.agency(among=alone if alone and draw.rng.random() < 0.8 else None)
    return Select(kind, AllHave("agency", Is((name,)))), _ONLY


_LEAD: Shows = {
    NAMES: lines("""
        {a}牵头的{T}有哪些
        哪些{T}由{a}牵头
        {a}是牵头单位的，有哪几{c}{T}
        !把{a}牵头负责的{T}列出来
        !列一下牵头单位写的是{a}的{T}
        由{a}来挑头的{T}，都有哪些
        {T}里面，{a}当牵头单位的是哪几{c}
        ^我是{a}的，我们牵头的{T}都有哪些？
        {a}在哪些{T}里是牵头单位
        以{a}为牵头单位的{T}是哪些
        """),
    COUNT: lines("""
        {a}牵头的{T}有几{c}
        由{a}牵头的{T}一共多少{c}
        {T}里头，有多少{c}是{a}牵头
        """),
    BOTH: lines("""
        {a}牵头几{c}{T}，分别是哪些
        {a}牵头的{T}有哪些，共多少{c}
        """),
    YES: lines("""
        有没有{a}牵头的{T}
        {a}有没有牵头哪{c}{T}
        是否有{T}由{a}牵头
        """),
}


@family
def lead(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    return Select(kind, has(draw.agency(among=draw.facts.leads), role=Role.LEAD)), _LEAD


_WITH: Shows = {
    NAMES: lines("""
        {a}配合的{T}有哪些
        哪些{T}需要{a}配合
        {a}作为配合单位的，是哪几{c}{T}
        !列出由{a}配合的{T}
        !把配合单位里有{a}的{T}找出来
        {T}里面，{a}只是配合的有哪些
        配合单位写了{a}的{T}，都有哪些
        {a}在哪几{c}{T}里是配合单位
        """),
    COUNT: lines("""
        {a}配合的{T}有几{c}
        需要{a}配合的{T}一共多少{c}
        """),
    YES: lines("""
        有没有{a}配合的{T}
        是否有{T}要{a}来配合
        """),
}


@family
def with_(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    shows = {show: tuple(one for one in said if "只是" not in one) for show, said in _WITH.items()}
    return Select(kind, has(draw.agency(among=draw.facts.withs), role=Role.WITH)), shows


_FIRST: Shows = {
    NAMES: lines("""
        {a}排在第一位的{T}有哪些
        哪些{T}的责任单位里{a}排第一
        责任单位名单以{a}打头的{T}是哪几{c}
        !列出责任单位第一个就是{a}的{T}
        !把{a}排在责任单位首位的{T}挑出来
        {a}在哪些{T}里列为第一责任单位
        第一责任单位是{a}的{T}有哪些
        {T}的责任单位里，{a}写在最前面的有哪几{c}
        责任单位一栏，{a}排头一个的是哪些{T}
        哪几{c}{T}把{a}列在责任单位的第一个
        """),
    COUNT: lines("""
        {a}排第一的{T}有几{c}
        责任单位首位是{a}的{T}一共多少{c}
        有多少{c}{T}的第一个责任单位是{a}
        """),
    BOTH: lines("""
        {a}排在责任单位第一位的{T}有哪些，共几{c}
        """),
    YES: lines("""
        有没有{T}的责任单位是{a}排第一
        是否有{T}把{a}排在责任单位首位
        """),
}


@family
def first(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    heads = [names[0] for names in draw.facts.of.values() if len(names) > 1]
    return Select(kind, has(draw.agency(among=heads), first=True)), _FIRST


_FIRST_NOT: Shows = {
    NAMES: lines("""
        {a}参与、但没有排在第一位的{T}有哪些
        哪些{T}有{a}，可{a}不是排第一的
        责任单位里有{a}却不是第一个的，是哪几{c}{T}
        !列出{a}参与但不排首位的{T}
        !把有{a}、而第一个单位不是{a}的{T}挑出来
        {a}负责的{T}里，它没排第一的有哪些
        {T}的责任单位包括{a}，但打头的不是{a}，这样的有哪几{c}
        哪几{c}{T}虽然有{a}，但{a}没排在最前面
        """),
    COUNT: lines("""
        {a}参与但不排第一的{T}有几{c}
        有多少{c}{T}有{a}，但第一责任单位不是{a}
        """),
    YES: lines("""
        有没有{T}有{a}但{a}不排第一
        """),
}


@family
def first_not_only(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    later = [name for names in draw.facts.of.values() for name in names[1:]]
    name = draw.agency(among=sorted(set(later)))
    return Select(kind, All((has(name), Not(has(name, first=True))))), _FIRST_NOT


_EXACTLY: Shows = {
    NAMES: lines("""
        正好有{n}家责任单位的{T}有哪些
        哪些{T}的责任单位恰好是{n}家
        责任单位刚好{n}个的{T}是哪几{c}
        !列出由{n}家单位共同负责的{T}
        !把责任单位数量等于{N}的{T}找出来
        {T}里面，责任单位不多不少{n}家的有哪些
        哪几{c}{T}列了{n}家责任单位
        有{n}个责任单位的{T}，都是哪些
        责任单位一共{n}家的，是哪些{T}
        """),
    COUNT: lines("""
        责任单位正好{n}家的{T}有几{c}
        有多少{c}{T}是{n}家单位一起负责的
        恰好{n}个责任单位的{T}一共多少{c}
        """),
    YES: lines("""
        有没有责任单位正好{n}家的{T}
        是否有{T}恰好由{n}家单位负责
        """),
}


@family
def exactly_n(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    n = draw.pick(one for one in draw.facts.counts(kind) if one > 1)
    draw.slots.update(n=draw.number(n), N=str(n))
    return Select(kind, Has("agency", None, "=", n)), _EXACTLY


_COMPARE: Shows = {
    NAMES: lines("""
        责任单位{k}的{T}有哪些
        哪些{T}的责任单位{k}
        !列出责任单位数量{k}的{T}
        !把由{k}单位负责的{T}找出来
        {T}里面，责任单位{k}的是哪几{c}
        涉及{k}单位的{T}有哪些
        哪几{c}{T}由{k}单位一起负责
        按责任单位的数量看，{k}的{T}都有哪些
        """),
    COUNT: lines("""
        责任单位{k}的{T}有几{c}
        有多少{c}{T}涉及{k}单位
        {T}当中，责任单位数量{k}的一共多少{c}
        """),
    YES: lines("""
        有没有责任单位{k}的{T}
        是否有{T}由{k}单位负责
        """),
}


@family
def compare_n(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    counts = draw.facts.counts(kind)
    n = draw.pick([one for one in counts if one > 1] or counts)
    sign = draw.comparison(n, draw.pick(["家", "家", "个"]))
    draw.need(sign in (">", ">=") or all(draw.facts.of[one.id] for one in draw.facts.of_kind(kind)))
    return Select(kind, Has("agency", None, sign, n)), _COMPARE


_SINGLE: Shows = {
    NAMES: lines("""
        只有一家责任单位的{T}有哪些
        哪些{T}由一家单位单独负责
        责任单位仅有一个的{T}是哪几{c}
        !列出只安排了一家责任单位的{T}
        !把责任单位只有1家的{T}挑出来
        {T}里面，不用跟别家合作、一家单位就负责的有哪些
        哪几{c}{T}只列了一个责任单位
        单家单位负责的{T}，都是哪些
        责任单位就一家的，有哪些{T}
        """),
    COUNT: lines("""
        只有一个责任单位的{T}有几{c}
        由一家单位单独负责的{T}一共多少{c}
        有多少{c}{T}只写了一家责任单位
        """),
    BOTH: lines("""
        只有一家责任单位的{T}有几{c}，是哪几{c}
        """),
    YES: lines("""
        有没有只由一家单位负责的{T}
        是否有{T}只列了一个责任单位
        """),
    NAMED_OWNERS: lines("""
        只有一家责任单位的{T}有哪些，分别归谁
        哪些{T}只有一个责任单位，各是哪家单位
        """),
}


@family
def single(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    draw.need(1 in draw.facts.counts(kind))
    return Select(kind, Has("agency", None, "=", 1)), _SINGLE


_A_AND_N: Shows = {
    NAMES: lines("""
        {a}参与、而且责任单位{k}的{T}有哪些
        {a}负责的{T}里，责任单位{k}的是哪些
        哪些{T}有{a}，同时责任单位{k}
        !列出责任单位{k}、其中有{a}的{T}
        !在{a}负责的{T}里，挑出责任单位{k}的
        责任单位{k}并且包括{a}的{T}，有哪几{c}
        {a}的{T}中，哪几{c}的责任单位{k}
        有{a}在内、责任单位{k}的{T}是哪些
        """),
    COUNT: lines("""
        {a}负责的{T}里，责任单位{k}的有几{c}
        有多少{c}{T}既有{a}参与、责任单位又{k}
        """),
    YES: lines("""
        {a}负责的{T}里，有没有责任单位{k}的
        有没有{T}有{a}参与、而且责任单位{k}
        """),
}


@family
def a_and_n(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    name = draw.agency()
    n = draw.pick(sorted({len(draw.facts.of[one.id]) for one in draw.facts.tasks_of(name, kind)} - {1}))
    sign = draw.comparison(n, "家", exact=True)
    return Select(kind, All((has(name), Has("agency", None, sign, n)))), _A_AND_N


_MOST: Shows = {
    NAMES: lines("""
        责任单位最多的{T}是哪{c}
        哪{c}{T}涉及的单位最多
        参与单位最多的是哪些{T}
        !找出责任单位数量最多的{T}
        牵涉部门最多的{T}是哪一{c}
        {T}里面，哪{c}的责任单位最多
        !按责任单位的个数比一比，哪{c}{T}最多
        需要最多单位一起来做的是哪{c}{T}
        单位最多的{T}，有并列的也算，是哪几{c}
        ~要说责任单位最多，是哪{c}{T}
        """),
    NAMED_OWNERS: lines("""
        责任单位最多的{T}是哪{c}，都有哪些单位
        哪{c}{T}涉及的单位最多，具体是哪些单位
        """),
}


@family
def most_agencies(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    return Select(kind, order=Order("count", what="agency"), take=1), _MOST


_FEWEST: Shows = {
    NAMES: lines("""
        责任单位最少的{T}是哪些
        哪{c}{T}涉及的单位最少
        参与单位最少的{T}有哪几{c}
        !找出责任单位数量最少的{T}
        {T}里面，责任单位最少的是哪{c}
        牵涉部门最少的是哪几{c}{T}
        责任单位最少的{T}，并列的都列出来，有哪些
        ~要说责任单位最少，是哪几{c}{T}
        !把单位最少的{T}挑出来，并列的也要
        """),
    NAMED_OWNERS: lines("""
        责任单位最少的{T}是哪些，分别归谁管
        """),
}


@family
def fewest_agencies(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    draw.need(all(draw.facts.of[one.id] for one in draw.facts.of_kind(kind)))
    return Select(kind, order=Order("count", most=False, what="agency"), take=1), _FEWEST


_SECTION_MOST: Shows = {
    NAMES: lines("""
        {s}里责任单位最多的{T}是哪{c}
        {s}中，哪{c}{T}涉及的单位最多
        !找出{s}里责任单位最多的{T}
        哪{c}{T}在{s}里责任单位最多
        在{s}，参与单位最多的是哪{c}{T}
        !比一比{s}的各{c}{T}，哪{c}责任单位最多
        {s}的{T}当中，牵涉部门最多的是哪一{c}
        {s}的这些{T}里，哪{c}需要的单位最多
        """),
}


@family
def section_most(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    draw.name_kind("measure")
    section, _ = draw.section(agencies=True)
    where = Has("section", Is((section,)))
    return Select("measure", where, Order("count", what="agency"), take=1), _SECTION_MOST


# ------------------------------------------------------------------------------------------------------------ agencies

_BUSIEST: Shows = {
    NAMES: lines("""
        哪个单位负责的{T}最多
        {T}最多的是哪家单位
        谁负责的{T}最多
        !找出承担{T}最多的单位
        ~要说负责的{T}最多，是哪个部门
        所有责任单位里，哪一家的{T}最多
        参与{T}最多的部门是哪个
        !看看哪家单位参与的{T}最多，并列的都写上
        摊上{T}最多的是哪家单位
        在责任单位里出现次数最多的是哪家@task
        """),
    BOTH: lines("""
        哪个单位负责的{T}最多，有几{c}
        {T}最多的单位是谁，一共负责多少{c}
        """),
}


@family
def busiest(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    return Select("agency", order=Order("count", what=kind), take=1), _BUSIEST


_IDLEST: Shows = {
    NAMES: lines("""
        哪些单位负责的{T}最少
        {T}最少的是哪几家单位
        谁承担的{T}最少
        !列出负责{T}最少的单位
        参与{T}最少的部门有哪些
        所有责任单位里，{T}最少的是哪些
        ~要说{T}最少，是哪几家单位
        !把{T}最少的责任单位找出来，并列的也算
        分到{T}最少的单位都有谁
        """),
}


@family
def idlest(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    draw.name_kind("task")
    return Select("agency", order=Order("count", most=False, what="task"), take=1), _IDLEST


_BUSIEST_N: Shows = {
    NAMES: lines("""
        负责{T}最多的{n}家单位是哪些
        {T}数量排前{n}的单位有哪些
        !列出{T}最多的前{n}家单位
        按{T}数量排，前{n}名是哪几家单位
        {T}最多的{n}个部门分别是谁
        !把责任单位按{T}多少排一下，取前{n}家
        ^谁的{T}最多？给我前{n}家单位
        哪{n}家单位承担的{T}最多
        """),
    BOTH: lines("""
        {T}最多的{n}家单位是哪些，各有几{c}
        !列出负责{T}最多的前{n}家单位和各自的{T}数
        """),
}


@family
def busiest_n(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    n = draw.pick([2, 3, 3, 5])
    draw.need(len(draw.facts.agencies) > n + 2)
    draw.slots["n"] = draw.number(n)
    if draw.slots["n"] == "两":
        draw.slots["n"] = "3"
        n = 3
    return Select("agency", order=Order("count", what=kind), take=n), _BUSIEST_N


_BUSIEST_SECTION: Shows = {
    NAMES: lines("""
        {s}里，哪个单位负责的{T}最多
        {s}中{T}最多的单位是哪家
        在{s}谁的{T}最多
        !找出{s}里参与{T}最多的单位
        哪家单位在{s}里承担的{T}最多
        {s}的{T}，落在哪个部门头上的最多
        就{s}来说，负责{T}最多的是哪家单位
        !看看{s}里哪个部门的{T}最多
        """),
}


@family
def busiest_in_section(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    draw.name_kind("measure")
    section, _ = draw.section(agencies=True)
    order = Order("count", what="measure", where=Has("section", Is((section,))))
    return Select("agency", order=order, take=1), _BUSIEST_SECTION


_BUSIEST_LEADER: Shows = {
    NAMES: lines("""
        牵头{T}最多的单位是哪家
        哪个单位牵头的{T}最多
        谁牵头的{T}最多
        !找出牵头{T}最多的部门
        当牵头单位次数最多的是哪家@task
        ~要论牵头，哪家单位的{T}最多
        各单位里，牵头{T}数量最多的是谁
        !看看是哪个部门牵头的{T}最多
        由哪家单位牵头的{T}最多
        """),
    BOTH: lines("""
        牵头{T}最多的是哪个单位，牵头了几{c}
        """),
}


@family
def busiest_leader(draw: Draw) -> tuple[Select, Shows]:
    draw.need(len(draw.facts.leads) > 2)
    kind = draw.kind(rows=False)
    return Select("agency", order=Order("count", what=kind, role=Role.LEAD), take=1), _BUSIEST_LEADER


_BUSIEST_FIRST: Shows = {
    NAMES: lines("""
        哪个单位在责任单位里排第一的次数最多@task
        谁排在第一位的{T}最多
        排在责任单位首位最多的是哪家@task
        !找出列为第一责任单位的{T}最多的部门
        哪家单位打头的{T}最多
        作为第一责任单位，{T}最多的是谁
        {T}的责任单位里，哪家排头名的最多
        第一责任单位当得最多的是哪个部门@task
        责任单位名单的第一个，最常是哪家单位@task
        """),
}


@family
def busiest_first(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    return Select("agency", order=Order("count", what=kind, first=True), take=1), _BUSIEST_FIRST


_EVER_LEAD: Shows = {
    NAMES: lines("""
        哪些单位牵头了{T}
        当过牵头单位的部门有哪些@task
        有牵头{T}的单位是哪几家
        !列出所有牵头单位@task
        !把有{T}要牵头的单位都找出来
        牵头单位一共涉及哪些部门@task
        {T}的牵头单位都有谁
        在{T}里负责牵头的，有哪些单位
        """),
    COUNT: lines("""
        有几家单位牵头了{T}
        牵头单位一共有多少家@task
        """),
}
_NEVER_LEAD: Shows = {
    NAMES: lines("""
        哪些单位一{c}{T}都没有牵头
        从来没当过牵头单位的部门有哪些@task
        没有牵头任何{T}的单位是哪几家
        !列出没有牵头{T}的单位
        只参与、从不牵头的单位有哪些@task
        责任单位里，没牵头过{T}的有谁
        !把一{c}{T}也不牵头的单位找出来
        哪几家单位没有{T}要牵头
        """),
    COUNT: lines("""
        有多少家单位没有牵头任何{T}
        一{c}{T}都不牵头的单位有几家
        """),
    YES: lines("""
        有没有单位一{c}{T}都不牵头
        """),
}


@family
def ever_lead(draw: Draw) -> tuple[Select, Shows]:
    draw.need(len(draw.facts.leads) > 2)
    kind = draw.kind(rows=False)
    if draw.rng.random() < 0.5:
        return Select("agency", Has(kind, role=Role.LEAD)), _EVER_LEAD
    return Select("agency", Not(Has(kind, role=Role.LEAD))), _NEVER_LEAD


_EVER_FIRST: Shows = {
    NAMES: lines("""
        哪些单位在{T}里排过责任单位第一位
        当过第一责任单位的部门有哪些@task
        有排在首位的{T}的单位是哪几家
        !列出在责任单位里排过第一的单位@task
        {T}的第一责任单位都有谁
        !把排在{T}责任单位第一个的部门都列出来
        责任单位名单里打过头的，有哪些单位@task
        哪几家单位做过{T}的第一责任单位
        """),
    COUNT: lines("""
        有几家单位当过第一责任单位@task
        在{T}里排过第一的责任单位有多少家
        """),
}
_NEVER_FIRST: Shows = {
    NAMES: lines("""
        哪些单位从来没排过责任单位第一位@task
        没当过第一责任单位的部门有哪些@task
        在{T}里一次都没排第一的单位是哪几家
        !列出从没排在责任单位首位的单位@task
        !把没有一{c}{T}排第一的单位找出来
        责任单位里，从不打头的有谁@task
        哪几家单位在所有{T}里都不是第一责任单位
        每次都不排第一的责任单位，有哪些@task
        """),
    COUNT: lines("""
        有多少家单位没排过第一@task
        在{T}里一次都没排在首位的单位有几家
        """),
}


@family
def ever_first(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    if draw.rng.random() < 0.5:
        return Select("agency", Has(kind, first=True)), _EVER_FIRST
    return Select("agency", Not(Has(kind, first=True))), _NEVER_FIRST


_AGENCY_EXACTLY: Shows = {
    NAMES: lines("""
        只负责{n}{c}{T}的单位有哪些
        哪些单位正好负责{n}{c}{T}
        刚好有{n}{c}{T}的部门是哪几家
        !列出恰好承担{n}{c}{T}的单位
        !把{T}数正好是{N}的单位找出来
        责任单位里，参与{n}{c}{T}的有哪些，不多不少那种
        哪几家单位不多不少有{n}{c}{T}
        名下{T}正好{n}{c}的，都是哪些部门
        {T}恰好{n}{c}的单位是谁
        """),
    COUNT: lines("""
        正好负责{n}{c}{T}的单位有几家
        有多少家单位刚好承担{n}{c}{T}
        恰好有{n}{c}{T}的部门一共几个
        """),
    YES: lines("""
        有没有单位正好负责{n}{c}{T}
        是否有部门恰好有{n}{c}{T}
        """),
}


@family
def agency_exactly_n(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    numbers = {len(draw.facts.tasks_of(one, kind)) for one in draw.facts.document.agencies} - {0}
    n = draw.pick(sorted(numbers))
    draw.slots.update(n="一" if n == 1 else draw.number(n), N=str(n))
    return Select("agency", Has(kind, None, "=", n)), _AGENCY_EXACTLY


_AGENCY_COMPARE: Shows = {
    NAMES: lines("""
        负责{k}{T}的单位有哪些
        哪些单位的{T}{k}
        {T}{k}的部门是哪几家
        !列出{T}数量{k}的单位
        !把承担{k}{T}的单位找出来
        责任单位里，{T}{k}的有谁
        哪几家单位参与了{k}{T}
        按{T}的数量看，{k}的单位都有哪些
        """),
    COUNT: lines("""
        {T}{k}的单位有几家
        有多少家单位负责{k}{T}
        """),
    YES: lines("""
        有没有单位负责{k}{T}
        是否有部门的{T}{k}
        """),
}


@family
def agency_compare_n(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    numbers = {len(draw.facts.tasks_of(one, kind)) for one in draw.facts.document.agencies} - {0, 1}
    n = draw.pick(sorted(numbers))
    sign = draw.comparison(n, draw.slots["c"])
    draw.need(sign in (">", ">="))  # 不到三项 leaves open whether 0 counts where only measures or rows are meant.
    return Select("agency", Has(kind, None, sign, n)), _AGENCY_COMPARE


_ONLY_ANNEX: Shows = {
    NAMES: lines("""
        只在附件里出现的单位有哪些
        哪些单位只出现在附件，正文里没有
        !列出仅在附件清单里有任务的单位
        正文没提、只有附件里才有的责任单位是哪些
        !把只负责附件里的事、不负责正文措施的单位找出来
        有哪几家单位的任务全在附件里
        责任单位里，只在附件露面的都有谁
        哪些部门光在附件里有份，正文措施里没有它们
        任务都在附件里的，是哪些单位
        """),
    COUNT: lines("""
        只在附件里出现的单位有几家
        有多少家责任单位仅出现在附件里
        """),
    YES: lines("""
        有没有只在附件里出现的单位
        是否有单位的任务全部在附件里
        """),
}
_ONLY_BODY: Shows = {
    NAMES: lines("""
        只在正文措施里出现、附件里没有的单位有哪些
        哪些单位只出现在正文，附件里没有
        !列出仅在正文里有任务的单位
        附件没提到、只有正文里才有的责任单位是哪些
        !把只负责正文措施、不负责附件事项的单位找出来
        有哪几家单位的任务全在正文里
        责任单位里，没进附件、只在正文的都有谁
        哪些部门光在正文措施里有份，附件里没有它们
        """),
    COUNT: lines("""
        只在正文里出现的责任单位有几家
        有多少家单位仅出现在正文措施里
        """),
    YES: lines("""
        有没有只在正文里出现、附件里没有的单位
        """),
}
_ANNEX_BODY: Shows = {
    NAMES: lines("""
        正文和附件里都出现的单位有哪些
        哪些单位既负责正文的措施，又负责附件里的场景
        !列出在正文、附件里都有任务的单位
        既在正文又在附件的责任单位是哪几家
        !把正文措施和附件场景两边都有份的单位找出来
        附件里有、正文里也有的单位，都有谁
        哪几家单位在正文和附件都露面了
        责任单位里，正文附件两头都占的有哪些
        """),
    COUNT: lines("""
        正文和附件里都出现的单位有几家
        有多少家单位既在正文里又在附件里
        """),
    YES: lines("""
        有没有单位在正文和附件里都出现
        """),
}


@family
def only_annex(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.rows and draw.facts.agencies and all(one.in_annex for one in draw.facts.rows))
    return Select("agency", AllHave("task", OfKind("row"))), _ONLY_ANNEX


@family
def only_body(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.rows and draw.facts.agencies and all(one.in_annex for one in draw.facts.rows))
    return Select("agency", AllHave("task", OfKind("measure"))), _ONLY_BODY


@family
def annex_and_body(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.rows and draw.facts.scene and all(one.in_annex for one in draw.facts.rows))
    return Select("agency", All((Has("measure"), Has("row")))), _ANNEX_BODY


_EVERY: Shows = {
    NAMES: lines("""
        {s}的每一{c}{T}里都有的单位是哪些
        哪些单位参与了{s}的每一{c}{T}
        {s}里，每{c}{T}都少不了的责任单位有哪些
        !找出{s}所有{T}都有份的单位
        !把{s}每{c}{T}都出现的部门列出来
        哪家单位把{s}的{T}全参与了
        {s}的全部{T}都涉及的单位是谁
        有哪几家单位，{s}的{T}一{c}不落全都管
        在{s}里，{c}{c}{T}都参与的是哪些单位
        """),
    COUNT: lines("""
        {s}每{c}{T}里都有的单位有几家
        有多少家单位参与了{s}的所有{T}
        """),
    YES: lines("""
        有没有单位参与了{s}的每一{c}{T}
        {s}里，有没有哪家单位是每{c}{T}都参与的
        """),
}


@family
def every_of_section(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    draw.name_kind("measure")
    section, _ = draw.section(agencies=True)
    return Select("agency", InEvery("measure", Has("section", Is((section,))))), _EVERY


_APART: Shows = {
    NAMES: lines("""
        {m}除了{a}，还有哪些责任单位
        除{a}以外，{m}还由谁负责
        {m}的责任单位里，{a}之外还有谁
        !列出{m}除{a}外的其他责任单位
        {a}负责的{m}，另外还有哪些单位参与
        ^{m}不光是{a}一家的事吧，还有哪些单位？
        在{m}上，跟{a}一起负责的都有哪几家单位
        !把{m}里除了{a}的责任单位都告诉我
        ^{m}有{a}我知道，另外还有谁？
        """),
    COUNT: lines("""
        {m}除了{a}还有几家责任单位
        不算{a}，{m}还有多少家责任单位
        除{a}外，{m}另有几个单位负责
        """),
    YES: lines("""
        {m}除了{a}，还有没有别的责任单位
        除{a}以外，{m}是否还有其他单位负责
        """),
}


@family
def apart_from_a(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    one = draw.item(among=[one for one in draw.facts.tasks if len(draw.facts.of[one.id]) > 1])
    name = draw.agency(among=draw.facts.of[one.id])
    return Select("agency", All((Has("task", Is((one.id,))), Not(Is((name,)))))), _APART


_OF_ITEM: Shows = {
    COUNT: lines("""
        {m}有几家责任单位
        {m}由多少家单位负责
        负责{m}的单位有几个
        {m}涉及多少个部门
        多少家单位参与{m}
        {m}的责任单位一共写了几家
        !数一数{m}有几家责任单位
        {m}，责任单位多少家
        到底有几家单位管{m}
        """),
}


@family
def of_item_count(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    one = draw.item(among=[one for one in draw.facts.tasks if draw.facts.of[one.id]])
    return Select("agency", Has("task", Is((one.id,)))), _OF_ITEM


_COMMON: Shows = {
    NAMES: lines("""
        {m}和{m2}共同的责任单位有哪些
        哪些单位同时负责{m}和{m2}
        既参与{m}又参与{m2}的是哪几家单位
        !列出{m}跟{m2}都有的责任单位
        !把{m}和{m2}里重复出现的单位找出来
        {m}与{m2}，两边都管的单位有谁
        {m}的责任单位里，哪些也负责{m2}
        在{m}和{m2}里都出现的单位是哪些
        """),
    COUNT: lines("""
        {m}和{m2}共同的责任单位有几家
        有多少家单位同时负责{m}和{m2}
        """),
    YES: lines("""
        {m}和{m2}有没有共同的责任单位
        有没有单位同时负责{m}和{m2}
        """),
}
_ONE_NOT: Shows = {
    NAMES: lines("""
        负责{m}但不负责{m2}的单位有哪些
        {m}有、{m2}没有的责任单位是哪几家
        哪些单位参与了{m}，却没参与{m2}
        !列出在{m}里、不在{m2}里的责任单位
        !把{m}的责任单位中跟{m2}无关的挑出来
        {m}的责任单位里，哪些没有出现在{m2}里
        ~只看{m}和{m2}，管前者不管后者的单位有谁
        跟{m2}比，{m}多了哪些责任单位
        """),
    COUNT: lines("""
        负责{m}而不负责{m2}的单位有几家
        {m}的责任单位里有多少家没参与{m2}
        """),
    YES: lines("""
        有没有单位负责{m}但不负责{m2}
        """),
}


def _two_items(draw: Draw) -> tuple[str, str]:
    facts = draw.facts
    draw.need(facts.agencies)
    one = draw.item(among=[one for one in facts.measures if len(facts.of[one.id]) > 1])
    others = [other for other in facts.measures if facts.of[other.id] and other.id != one.id]
    near = [other for other in others if set(facts.of[other.id]) & set(facts.of[one.id])]
    return one.id, draw.item("m2", near if near and draw.rng.random() < 0.8 else others).id


@family
def common_to_two(draw: Draw) -> tuple[Select, Shows]:
    one, two = _two_items(draw)
    return Select("agency", All((Has("task", Is((one,))), Has("task", Is((two,)))))), _COMMON


@family
def one_not_other(draw: Draw) -> tuple[Select, Shows]:
    one, two = _two_items(draw)
    return Select("agency", All((Has("task", Is((one,))), Not(Has("task", Is((two,))))))), _ONE_NOT


_PARTNERS: Shows = {
    NAMES: lines("""
        跟{a}一起承担{T}的单位有哪些
        {a}和哪些单位共同承担{T}
        哪些部门跟{a}有共同的{T}
        !列出与{a}合作过{T}的所有单位
        {a}负责的{T}里，还出现了哪些别的单位
        !把在{T}里跟{a}搭档的单位都列出来
        {a}承担{T}的时候要跟谁合作
        有{a}的{T}，另外还涉及哪些单位
        ^我们是{a}，想知道承担{T}要跟哪些单位打交道
        与{a}同列为{T}责任单位的，有哪几家
        """),
    COUNT: lines("""
        跟{a}一起承担{T}的单位有多少家
        {a}承担{T}时一共要和几家单位合作
        """),
    YES: lines("""
        有没有单位跟{a}一起承担{T}
        """),
}


@family
def partners(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    name = draw.agency()
    return Select("agency", All((Has(kind, has(name)), Not(Is((name,)))))), _PARTNERS


_PARTNERS_ON: Shows = {
    NAMES: lines("""
        在提到{w}的{T}里，跟{a}一起负责的有哪些单位
        {a}参与的、讲到{w}的{T}里，还有哪些其他单位
        哪些单位和{a}一起负责提到{w}的{T}
        !列出在涉及{w}的{T}上与{a}共同负责的单位
        凡是写到{w}的{T}，{a}都跟哪些单位搭档
        {T}里提到{w}、又归{a}管的，其他责任单位是谁
        !把跟{a}共同承担提及{w}的{T}的单位列出来
        {a}在提到{w}的{T}上要跟谁合作
        """),
    COUNT: lines("""
        在提到{w}的{T}里，跟{a}一起负责的单位有几家
        """),
}


@family
def partners_on(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    kinds: tuple[Kind, ...] = ("task", "measure")
    kind = draw.pick(kinds)
    draw.name_kind(kind)
    name = draw.agency()
    shared = [one for one in draw.facts.tasks_of(name, "measure") if len(draw.facts.of[one.id]) > 1]
    word = draw.word(among=shared)
    return Select("agency", All((Has(kind, All((has(name), Says((word,))))), Not(Is((name,)))))), _PARTNERS_ON


_CLOSEST: Shows = {
    NAMES: lines("""
        跟{a}共同负责的{T}最多的是哪家单位
        哪个部门和{a}合作的{T}最多
        {a}跟谁一起负责的{T}最多
        !找出与{a}共同{T}最多的单位
        在{T}里，和{a}搭档次数最多的单位是谁
        {a}的{T}里，除它自己以外出现最多的是哪家单位
        !看看哪家单位跟{a}一起出现在{T}里的次数最多
        跟{a}同为{T}责任单位次数最多的是哪家
        """),
}


@family
def closest_partner(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    busy = [one for one in draw.facts.agencies if len(draw.facts.tasks_of(one)) >= 3]
    name = draw.agency(among=busy)
    return Select("agency", Not(Is((name,))), Order("count", what=kind, where=has(name)), take=1), _CLOSEST


_AGENCIES_SECTION: Shows = {
    NAMES: lines("""
        {s}涉及哪些单位
        哪些部门负责{s}
        {s}的责任单位都有谁
        !列出{s}里出现的全部责任单位
        !把{s}涉及的部门理一份名单
        {s}里面，都有哪些单位要参与
        参与{s}的单位有哪些
        {s}里的事，都是哪些部门在管
        责任单位里，在{s}有任务的是哪些
        """),
    COUNT: lines("""
        {s}一共涉及多少家单位
        有几个部门参与{s}
        {s}的责任单位有几家
        负责{s}的单位总共多少个
        {s}去重以后有多少家责任单位
        """),
    BOTH: lines("""
        {s}涉及多少家单位，分别是哪些
        {s}的责任单位有哪些，一共几家
        """),
}
_TIMES: Shows = {
    COUNT: lines("""
        {s}的责任单位不去重一共多少家次
        {s}里责任单位总共出现了多少家次
        !数一下{s}的责任单位，重复的也算，共多少家次
        ~重复出现的重复算，{s}一共列了多少家次责任单位
        {s}共有多少家次责任单位
        按家次算，{s}的责任单位有多少
        {s}各条责任单位加起来多少家次，不去重
        ~不剔除重复的话，{s}一共有几家次的责任单位
        """),
}


@family
def agencies_section(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    section, _ = draw.section(agencies=True)
    return Select("agency", Has("section", Is((section,)))), _AGENCIES_SECTION


@family
def agencies_section_times(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    section, _ = draw.section(agencies=True)
    return Select("agency", Has("section", Is((section,))), repeats=True), _TIMES


_AGENCIES_DOMAIN: Shows = {
    NAMES: lines("""
        {d}涉及哪些单位
        哪些部门负责{d}的场景
        {d}的责任单位都有谁
        !列出附件里{d}的全部责任单位
        !把{d}的场景涉及的单位理一份名单
        在{d}有场景的单位是哪几家
        附件中{d}的场景，是由哪些单位负责的
        参与{d}的单位有哪些
        """),
    COUNT: lines("""
        {d}一共涉及几家单位
        有多少个部门负责{d}的场景
        {d}的责任单位有几家
        """),
    BOTH: lines("""
        {d}涉及多少家单位，分别是谁
        """),
}


@family
def agencies_domain(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.scene)
    return Select("agency", Has("domain", Is((draw.domain(),)))), _AGENCIES_DOMAIN


_AGENCIES_WORD: Shows = {
    NAMES: lines("""
        提到{w}的{T}一共涉及哪些单位
        哪些单位参与了提到{w}的{T}
        讲到{w}的{T}，责任单位总共有哪几家
        !列出写到{w}的{T}所涉及的全部单位
        哪些部门的{T}里提到了{w}
        !把有{T}提到{w}的责任单位都找出来
        {T}里写了{w}的那些，牵涉到哪些部门
        内容提到{w}的{T}，要由哪几家单位来负责
        """),
    COUNT: lines("""
        提到{w}的{T}一共涉及多少家单位
        有几家单位的{T}里讲到了{w}
        """),
}


@family
def agencies_word(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    kinds: tuple[Kind, ...] = ("task", "measure")
    kind = draw.pick(kinds)
    draw.name_kind(kind)
    word = draw.word(among=[one for one in draw.facts.measures if draw.facts.of[one.id]])
    return Select("agency", Has(kind, Says((word,)))), _AGENCIES_WORD


# -------------------------------------------------------------------------------------------------- sections and domains

_SECTION_ITEMS: Shows = {
    NAMES: lines("""
        {s}有哪些{T}
        {s}都包括哪几{c}{T}
        !列出{s}的全部{T}
        !把{s}里的{T}按顺序列给我
        哪些{T}属于{s}
        放在{s}里的{T}是哪些
        {s}下面都有什么{T}
        {s}的{T}分别叫什么
        哪几{c}{T}归在{s}
        """),
    COUNT: lines("""
        {s}有几{c}{T}
        {s}一共多少{c}{T}
        多少{c}{T}放在{s}
        {s}下面总共列了几{c}{T}
        属于{s}的{T}有多少{c}
        """),
    BOTH: lines("""
        {s}有几{c}{T}，分别是什么
        {s}包含哪些{T}，总共多少{c}
        """),
}
_SECTION_OWNERS: Shows = {
    NAMED_OWNERS: lines("""
        {s}有哪些{T}，分别由谁负责
        !列出{s}的{T}和各自的责任单位
        {s}的{T}都是哪些，各归哪个单位管
        """),
    OWNERS: lines("""
        {s}的各{c}{T}分别由谁负责
        {s}里的每{c}{T}各归哪些单位
        """),
}


@family
def section_items(draw: Draw) -> tuple[Select, Shows]:
    draw.name_kind("measure")
    section, under = draw.section()
    titled = all(one.title for one in under)
    said = _SECTION_ITEMS[NAMES] if titled else tuple(one for one in _SECTION_ITEMS[NAMES] if "什么" not in one)
    owned = _SECTION_OWNERS if draw.facts.agencies and all(draw.facts.of[one.id] for one in under) else {}
    return Select("measure", Has("section", Is((section,)))), {**_SECTION_ITEMS, NAMES: said, **owned}


_DOMAIN_ROWS: Shows = {
    NAMES: lines("""
        {d}有哪些{T}
        {d}都包括哪几个{T}
        !列出附件里{d}的全部{T}
        !把{d}的{T}都列给我
        哪些{T}属于{d}
        附件清单中，归在{d}的{T}是哪些
        {d}下面都有什么{T}
        ^想了解{d}，附件里有哪些{T}？
        """),
    COUNT: lines("""
        {d}有几个{T}
        {d}一共列了多少个{T}
        属于{d}的{T}有多少个
        """),
    BOTH: lines("""
        {d}有几个{T}，分别是什么
        """),
    NAMED_OWNERS: lines("""
        {d}有哪些{T}，分别由谁负责
        !列出{d}的{T}和各自的责任单位
        """),
}


@family
def domain_rows(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.scene and draw.facts.rows)
    draw.name_kind("row")
    return Select("row", Has("domain", Is((draw.domain(),)))), _DOMAIN_ROWS


_AGENCY_SECTION: Shows = {
    NAMES: lines("""
        {a}在{s}里负责哪些{T}
        {s}里，归{a}管的{T}有哪些
        {s}中有哪几{c}{T}是{a}参与的
        !列出{s}里责任单位有{a}的{T}
        !把{a}在{s}的{T}挑出来
        哪些{T}在{s}里，又由{a}负责
        {a}的{T}里，属于{s}的是哪几{c}
        就{s}而言，{a}要做哪些{T}
        ^我只关心{s}，{a}在这里面有哪些{T}？
        """),
    COUNT: lines("""
        {a}在{s}里负责几{c}{T}
        {s}里有多少{c}{T}归{a}管
        """),
    YES: lines("""
        {a}在{s}里有没有要负责的{T}
        {s}里有没有{a}负责的{T}
        """),
}


@family
def agency_in_section(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    draw.name_kind("measure")
    section, under = draw.section()
    there = sorted({name for one in under for name in draw.facts.of[one.id]})
    name = draw.agency(among=there if draw.rng.random() < 0.85 else None)
    return Select("measure", All((has(name), Has("section", Is((section,)))))), _AGENCY_SECTION


_AGENCY_DOMAIN: Shows = {
    NAMES: lines("""
        {a}在{d}负责哪些{T}
        {d}里，归{a}管的{T}有哪些
        {d}中有哪几个{T}是{a}负责的
        !列出{d}里责任单位为{a}的{T}
        !把{a}在{d}的{T}挑出来
        哪些{T}属于{d}，又由{a}负责
        {a}负责的{T}里，属于{d}的是哪几个
        就{d}来说，{a}要管哪些{T}
        """),
    COUNT: lines("""
        {a}在{d}负责几个{T}
        {d}里有多少个{T}归{a}管
        """),
    YES: lines("""
        {d}里有没有{a}负责的{T}
        {a}在{d}有没有{T}
        """),
}


@family
def agency_in_domain(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.scene and draw.facts.rows)
    draw.name_kind("row")
    domain = draw.domain()
    there = sorted({name for one in draw.facts.rows if one.domain == domain for name in draw.facts.of[one.id]})
    name = draw.agency(among=there)
    return Select("row", All((has(name), Has("domain", Is((domain,)))))), _AGENCY_DOMAIN


_SECTIONS_MOST: Shows = {
    NAMES: lines("""
        {Pq}的{T}最多
        {T}最多的是{Pq}
        !找出{T}最多的{P}
        全文{Pq}包含的{T}最多
        ~要数{T}最多，是{Pq}
        {T}数量排在头一位的是{Pq}
        按{T}数量比，{Pq}排第一
        !比较一下{Pa}，看{Pq}{T}最多
        {T}数量最多的{P}叫什么
        """),
    BOTH: lines("""
        {Pq}的{T}最多，有几{c}
        {T}最多的是{Pq}，一共多少{c}
        """),
}
_SECTIONS_FEWEST: Shows = {
    NAMES: lines("""
        {Pq}的{T}最少
        {T}最少的是{Pq}
        !找出{T}最少的{P}
        全文{Pqs}包含的{T}最少
        ~要数{T}最少，是{Pq}
        按{T}数量比，{Pq}最少
        !比较一下{Pa}，看{Pq}{T}最少
        {T}数量最少的{P}叫什么
        """),
    BOTH: lines("""
        {Pq}的{T}最少，只有几{c}
        """),
}


def _sections_ready(draw: Draw, *, full: bool = False) -> None:
    """Names for sections in general: only where all are of one level, and all have measures if they must."""
    facts = draw.facts
    draw.need(facts.flat and len(facts.document.sections) >= 3)
    draw.need(not full or len(facts.sections) == len(facts.document.sections))
    draw.name_kind("measure")
    if facts.chapters:
        draw.slots.update(P="章", Pq="哪一章", Pqs="哪几章", Pe="每一章", Pa="各章", Pn="几章", Pn2="有几章")
    else:
        draw.slots.update(
            P="部分", Pq="哪个部分", Pqs="哪些部分", Pe="每个部分", Pa="各个部分", Pn="几个部分", Pn2="有几个"
        )


@family
def sections_by_items(draw: Draw) -> tuple[Select, Shows]:
    _sections_ready(draw)
    if draw.rng.random() < 0.55:
        return Select("section", order=Order("count", what="measure"), take=1), _SECTIONS_MOST
    _sections_ready(draw, full=True)
    order = Order("count", most=False, what="measure")
    return Select("section", order=order, take=1), _SECTIONS_FEWEST


_SECTIONS_N: Shows = {
    NAMES: lines("""
        {Pqs}的{T}{k}
        {T}{k}的{P}有哪些
        !列出{T}数量{k}的{P}
        !把{T}{k}的{P}找出来
        {Pa}里，{T}{k}的是{Pqs}
        有{k}{T}的是{Pqs}
        {Pqs}包含{k}{T}
        按{T}的数量看，{k}的是{Pqs}
        """),
    COUNT: lines("""
        {T}{k}的{P}一共{Pn2}
        有{Pn}包含{k}{T}
        """),
    YES: lines("""
        是否有{T}{k}的{P}
        有没有{T}{k}的{P}
        """),
}


@family
def sections_n(draw: Draw) -> tuple[Select, Shows]:
    _sections_ready(draw, full=True)
    n = draw.pick(sorted({len(under) for under in draw.facts.sections.values()}))
    sign = draw.comparison(n, draw.slots["c"], exact=True)
    return Select("section", Has("measure", None, sign, n)), _SECTIONS_N


_SECTIONS_AGENCIES: Shows = {
    NAMES: lines("""
        {Pq}涉及的单位最多
        责任单位最多的是{Pq}
        !找出涉及部门最多的{P}
        {Pq}参与的单位最多
        ~要数责任单位最多，是{Pq}
        按责任单位的数量比，{Pq}最多
        !比较一下{Pa}，看{Pq}涉及的部门最多
        牵涉单位最多的{P}叫什么
        """),
    BOTH: lines("""
        {Pq}涉及的单位最多，有多少家
        """),
}
_SECTIONS_TIMES: Shows = {
    NAMES: lines("""
        按家次算，{Pq}的责任单位最多
        责任单位家次最多的是{Pq}
        !找出责任单位家次最多的{P}，重复的重复算
        不去重的话，{Pq}的责任单位最多
        ~重复出现的也算，{Pq}列的责任单位最多
        {Pq}的责任单位家次最高
        !按家次比较{Pa}的责任单位，{Pq}最多
        ~如果单位重复出现也累计，{Pq}的责任单位最多
        """),
}


@family
def sections_agencies(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    _sections_ready(draw)
    if draw.rng.random() < 0.65:
        return Select("section", order=Order("count", what="agency"), take=1), _SECTIONS_AGENCIES
    return Select("section", order=Order("count", what="agency", repeats=True), take=1), _SECTIONS_TIMES


_SECTIONS_OF: Shows = {
    NAMES: lines("""
        {a}在{Pqs}有任务
        {Pqs}有{a}的任务
        !列出{a}有任务的{P}
        {a}的任务分布在{Pqs}
        {Pqs}涉及{a}
        !看看{a}出现在{Pqs}
        有{a}参与的是{Pqs}
        从全文看，{Pqs}里有{a}要负责的事
        """),
    COUNT: lines("""
        {a}在{Pn}里有任务
        有{Pn}涉及{a}
        """),
}
_SECTIONS_NOT: Shows = {
    NAMES: lines("""
        {a}在{Pqs}没有任务
        {Pqs}没有{a}的任务
        !列出{a}没有任务的{P}
        {Pqs}不涉及{a}
        没有{a}参与的是{Pqs}
        !找出没出现{a}的{P}
        从全文看，{Pqs}跟{a}没关系
        {a}一件事都没有的，是{Pqs}
        """),
    COUNT: lines("""
        有{Pn}不涉及{a}
        {a}没有任务的{P}一共{Pn2}
        """),
    YES: lines("""
        有没有{P}不涉及{a}
        """),
}


@family
def sections_of_a(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    _sections_ready(draw)
    busy = [one for one in draw.facts.agencies if draw.facts.tasks_of(one, "measure")]
    name = draw.agency(among=busy)
    if draw.rng.random() < 0.6:
        return Select("section", has(name)), _SECTIONS_OF
    _sections_ready(draw, full=True)
    return Select("section", Not(has(name))), _SECTIONS_NOT


_SECTIONS_WORD: Shows = {
    NAMES: lines("""
        {Pqs}的{T}提到了{w}
        有{T}提到{w}的是{Pqs}
        !列出有{T}讲到{w}的{P}
        提到{w}的{T}分布在{Pqs}
        {Pqs}里有写到{w}的{T}
        !看看{Pqs}的{T}里出现过{w}
        {w}这个词，{Pqs}的{T}里有
        从{Pa}来看，{Pqs}有{T}提到{w}
        """),
    COUNT: lines("""
        有{Pn}的{T}提到了{w}
        {T}里出现{w}的{P}一共{Pn2}
        """),
}


@family
def sections_word(draw: Draw) -> tuple[Select, Shows]:
    _sections_ready(draw)
    word = draw.word(among=draw.facts.measures)
    return Select("section", Has("measure", Says((word,)))), _SECTIONS_WORD


_DOMAINS_MOST: Shows = {
    NAMES: lines("""
        哪个领域的{T}最多
        {T}最多的是哪个领域
        !找出附件里{T}最多的领域
        附件清单中，哪个领域列的{T}最多
        ~要数{T}最多，是哪个领域
        按{T}数量比，哪个应用领域排第一
        !比较一下各领域，看哪个{T}最多
        附件里{T}数量排在头一位的是哪个领域
        """),
    BOTH: lines("""
        哪个领域的{T}最多，有几个
        """),
}
_DOMAINS_FEWEST: Shows = {
    NAMES: lines("""
        哪个领域的{T}最少
        {T}最少的是哪个领域
        !找出附件里{T}最少的领域
        附件清单中，哪些领域列的{T}最少
        ~要数{T}最少，是哪个领域
        按{T}数量比，哪个应用领域垫底
        !比较一下各领域，看哪个{T}最少
        哪几个领域{T}最少，并列的都算
        """),
    BOTH: lines("""
        哪个领域的{T}最少，只有几个
        """),
}


@family
def domains_by_rows(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.scene and len(draw.facts.domains) > 2)
    draw.name_kind("row")
    if draw.rng.random() < 0.55:
        return Select("domain", order=Order("count", what="row"), take=1), _DOMAINS_MOST
    return Select("domain", order=Order("count", most=False, what="row"), take=1), _DOMAINS_FEWEST


_DOMAINS_N: Shows = {
    NAMES: lines("""
        哪些领域的{T}{k}
        {T}{k}的领域有哪些
        !列出附件里{T}数量{k}的领域
        !把{T}{k}的领域找出来
        附件各领域中，{T}{k}的是哪些
        有{k}{T}的是哪几个领域
        哪几个应用领域包含{k}{T}
        按{T}的数量看，{k}的是哪些领域
        """),
    COUNT: lines("""
        {T}{k}的领域有几个
        有多少个领域包含{k}{T}
        """),
    YES: lines("""
        有没有领域的{T}{k}
        附件里有没有{T}{k}的领域
        """),
}


@family
def domains_n(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.scene and len(draw.facts.domains) > 2)
    draw.name_kind("row")
    n = draw.pick(sorted(set(Counter(one.domain for one in draw.facts.rows).values())))
    sign = draw.comparison(n, "个", exact=True)
    return Select("domain", Has("row", None, sign, n)), _DOMAINS_N


_DOMAINS_OF: Shows = {
    NAMES: lines("""
        {a}负责哪些领域的场景
        附件里，{a}涉及哪些领域
        哪些领域有{a}负责的场景
        !列出{a}有场景的领域
        {a}负责的场景分布在哪几个领域
        !看看附件里哪些领域归{a}管
        附件各领域中，有{a}参与的是哪几个
        在附件里，{a}管着哪些应用领域
        """),
    COUNT: lines("""
        {a}在附件里涉及几个领域
        有多少个领域的场景由{a}负责
        """),
}


@family
def domains_of_a(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.scene and len(draw.facts.domains) > 2)
    name = draw.agency(among=[one for one in draw.facts.agencies if draw.facts.tasks_of(one, "row")])
    return Select("domain", has(name)), _DOMAINS_OF


# --------------------------------------------------------------------------------------------------------------- words

_NAMED: Shows = {
    NAMES: lines("""
        名称里带{w}的{T}有哪些
        哪些{T}的名称里有{w}
        {t}中出现{w}的{T}是哪几{c}
        !列出{t}里含{w}的{T}
        !把{t}带有{w}的{T}都找出来
        {T}的{t}里，哪几{c}写了{w}
        哪几{c}{T}在{t}里就提到{w}
        {t}含有{w}这个词的{T}，都有哪些
        ~看{t}，带{w}的{T}是哪些
        """),
    COUNT: lines("""
        {t}里有{w}的{T}有几{c}
        有多少{c}{T}的{t}里出现了{w}
        """),
    YES: lines("""
        有没有{t}里带{w}的{T}
        是否有{T}的{t}里写了{w}
        """),
    OWNERS: lines("""
        {t}里带{w}的{T}归谁管
        {t}中有{w}的{T}由谁负责
        """),
    NAMED_OWNERS: lines("""
        {t}里有{w}的{T}有哪些，分别归哪家单位
        """),
}


@family
def named(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(agencies=bool(draw.facts.agencies))
    draw.need(all(isinstance(one, Scenario) or one.title for one in draw.facts.of_kind(kind)))
    draw.slots["t"] = "名称" if kind != "measure" else "标题"
    word = draw.word(among=draw.facts.of_kind(kind), name=True)
    shows = _NAMED if draw.facts.agencies else {show: _NAMED[show] for show in (NAMES, COUNT, YES)}
    if kind == "measure":
        shows = {**shows, NAMES: tuple(one.replace("名称", "标题") for one in shows[NAMES])}
    return Select(kind, Says((word,), "name")), shows


_SAYS: Shows = {
    NAMES: lines("""
        提到{w}的{T}有哪些
        哪些{T}讲到了{w}
        {w}在哪几{c}{T}里出现过
        !列出所有提到{w}的{T}
        !把内容里有{w}的{T}都找出来
        {T}里面，写到{w}的是哪几{c}
        哪几{c}{T}的内容里出现了{w}这个词
        {w}都写在哪些{T}里了
        ^想查{w}，都有哪几{c}{T}提到？
        """),
    COUNT: lines("""
        有几{c}{T}提到了{w}
        提到{w}的{T}一共多少{c}
        {w}在多少{c}{T}里出现过
        """),
    BOTH: lines("""
        提到{w}的{T}有几{c}，分别是哪些
        """),
    YES: lines("""
        有没有{T}提到{w}
        是否有{T}写到了{w}
        """),
}
_SAYS_OWNERS: Shows = {
    OWNERS: lines("""
        提到{w}的{T}分别归谁管
        写到{w}的{T}各由谁负责
        """),
    NAMED_OWNERS: lines("""
        哪些{T}提到{w}，各由谁负责
        """),
}


@family
def says(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(agencies=bool(draw.facts.agencies), rows=False)
    word = draw.word(among=draw.facts.measures)
    return Select(kind, Says((word,))), {**_SAYS, **(_SAYS_OWNERS if draw.facts.agencies else {})}


_SAYS_BOTH: Shows = {
    NAMES: lines("""
        同时提到{w}和{v}的{T}有哪些
        哪些{T}既讲到{w}又讲到{v}
        {w}和{v}都出现的{T}是哪几{c}
        !列出内容里{w}、{v}两个词都有的{T}
        !把{w}跟{v}都写到了的{T}挑出来
        {T}里面，{w}、{v}都提了的有哪些
        哪几{c}{T}里面{w}和{v}一起出现
        ~不光提到{w}，还提到{v}的{T}，有哪些
        提{w}的同时也提了{v}，这样的{T}是哪几{c}
        """),
    COUNT: lines("""
        同时提到{w}和{v}的{T}有几{c}
        有多少{c}{T}既写了{w}又写了{v}
        """),
    YES: lines("""
        有没有{T}同时提到{w}和{v}
        是否有{T}既讲{w}又讲{v}
        """),
}
_SAYS_EITHER: Shows = {
    NAMES: lines("""
        提到{w}或者{v}的{T}有哪些
        哪些{T}讲到了{w}或{v}
        {w}和{v}至少出现一个的{T}是哪几{c}
        !列出内容里有{w}或{v}的{T}
        !把提到{w}或者提到{v}的{T}都找出来
        {T}里面，{w}、{v}只要提了一个就算，有哪些
        哪几{c}{T}写到{w}或{v}其中任意一个
        ~要么提到{w}、要么提到{v}，两个都提也行，这样的{T}有哪些
        ~不论是{w}还是{v}，提到其中一个的{T}是哪些
        """),
    COUNT: lines("""
        提到{w}或{v}的{T}有几{c}
        有多少{c}{T}写了{w}或者{v}
        """),
    YES: lines("""
        有没有{T}提到{w}或者{v}
        """),
}
_SAYS_NOT: Shows = {
    NAMES: lines("""
        提到{w}但没提到{v}的{T}有哪些
        哪些{T}讲了{w}，却没讲{v}
        出现了{w}而没出现{v}的{T}是哪几{c}
        !列出内容里有{w}、没有{v}的{T}
        !把写到{w}、又没写{v}的{T}挑出来
        提到{w}的{T}里，哪些没有提{v}
        哪几{c}{T}只提{w}、不提{v}
        {T}当中，出现{w}但不出现{v}的都有哪些
        没提{v}、但提到{w}的，是哪些{T}
        """),
    COUNT: lines("""
        提到{w}但没提{v}的{T}有几{c}
        有多少{c}{T}写了{w}却没写{v}
        """),
    YES: lines("""
        有没有{T}提到{w}却没提到{v}
        """),
}


def _with_two_words(draw: Draw) -> tuple[Kind, str, str]:
    kind = draw.kind(agencies=bool(draw.facts.agencies), rows=False)
    one = draw.word("w", draw.facts.measures)
    near = [item for item in draw.facts.measures if one in item.body + item.title]
    two = draw.word("v", near if draw.rng.random() < 0.8 else draw.facts.measures)
    return kind, one, two


@family
def says_both(draw: Draw) -> tuple[Select, Shows]:
    kind, one, two = _with_two_words(draw)
    return Select(kind, Says((one, two))), _SAYS_BOTH


@family
def says_either(draw: Draw) -> tuple[Select, Shows]:
    kind, one, two = _with_two_words(draw)
    return Select(kind, Says((one, two), every=False)), _SAYS_EITHER


@family
def says_not(draw: Draw) -> tuple[Select, Shows]:
    kind, one, two = _with_two_words(draw)
    return Select(kind, All((Says((one,)), Not(Says((two,)))))), _SAYS_NOT


_SECTION_SAYS: Shows = {
    NAMES: lines("""
        {s}里提到{w}的{T}有哪些
        {s}中，哪些{T}讲到了{w}
        !列出{s}里写到{w}的{T}
        哪几{c}{T}属于{s}，并且提到{w}
        在{s}里面，{w}出现在哪几{c}{T}
        !把{s}里含有{w}的{T}找出来
        {s}的{T}当中，提到{w}的是哪些
        {w}在{s}的哪几{c}{T}里出现
        ~只看{s}，有哪些{T}写了{w}
        """),
    COUNT: lines("""
        {s}里有几{c}{T}提到{w}
        {s}中写到{w}的{T}一共多少{c}
        """),
    YES: lines("""
        {s}里有没有{T}提到{w}
        {s}中是否有{T}讲到{w}
        """),
}
_AGENCY_SAYS: Shows = {
    NAMES: lines("""
        {a}负责的{T}里，提到{w}的有哪些
        哪些{T}提到{w}，而且归{a}管
        !列出{a}参与的、写到{w}的{T}
        提到{w}的{T}中，由{a}负责的是哪几{c}
        {a}有哪几{c}{T}讲到了{w}
        !把责任单位有{a}、内容里有{w}的{T}找出来
        {a}的{T}当中，哪几{c}出现了{w}
        既归{a}负责、又写到{w}的{T}，有哪些
        """),
    COUNT: lines("""
        {a}负责的{T}里，有几{c}提到{w}
        提到{w}又归{a}管的{T}有多少{c}
        """),
    YES: lines("""
        {a}负责的{T}里，有没有提到{w}的
        有没有提到{w}、又由{a}负责的{T}
        """),
}


@family
def section_says(draw: Draw) -> tuple[Select, Shows]:
    draw.name_kind("measure")
    section, under = draw.section()
    word = draw.word(among=under)
    return Select("measure", All((Has("section", Is((section,))), Says((word,))))), _SECTION_SAYS


@family
def agency_says(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    name = draw.agency()
    word = draw.word(among=draw.facts.tasks_of(name, "measure") or None)
    return Select(kind, All((has(name), Says((word,))))), _AGENCY_SAYS


# ---------------------------------------------------------------------------------------------- likeness, place, lists

_SAME: Shows = {
    NAMES: lines("""
        跟{m}责任单位完全相同的{T}有哪些
        哪些{T}的责任单位和{m}一模一样
        还有哪几{c}{T}与{m}的责任单位相同
        !找出责任单位跟{m}完全一致的其他{T}
        !把和{m}由同样几家单位负责的{T}列出来
        {m}的责任单位，跟哪些{T}的完全一样
        除了{m}，哪些{T}也是由同样这几家单位负责的
        责任单位名单与{m}一致的，是哪几{c}{T}
        """),
    COUNT: lines("""
        责任单位和{m}完全相同的{T}有几{c}
        有多少{c}{T}跟{m}的责任单位一模一样
        """),
    YES: lines("""
        有没有{T}的责任单位跟{m}完全一样
        是否有其他{T}与{m}的责任单位相同
        """),
}
_SAME_ORDER: Shows = {
    NAMES: lines("""
        责任单位和排列顺序都跟{m}一样的{T}有哪些
        哪些{T}的责任单位连顺序都和{m}相同
        跟{m}责任单位一致、排序也一致的是哪几{c}{T}
        !找出责任单位及其顺序与{m}完全相同的{T}
        !把责任单位跟{m}相同而且先后顺序也相同的{T}列出来
        {m}的责任单位，和哪些{T}的连排列次序都一样
        ~不光单位一样，连先后次序都和{m}一样的{T}，有哪些
        还有哪几{c}{T}，责任单位的名单和顺序都与{m}一致
        """),
    COUNT: lines("""
        责任单位和顺序都跟{m}一样的{T}有几{c}
        """),
    YES: lines("""
        有没有{T}的责任单位连顺序都跟{m}一样
        """),
}
_ANY_SAME: Shows = {
    NAMES: lines("""
        哪些{T}的责任单位跟别的{T}完全相同
        责任单位一模一样的{T}有哪些
        !找出责任单位完全相同的{T}
        有哪几{c}{T}彼此的责任单位是一样的
        !把责任单位跟其他{T}重合、完全一致的{T}列出来
        {T}里面，责任单位完全一致的是哪几{c}
        哪些{T}是由完全相同的一组单位负责的
        责任单位跟另外某{c}{T}一模一样的，都有哪些{T}
        """),
    COUNT: lines("""
        有多少{c}{T}的责任单位跟别的{T}完全一样
        """),
    YES: lines("""
        有没有责任单位完全相同的{T}
        有没有两{c}{T}的责任单位一模一样
        是否有{T}跟别的{T}责任单位完全一致
        """),
}


def _with_twin(draw: Draw) -> Task:
    facts = draw.facts
    draw.need(facts.agencies)
    draw.name_kind("task")
    groups = Counter(frozenset(facts.of[one.id]) for one in facts.tasks if facts.of[one.id])
    twins = [one for one in facts.tasks if groups[frozenset(facts.of[one.id])] > 1]
    owned = [one for one in facts.tasks if facts.of[one.id]]
    paired = [one for one in twins if isinstance(one, Measure)]
    if paired and draw.rng.random() < 0.5:
        return draw.item(among=paired)
    return draw.item(among=twins if twins and draw.rng.random() < 0.7 else owned)


@family
def same_agencies(draw: Draw) -> tuple[Select, Shows]:
    return Select("task", SameAgencies(_with_twin(draw).id)), _SAME


@family
def same_order(draw: Draw) -> tuple[Select, Shows]:
    one = _with_twin(draw)
    draw.need(len(draw.facts.of[one.id]) > 1)
    return Select("task", SameAgencies(one.id, in_order=True)), _SAME_ORDER


@family
def any_same(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    draw.name_kind("task")
    return Select("task", SameAgencies()), _ANY_SAME


_FIRST_N: Shows = {
    NAMES: lines("""
        {s}的前{n}{c}{T}是哪些
        {s}开头的{n}{c}{T}是哪几{c}
        !列出{s}最前面的{n}{c}{T}
        {s}里排在最前面的{n}{c}{T}有哪些
        !把{s}的头{n}{c}{T}列出来
        {s}打头{n}{c}{T}，都是哪几{c}
        ~从头数，{s}的前{n}{c}{T}分别是哪些
        哪{n}{c}{T}排在{s}的最前面
        """),
}
_LAST_N: Shows = {
    NAMES: lines("""
        {s}的最后{n}{c}{T}是哪些
        {s}末尾的{n}{c}{T}是哪几{c}
        !列出{s}最后面的{n}{c}{T}
        {s}里排在最后的{n}{c}{T}有哪些
        !把{s}的后{n}{c}{T}列出来
        {s}收尾的{n}{c}{T}，都是哪几{c}
        ~从后往前数，{s}的最后{n}{c}{T}分别是哪些
        哪{n}{c}{T}排在{s}的最后面
        """),
}
_FIRST_ONE: Shows = {
    NAMES: lines("""
        {s}排在最前面的{T}是哪{c}
        {s}打头的是哪{c}{T}
        {s}一开头的那{c}{T}是哪{c}
        !找出{s}最靠前的那{c}{T}
        """),
    OWNERS: lines("""
        {s}最前面那{c}{T}归谁管
        {s}里排在最前头的{T}由谁负责
        """),
    TEXT: lines("""
        {s}最前面那{c}{T}具体怎么写的
        {s}打头的那{c}{T}讲了什么
        """),
}
_LAST_ONE: Shows = {
    NAMES: lines("""
        {s}的最后一{c}{T}是哪{c}
        {s}排在末尾的是哪{c}{T}
        {s}收尾的那{c}{T}是哪{c}
        !找出{s}最靠后的那{c}{T}
        """),
    OWNERS: lines("""
        {s}最后一{c}{T}归谁管
        {s}里排在最后的{T}由谁负责
        """),
    TEXT: lines("""
        {s}最后一{c}{T}具体怎么写的
        {s}的最后那{c}{T}讲了什么
        """),
}


def _ends(draw: Draw, where: Condition | None, size: int, owned: bool) -> tuple[Select, Shows]:
    last = draw.rng.random() < 0.5
    n = draw.pick([one for one in (1, 2, 3, 3, 4, 5) if one < size])
    draw.slots["n"] = draw.number(n)
    shows = (_LAST_ONE if last else _FIRST_ONE) if n == 1 else (_LAST_N if last else _FIRST_N)
    if not owned:
        shows = {show: said for show, said in shows.items() if show != OWNERS}
    plan = Select("measure", order=Order("place", most=last), take=n)
    return (plan if where is None else replace(plan, where=where)), shows


@family
def first_last(draw: Draw) -> tuple[Select, Shows]:
    draw.name_kind("measure")
    section, under = draw.section(least=3)
    owned = bool(draw.facts.agencies) and all(draw.facts.of[one.id] for one in under)
    return _ends(draw, Has("section", Is((section,))), len(under), owned)


@family
def first_last_all(draw: Draw) -> tuple[Select, Shows]:
    draw.name_kind("measure")
    draw.need(not draw.facts.rows)  # 全文 would take in the annex.
    draw.slots["s"] = draw.pick(
        ["全文", "整份文件", "这份文件"] if not draw.facts.law else ["全文", "整部法规", "整个文件"]
    )
    owned = bool(draw.facts.agencies) and all(draw.facts.of[one.id] for one in draw.facts.measures)
    return _ends(draw, None, len(draw.facts.measures), owned)


_BEHIND: Shows = {
    NAMES: lines("""
        {m}后面紧接着是哪一{l}
        紧跟在{m}后面的是哪{l}
        {m}的下一{l}是哪{l}
        排在{m}之后的那一{l}是哪{l}
        {m}往后一{l}是哪一{l}
        接在{m}后头的，是哪一{l}
        !找出紧挨着{m}、排在它后面的那一{l}
        {m}再往下一{l}，是哪{l}
        """),
    OWNERS: lines("""
        {m}的下一{l}归谁管
        {m}后面那一{l}由谁负责
        """),
    TEXT: lines("""
        {m}后面那一{l}讲了什么
        {m}的下一{l}是怎么写的
        """),
}
_BEFORE: Shows = {
    NAMES: lines("""
        {m}前面紧挨着的是哪一{l}
        紧排在{m}前面的是哪{l}
        {m}的上一{l}是哪{l}
        排在{m}之前的那一{l}是哪{l}
        {m}往前一{l}是哪一{l}
        {m}前头，是哪一{l}
        !找出紧挨着{m}、排在它前面的那一{l}
        {m}再往上一{l}，是哪{l}
        """),
    OWNERS: lines("""
        {m}的上一{l}归谁管
        {m}前面那一{l}由谁负责
        """),
    TEXT: lines("""
        {m}前面那一{l}讲了什么
        {m}的上一{l}是怎么写的
        """),
}
_BEHIND_TWO: Shows = {
    NAMES: lines("""
        {m}往后数第二{l}是哪{l}
        从{m}往后数两{l}，是哪一{l}
        """),
}
_BEFORE_TWO: Shows = {
    NAMES: lines("""
        {m}往前数第二{l}是哪{l}
        从{m}往前数两{l}，是哪一{l}
        """),
}


@family
def beside(draw: Draw) -> tuple[Select, Shows]:
    rows = bool(draw.facts.rows) and draw.rng.random() < 0.35
    line = draw.facts.rows if rows else draw.facts.measures
    step = draw.pick([1, 1, 1, 1, 1, -1, -1, -1, -1, -1, 2, -2])
    draw.need(len(line) > 4)
    place = draw.pick([number for number in range(len(line)) if 0 <= number + step < len(line)])
    one = draw.item(among=[line[place]])
    draw.slots["l"] = "项" if rows else "条"
    shows = {1: _BEHIND, -1: _BEFORE, 2: _BEHIND_TWO, -2: _BEFORE_TWO}[step]
    if not draw.facts.of[line[place + step].id]:
        shows = {show: said for show, said in shows.items() if show != OWNERS}
    return Select("row" if rows else "measure", Beside(one.id, step)), shows


_OPEN: Shows = {
    NAMES: lines("""
        责任单位名单以“等”结尾的{T}有哪些
        哪些{T}的责任单位后面带了“等”字
        责任单位没有列全、最后写了个“等”的{T}是哪几{c}
        !列出责任单位以“等”字收尾的{T}
        !把责任单位名单末尾有“等”的{T}找出来
        {T}里面，责任单位写到最后是“等”的有哪些
        哪几{c}{T}的责任单位用“等”结尾
        责任单位那一栏最后有个“等”字的，都是哪些{T}
        """),
    COUNT: lines("""
        责任单位以“等”结尾的{T}有几{c}
        有多少{c}{T}的责任单位名单末尾带“等”字
        """),
    YES: lines("""
        有没有责任单位以“等”结尾的{T}
        是否有{T}的责任单位后面写了“等”
        """),
}
_CLOSED: Shows = {
    NAMES: lines("""
        责任单位名单没有以“等”结尾的{T}有哪些
        哪些{T}的责任单位后面没带“等”字
        责任单位末尾没写“等”的是哪几{c}{T}
        !列出责任单位不以“等”字收尾的{T}
        !把责任单位名单末尾没有“等”的{T}找出来
        {T}里面，责任单位最后不带“等”的有哪些
        哪几{c}{T}的责任单位不是用“等”结尾的
        责任单位那里没有“等”字收尾的，都是哪些{T}
        """),
    COUNT: lines("""
        责任单位不以“等”结尾的{T}有几{c}
        """),
}


@family
def open_list(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind(rows=False)
    draw.need(any(one.agencies_open for one in draw.facts.of_kind(kind)))
    owned = all(draw.facts.of[one.id] for one in draw.facts.of_kind(kind))
    if owned and draw.rng.random() < 0.25:
        return Select(kind, Not(OpenList())), _CLOSED
    return Select(kind, OpenList()), _OPEN


# --------------------------------------------------------------------------------------------------------- by the group

_PER_SECTION: Shows = {
    COUNT: lines("""
        {Pe}各有几{c}{T}
        {Pa}分别有多少{c}{T}
        !统计一下{Pe}的{T}数量
        !按{P}数一数，各有几{c}{T}
        {T}在{Pa}是怎么分布的，各几{c}
        全文{Pe}分别列了几{c}{T}
        !列一下{Pa}的{T}数量
        各有多少{c}{T}，{Pe}分开说
        {Pa}的{T}各是多少{c}
        """),
}


@family
def per_section(draw: Draw) -> tuple[Select, Shows]:
    _sections_ready(draw)
    return Select("measure", group="section"), _PER_SECTION


_PER_DOMAIN: Shows = {
    COUNT: lines("""
        每个领域各有几个{T}
        附件里各领域分别有多少个{T}
        !统计一下每个领域的{T}数量
        !按领域数一数，各有几个{T}
        {T}在各领域是怎么分布的，各几个
        附件清单中，每个应用领域列了几个{T}
        !列一下各领域的{T}个数
        各有多少个{T}，每个领域分开说
        """),
}


@family
def per_domain(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.scene and len(draw.facts.domains) > 2)
    draw.name_kind("row")
    return Select("row", group="domain"), _PER_DOMAIN


_PER_AGENCY: Shows = {
    COUNT: lines("""
        每个单位各负责几{c}{T}
        各部门分别承担多少{c}{T}
        !统计一下每家责任单位的{T}数量
        !按单位数一数，各有几{c}{T}
        {T}在各单位之间怎么分的，每家几{c}
        每家责任单位名下分别有多少{c}{T}
        !列一下各责任单位的{T}数
        各家单位要负责的{T}各是几{c}
        """),
}


@family
def per_agency(draw: Draw) -> tuple[Select, Shows]:
    kind = draw.kind()
    return Select(kind, group="agency"), _PER_AGENCY


_AGENCIES_PER: Shows = {
    COUNT: lines("""
        {Pe}各涉及多少家单位
        {Pa}分别有几家责任单位
        !统计一下{Pe}的责任单位数量
        !按{P}数一数，各有几家单位参与
        {Pe}分别要多少家单位参与
        !列一下{Pa}的责任单位数
        各有多少家责任单位，{Pe}分开说
        {Pa}的责任单位各是多少家
        """),
}


@family
def agencies_per(draw: Draw) -> tuple[Select, Shows]:
    draw.need(draw.facts.agencies)
    if draw.facts.scene and len(draw.facts.domains) > 2 and draw.rng.random() < 0.4:
        draw.slots.update(P="领域", Pe="每个领域", Pa="附件里各领域")
        return Select("agency", group="domain"), _AGENCIES_PER
    _sections_ready(draw)
    return Select("agency", group="section"), _AGENCIES_PER


_TOTAL: Shows = {
    COUNT: lines("""
        一共有多少{c}{T}
        这份文件总共列了几{c}{T}
        {T}一共几{c}
        全文有多少{c}{T}
        !数一下总共有多少{c}{T}
        文件里的{T}加起来有几{c}
        {T}的总数是多少
        整份文件下来，{T}有多少{c}
        """),
}
_TOTAL_AGENCIES: Shows = {
    COUNT: lines("""
        一共涉及多少家责任单位
        这份文件总共列了几家责任单位
        责任单位一共有多少家
        全文出现了多少个责任单位
        !数一下总共有多少家责任单位
        文件里的责任单位去重后有几家
        参与的责任单位总数是多少
        整份文件下来，责任单位有多少家
        """),
    NAMES: lines("""
        所有的责任单位有哪些
        !列出全部责任单位
        """),
}


@family
def total(draw: Draw) -> tuple[Select, Shows]:
    if draw.facts.agencies and draw.rng.random() < 0.4:
        return Select("agency"), _TOTAL_AGENCIES
    kind = draw.kind(agencies=bool(draw.facts.agencies))
    return Select(kind), _TOTAL


# ------------------------------------------------------------------------------------------------------------ sentences

_ASKING = ["请问", "请问一下，", "你好，请问", "想问一下，", "麻烦问下，", "我想知道，", "您好，想请教一下，"]
_ORDERING = ["请", "请", "麻烦", "帮我", "请帮我", "麻烦帮我"]
_WEIGHT: Mapping[Show, float] = {NAMES: 6, COUNT: 3, BOTH: 1, YES: 2, OWNERS: 1.5, NAMED_OWNERS: 1, TEXT: 1}


def _sentence(template: str, draw: Draw) -> str:
    rng = draw.rng
    mark = template[0] if template[0] in "!^~" else ""
    said = template.lstrip("!^~").split("@")[0].format(**draw.slots)
    if draw.slots.get("kind") == "row":
        said = said.replace("哪一个", "哪个")
    if mark == "^":
        return said
    if mark == "!":
        begin = rng.choice(_ORDERING) if rng.random() < 0.6 else ""
        end = rng.choice(["。", "。", "", "", "，谢谢。", "，谢谢"])
        if re.search(r"[，](.*)(哪|几|多少)", said):
            end = rng.choice(["？", "？", ""])
        return begin + said + end
    begin = rng.choice(_ASKING) if mark != "~" and rng.random() < 0.3 else ""
    end = rng.choice(["？", "？", "？", "？", "?", "", ""])
    if rng.random() < 0.07 and end == "？":
        end = "？谢谢"
    return begin + said + end


def _usable(template: str, draw: Draw) -> bool:
    kind = template.partition("@")[2]
    return not kind or kind == draw.slots.get("kind")


def named_cases(document: PolicyDocument, count: int, seed: int) -> list[tuple[str, str, Select]]:
    """Return questions about a document, each with its family and its plan; the same for the same seed, and none twice."""
    rng = random.Random(f"templates_a:{seed}:{document.metadata.doc_id}")
    facts = _facts(document)
    used: Counter[str] = Counter()
    seen: set[str] = set()
    found: list[tuple[str, str, Select]] = []
    names = list(FAMILIES)
    while names and len(found) < count:
        rng.shuffle(names)
        for name in tuple(names):
            if len(found) == count:
                break
            case = _one(name, facts, rng, used, seen)
            if case is None:
                names.remove(name)
            else:
                found.append((name, *case))
    return found


def _one(name: str, facts: Facts, rng: random.Random, used: Counter[str], seen: set[str]) -> tuple[str, Select] | None:
    for _ in range(40):
        draw = Draw(facts, rng)
        try:
            plan, shows = FAMILIES[name](draw)
        except LookupError:
            continue
        if plan.what == "agency" and draw.slots.get("T") == "工作":
            draw.slots.update(T="任务", c="项")
        offered = {show: [one for one in said if _usable(one, draw)] for show, said in shows.items()}
        offered = {show: said for show, said in offered.items() if said}
        show = rng.choices(list(offered), [_WEIGHT[one] for one in offered])[0]
        fewest = min(used[one] for one in offered[show])
        template = rng.choice([one for one in offered[show] if used[one] == fewest])
        said = _sentence(template, draw)
        if said in seen:
            used[template] += 1
            continue
        used[template] += 1
        seen.add(said)
        return said, replace(plan, show=show)
    return None
