"""Random plans, written as the questions that people type in Chinese: a second writer's set.

Who wrote the sentences had seen the types of plans (`answer.models.plan`) and documents, and neither what reads questions
nor the first writer's set. Each line of a family says first what an answer shows (`SHOWS`).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from answer.models.plan import (
    ALWAYS,
    All,
    AllHave,
    Ask,
    Beside,
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
from ingest.models import Measure, PolicyDocument, Role, Scenario

T = TypeVar("T")
Task = Measure | Scenario
Show = tuple[Ask, ...]

_DIGITS = "零一二三四五六七八九"


def zh(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def many(number: int) -> str:
    return "两" if number == 2 else zh(number)


SHOWS: dict[str, Show] = {
    "n": ("names",),
    "c": ("count",),
    "nc": ("names", "count"),
    "y": ("yes_no",),
    "a": ("agencies",),
}

WORDS = (
    "人才 融资 培训 算力 平台 企业 标准 资金 补贴 税收 保险 示范 试点 高校 知识产权 信用 投资 评估 宣传 社区 信贷 贷款 奖励 "
    "机器人 数据 场景 模型 大赛 孵化 园区 赛事 冰雪 场馆 农户 合作社 农田 植保 回收 秸秆 危险废物 生活垃圾 绿色 补助 创业 "
    "住房 公寓 职称 专利 基金 税务 认证 检测 就业 律师 法律 跨境 监测 统计 科研院所 芯片 罚款 会计凭证 审计 财务会计报告 "
    "会计账簿 档案 失业 残疾人 女职工 高等学校 歧视 失业保险 职业中介机构 赔偿 举报 处分 刑事责任 职业培训 农村 妇女 "
    "小额贷款 公益性岗位 用人单位 会计机构 会计人员 原始凭证 总会计师 违法所得 营业执照 保密 交接 账簿 货币 "
    "大数据 物联网 维修 机耕道 无人机 转播 彩票 中介 消费 国际 品牌 外资 志愿 青少年"
).split()

NAME_WORDS = (
    "平台 人才 服务 算力 供给 社区 机制 保障 场景 金融 融资 推进 加强 培育 建设 机械化 农机 装备 培养 赛事 消费 产业 标准 "
    "场馆 机器人 监管 检测 巡查 绿色 资金 宣传 试点 应用 知识产权 培训 数据 政策 投入 诊断 智能 打造 优化"
).split()

STORIES = (
    "我在整理一份分工表。",
    "领导让我核对材料，时间有点紧。",
    "写稿子要核实一个细节。",
    "我刚把文件看了一遍，有个地方拿不准。",
    "下午开会要用。",
    "我们单位正在学习这份材料。",
)
POLITE = ("请问，", "请问", "麻烦问一下，", "想问一下，", "你好，", "请教一下，", "劳驾问一句，")


class Context:
    """What a document has to ask about."""

    def __init__(self, document: PolicyDocument) -> None:
        self.document = document
        self.measures = list(document.measures)
        self.rows = list(document.scenarios)
        self.tasks: list[Task] = [*self.measures, *self.rows]
        self.owners = {t.id: self._owners(t) for t in self.tasks}
        self.is_law = not any(self.owners.values())
        every = tuple(dict.fromkeys(a for t in self.tasks for a in self.owners[t.id]))
        self.declared = {d.agency for t in self.tasks for d in t.duties if d.declared and d.agency not in t.agencies}
        self.unsafe = self.declared | {a for a in every if "、" in a or "各" in a or a.endswith(("市", "城市政府"))}
        self.agencies = [
            a
            for a in every
            if a not in self.unsafe and not any(a != b and (a in b or b in a) for b in every if "各" not in b)
        ]
        self.busy = [a for a in self.agencies if len(self.of(a)) > 1]
        self.tally = Counter(a for t in self.tasks for a in self.owners[t.id])
        self.within: dict[str, list[Measure]] = {}
        sections = list(document.sections)
        for place, section in enumerate(sections):
            end = next((o.span.start for o in sections[place + 1 :] if o.level <= section.level), None)
            self.within[f"S{place}"] = [
                m for m in self.measures if section.span.start < m.span.start and (end is None or m.span.start < end)
            ]
        self.sections = {f"S{p}": s for p, s in enumerate(sections)}
        self.flat = all(s.level == 0 or not self.within[i] for i, s in self.sections.items())
        labels = Counter(m.label for m in self.measures)
        self.unique = {m.id for m in self.measures if labels[m.label] == 1}
        self.domains = list(dict.fromkeys(r.domain for r in self.rows if r.domain))

    @staticmethod
    def _owners(task: Task) -> tuple[str, ...]:
        found = [*task.agencies, *(d.agency for d in task.duties if d.role is not Role.CONSULTED)]
        return tuple(dict.fromkeys(found))

    def of(self, *agencies: str) -> list[Task]:
        return [t for t in self.tasks if all(a in self.owners[t.id] for a in agencies)]

    def leads(self, agency: str) -> list[Task]:
        return [t for t in self.tasks if any(d.agency == agency and d.role is Role.LEAD for d in t.duties)]

    @staticmethod
    def name(task: Task) -> str:
        return task.title if isinstance(task, Measure) else task.name

    def says(self, task: Task, word: str) -> bool:
        return word in (task.title + task.body if isinstance(task, Measure) else task.name)

    def words(self, tasks: Sequence[Task], pool: Sequence[str] = WORDS) -> list[str]:
        names = "".join(self.tally)
        return [
            w for w in pool if w not in names and 0 < sum(self.says(t, w) for t in tasks) < max(2, len(tasks) * 0.6)
        ]

    def homes(self, low: int = 2) -> list[str]:
        """Return the sections that can be called by something that is theirs alone, with some measures."""
        return [
            i
            for i, s in self.sections.items()
            if len(self.within[i]) >= low and (s.level == 0 or not any(q in s.title for q in '"“”'))
        ]


class Turn:
    """One question in the making: random choices, with how they are called."""

    def __init__(self, context: Context, rng: random.Random) -> None:
        self.c = context
        self.r = rng
        self.slots: dict[str, str] = {}
        self.marks = rng.choices(("“”", "「」", '""'), (8, 1, 1))[0]

    def quote(self, text: str) -> str:
        return self.marks[0] + text + self.marks[1]

    def pick(self, values: Sequence[T]) -> T:
        """Choose one of some; where there is none, the question is given up."""
        if not values:
            raise LookupError
        return self.r.choice(list(values))

    def say(self, **slots: str) -> None:
        self.slots.update(slots)

    def section(self, low: int = 2, where: Callable[[str], bool] = lambda _: True) -> str:
        c = self.c
        homes = [i for i in c.homes(low) if where(i)]
        inner = [i for i in homes if c.sections[i].level]
        found = self.pick(inner if inner and self.r.random() < 0.75 else homes)
        section = c.sections[found]
        title = section.title.rstrip("。")
        if section.level == 0 and self.r.random() < 0.6:
            self.say(s=section.label if section.label.endswith("章") else f"第{zh(section.number or 0)}部分")
        else:
            self.say(
                s=self.quote(title)
                + ("这一章" if section.label.endswith("章") else self.r.choice(("这一部分", "这部分")))
            )
        return found

    def called(self, item: Task) -> str:
        """Call an item by its number or its name."""
        if isinstance(item, Scenario):
            if sum(r.name == item.name for r in self.c.rows) == 1 and self.r.random() < 0.5:
                return self.r.choice(("附件里的{}", "附件里{}这一项", "{}这个场景")).format(self.quote(item.name))
            return f"附件第{item.number}项"
        title = item.title if item.title and not any(q in item.title for q in '"“”') else ""
        if item.id not in self.c.unique or (title and self.r.random() < 0.45):
            if not title:
                raise LookupError
            return self.r.choice(("{}这一条", "{}这条", "{}")).format(self.quote(title))
        return item.spoken

    def noun(self, bound: bool = False) -> Kind:
        """Choose what a task is called, and return which kind that is."""
        c = self.c
        nouns: list[tuple[Kind, str, str]]
        if c.is_law:
            nouns = [("measure", "规定", "条"), ("measure", "条款", "个"), ("measure", "法条", "个")]
        else:
            nouns = [("task", "任务", "项"), ("task", "任务", "个"), ("task", "工作", "项"), ("task", "事项", "个")]
            if bound or not c.rows:
                nouns += [("measure", "措施", "条"), ("measure", "措施", "项"), ("measure", "举措", "项")]
        what, t, k = self.r.choice(nouns)
        self.say(T=t, k=k)
        return what

    def number(self, value: int, name: str = "n") -> int:
        digits = value > 2 and self.r.random() < 0.2
        self.say(**{name: str(value) if digits else many(value), name.upper(): str(value) if digits else zh(value)})
        return value

    def agency(self, pool: Sequence[str] | None = None, name: str = "a") -> str:
        found = self.pick(self.c.agencies if pool is None else pool)
        self.say(**{name: found})
        return found

    def word(self, word: str, name: str = "w") -> str:
        self.say(**{name: self.quote(word)})
        return word


Asked = Callable[[Show], Select]
Make = Callable[[Turn], Asked]
Line = tuple[str, str]
Holds = Callable[[int, int], bool]
Fits = Callable[[set[str], set[str]], object]
FAMILIES: dict[str, tuple[Make, tuple[Line, ...]]] = {}


def family(name: str, sentences: str) -> Callable[[Make], Make]:
    cut = [line.strip().partition(" ") for line in sentences.strip().splitlines()]
    lines = tuple((code, sentence) for code, _, sentence in cut)
    assert len(lines) >= 6, name
    assert all(code in SHOWS for code, _ in lines), name

    def register(make: Make) -> Make:
        FAMILIES[name] = (make, lines)
        return make

    return register


def plan(
    what: Kind,
    where: Condition = ALWAYS,
    *,
    order: Order | None = None,
    take: int | None = None,
    group: Kind | None = None,
    repeats: bool = False,
) -> Asked:
    return lambda show: Select(what, where, order, take, show, group, repeats)


def has(*agencies: str, role: Role | None = None, first: bool = False) -> Has:
    return Has("agency", Is(agencies), role=role, first=first)


def item_of(task: Task) -> Has:
    return Has("row" if isinstance(task, Scenario) else "measure", Is((task.id,)))


# ---------------------------------------------------------------- tasks by their agencies


@family(
    "agency_tasks",
    """
    n {a}负责哪些{T}？
    n {a}手上都有哪些{T}？
    n 哪些{T}落到了{a}头上？
    n 把{a}要做的{T}都列出来。
    n 责任单位里写了{a}的{T}有哪些？
    c {a}一共要承担多少{k}{T}？
    nc {a}参与了几{k}{T}，分别是哪些？
    c 需要{a}出力的{T}总共几{k}？
    n 我刚调到{a}上班，想知道本单位要承担哪些{T}。
    n {D}给{a}安排了哪些{T}？
    n {a}的{T}清单给我看一下
    """,
)
def _(t: Turn) -> Asked:
    a = t.agency()
    return plan(t.noun(), has(a))


@family(
    "not_agency",
    """
    n 哪些{T}不用{a}参与？
    n {a}不负责的{T}有哪些？
    c 没有把{a}列进责任单位的{T}有几{k}？
    n 责任单位里找不到{a}的{T}，帮我列一下。
    n 不归{a}管的{T}都是哪些？
    nc 跟{a}不沾边、责任单位里没有它的{T}一共多少{k}？都是什么？
    c {D}有多少{k}{T}不由{a}承担？
    """,
)
def _(t: Turn) -> Asked:
    a = t.agency(t.c.busy)
    return plan(t.noun(), Not(has(a)))


def two(t: Turn, low: int = 1) -> tuple[str, str]:
    c = t.c
    pairs = [(a, b) for a in c.agencies for b in c.agencies if a != b and len(c.of(a, b)) >= low]
    a, b = t.pick(pairs)
    t.say(a=a, b=b)
    return a, b


@family(
    "both",
    """
    n {a}和{b}共同负责的{T}有哪些？
    n 哪些{T}既要{a}参加，也要{b}参加？
    n 同时把{a}和{b}列为责任单位的{T}是哪些？
    c {a}跟{b}一起管的{T}有几{k}？
    n 帮我列一下{a}、{b}都有份的{T}。
    nc {a}和{b}两家都要参与的{T}有几{k}，叫什么？
    c 交给{a}与{b}一起办的{T}，总共多少{k}？
    n 我在{a}工作，常和{b}打交道，两家都得出力的{T}到底有哪些？
    n {T}里面，{a}和{b}都在责任单位之列的是哪几{k}？
    """,
)
def _(t: Turn) -> Asked:
    a, b = two(t)
    return plan(t.noun(), All((has(a), has(b))))


@family(
    "either",
    """
    n 由{a}或者{b}负责的{T}有哪些？
    n {a}、{b}两家里只要有一家参与的{T}，都有哪些？
    c 责任单位中有{a}或{b}的{T}一共几{k}？
    n 哪些{T}的责任单位里有{a}或者有{b}？
    n 不管是{a}负责的还是{b}负责的{T}，一并列出来。
    n {a}和{b}当中至少有一家负责的{T}是哪几{k}？
    nc 要么{a}管、要么{b}管、要么两家都管的{T}有多少{k}？请逐一列出。
    c {a}或{b}参与的{T}加起来有多少{k}，两家都参与的只算一次？
    """,
)
def _(t: Turn) -> Asked:
    a, b = t.r.sample(t.c.agencies, 2)
    t.say(a=a, b=b)
    return plan(t.noun(), has(a, b))


@family(
    "a_not_b",
    """
    n {a}负责而{b}不负责的{T}有哪些？
    n 哪些{T}的责任单位有{a}但没有{b}？
    n {a}要管、{b}却不用管的{T}是哪几{k}？
    c 有{a}参与而没有{b}参与的{T}有几{k}？
    n 把{b}也参加的去掉，{a}还剩下哪些{T}？
    n 责任单位里列了{a}却没列{b}的{T}，请列一下。
    nc 归{a}管但不归{b}管的{T}一共多少{k}？具体是哪些？
    n {a}的{T}当中，{b}没有参与的是哪些？
    c 由{a}承担、不由{b}承担的{T}，数一数有多少{k}
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    a, b = t.pick([(a, b) for a in c.busy for b in c.agencies if a != b and 0 < len(c.of(a, b)) < len(c.of(a))])
    t.say(a=a, b=b)
    return plan(t.noun(), All((has(a), Not(has(b)))))


@family(
    "neither",
    """
    n {a}和{b}都不参与的{T}有哪些？
    n 哪些{T}既不归{a}管，也不归{b}管？
    n 责任单位里没有{a}、也没有{b}的{T}是哪些？
    c 不需要{a}和{b}当中任何一家出面的{T}有多少{k}？
    n {a}不管、{b}也不管的{T}，帮我找出来。
    nc {a}、{b}两家谁都不负责的{T}有几{k}？都叫什么？
    c 既没有安排给{a}、又没有安排给{b}的{T}共有几{k}？
    """,
)
def _(t: Turn) -> Asked:
    a, b = t.r.sample(t.c.agencies, 2)
    t.say(a=a, b=b)
    return plan(t.noun(), Not(has(a, b)))


@family(
    "only_agency",
    """
    n 只由{a}一家负责的{T}有哪些？
    n {a}单独承担、没有别的单位参与的{T}是哪些？
    c {a}独自负责的{T}有几{k}？
    n 哪些{T}的责任单位就{a}一个？
    n 完全归{a}自己管、旁人不插手的{T}有哪几{k}？
    n 除了{a}再没有其他责任单位的{T}有哪些？
    nc 责任单位只写了{a}的{T}一共几{k}，是哪些？
    c 由{a}一家包下来的{T}有多少{k}？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    a = t.agency([a for a in c.agencies if any(c.owners[x.id] == (a,) for x in c.tasks)])
    return plan(t.noun(), AllHave("agency", Is((a,))))


@family(
    "first_in_list",
    """
    n 哪些{T}的责任单位里{a}排在第一位？
    n {a}排在责任单位首位的{T}有哪些？
    c {a}有几{k}{T}是在责任单位里排第一个的？
    n 责任单位名单由{a}打头的{T}，列一下。
    n 责任单位中把{a}写在最前面的{T}是哪几{k}？
    nc 以{a}为第一责任单位的{T}有多少{k}，分别是什么？
    c 责任单位第一个写的就是{a}的{T}，有多少{k}？
    n 听说排名第一的单位担子最重，那{a}在责任单位里排第一的{T}有哪些？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    a = t.agency([a for a in c.agencies if any(x.agencies[:1] == (a,) for x in c.tasks)])
    return plan(t.noun(), has(a, first=True))


@family(
    "leads",
    """
    n {a}牵头的{T}有哪些？
    n 哪些{T}是由{a}来牵头的？
    c {a}牵头负责几{k}{T}？
    n 让{a}当牵头单位的{T}，列给我看看。
    n 牵头单位是{a}的，都有哪些{T}？
    nc {a}一共牵头多少{k}{T}，都叫什么？
    c 由{a}领头干的{T}总共有几{k}？
    """,
)
def _(t: Turn) -> Asked:
    a = t.agency([a for a in t.c.agencies if t.c.leads(a)])
    return plan(t.noun(), has(a, role=Role.LEAD))


@family(
    "leads_with",
    """
    n {a}牵头、{b}也参与的{T}有哪些？
    n 哪些{T}由{a}牵头，并且有{b}参加？
    c 牵头的是{a}、责任单位里又有{b}的{T}有几{k}？
    n {a}牵头的{T}里，{b}参与了哪几{k}？
    n 列出由{a}牵头、同时{b}也在名单上的{T}。
    nc {a}牵头的{T}当中有{b}参加的是几{k}，分别叫什么？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    a, b = t.pick(
        [
            (a, b)
            for a in c.agencies
            for b in c.agencies
            if a != b and {x.id for x in c.leads(a)} & {x.id for x in c.of(b)}
        ]
    )
    t.say(a=a, b=b)
    return plan(t.noun(), All((has(a, role=Role.LEAD), has(b))))


@family(
    "joins_not_leads",
    """
    n {a}参与但不牵头的{T}有哪些？
    n 哪些{T}有{a}参加，但牵头的不是它？
    c {a}只是参加、并不牵头的{T}有几{k}？
    n {a}要出力却不当牵头单位的{T}是哪些？
    n 列出{a}有份、但不由{a}牵头的{T}。
    nc {a}参加了却没有牵头的{T}有多少{k}，具体是哪些？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    a = t.agency([a for a in c.agencies if 0 < len(c.leads(a)) < len(c.of(a))])
    return plan(t.noun(), All((has(a), Not(has(a, role=Role.LEAD)))))


# ---------------------------------------------------------------- tasks by how many agencies


def counted(t: Turn, holds: Holds) -> int:
    sizes = [len(t.c.owners[x.id]) for x in t.c.tasks]
    good = [n for n in range(2, 9) if 0 < sum(holds(s, n) for s in sizes) < len(sizes)]
    return t.number(t.pick(good))


@family(
    "agencies_exactly",
    """
    n 哪些{T}正好由{n}家单位负责？
    n 责任单位不多不少就{n}家的{T}有哪些？
    c 责任单位刚好{n}家的{T}有几{k}？
    n 恰好安排了{n}个责任单位的{T}，列一下。
    n 由{n}家单位负责的{T}是哪几{k}？
    nc 责任单位数量等于{N}的{T}有多少{k}？都是哪些？
    c 有多少{k}{T}的责任单位是{n}家？
    """,
)
def _(t: Turn) -> Asked:
    n = counted(t, lambda s, n: s == n)
    return plan(t.noun(), Has("agency", None, "=", n))


@family(
    "agencies_at_least",
    """
    n 至少有{n}家单位负责的{T}有哪些？
    n 哪些{T}的责任单位不少于{n}家？
    c 责任单位在{n}家及以上的{T}有多少{k}？
    n 责任单位达到{n}个或者更多的{T}，帮我挑出来。
    n 起码要{n}家单位一起干的{T}是哪些？
    nc 责任单位数量大于等于{N}的{T}有几{k}，分别是什么？
    c 最少牵涉{n}个责任单位的{T}，全文有几{k}？
    """,
)
def _(t: Turn) -> Asked:
    n = counted(t, lambda s, n: s >= n)
    return plan(t.noun(), Has("agency", None, ">=", n))


@family(
    "agencies_at_most",
    """
    n 责任单位最多{n}家的{T}有哪些？
    n 哪些{T}的责任单位不超过{n}个？
    c 责任单位至多{n}家的{T}有几{k}？
    n 负责单位在{n}家及以下的{T}列一下。
    c 负责单位没有超过{n}家的{T}共有多少{k}？
    nc 责任单位顶多{n}个的{T}有多少{k}，都是哪几{k}？
    n 责任单位数量小于或等于{N}的{T}是哪些？
    """,
)
def _(t: Turn) -> Asked:
    n = counted(t, lambda s, n: s <= n)
    return plan(t.noun(), Has("agency", None, "<=", n))


@family(
    "agencies_more",
    """
    n 责任单位超过{n}家的{T}有哪些？
    n 哪些{T}由多于{n}家的单位负责？
    c 有几{k}{T}的责任单位比{n}家还多？
    n {n}家单位都打不住、责任单位超过{n}家的{T}是哪些？
    n 把责任单位数量大于{N}的{T}列出来。
    nc 责任单位多于{n}个的{T}共有多少{k}，分别叫什么？
    c {D}，责任单位在{n}家以上（不含{n}家）的{T}有多少{k}？
    """,
)
def _(t: Turn) -> Asked:
    n = counted(t, lambda s, n: s > n)
    return plan(t.noun(), Has("agency", None, ">", n))


@family(
    "agencies_fewer",
    """
    n 责任单位不到{n}家的{T}有哪些？
    n 哪些{T}的责任单位少于{n}个？
    c 责任单位不足{n}家的{T}有几{k}？
    n 责任单位比{n}家少的{T}，列一列。
    n 连{n}家责任单位都没凑够的{T}是哪几{k}？
    nc 责任单位数量小于{N}的{T}有多少{k}？逐个列出来。
    c 负责的单位还不到{n}家的{T}一共多少{k}？
    """,
)
def _(t: Turn) -> Asked:
    n = counted(t, lambda s, n: s < n)
    return plan(t.noun(), Has("agency", None, "<", n))


@family(
    "one_agency",
    """
    n 只有一家单位负责的{T}有哪些？
    n 哪些{T}是由单独一家单位承担的？
    c 责任单位只有一个的{T}有几{k}？
    n 不用跟别家合作、一家单位就全包的{T}是哪些？
    n 责任单位就一家的{T}，请列出来。
    nc 仅由一个单位负责的{T}有多少{k}，分别是什么？
    c {D}有多少{k}{T}只安排了一家责任单位？
    """,
)
def _(t: Turn) -> Asked:
    t.pick([x for x in t.c.tasks if len(t.c.owners[x.id]) == 1])
    return plan(t.noun(), Has("agency", None, "=", 1))


@family(
    "most_agencies",
    """
    n 责任单位最多的{T}是哪{k}？
    n 哪{k}{T}参与的单位最多？
    n {D}，要动用单位最多的是哪{k}{T}？
    n 论责任单位的数量，排第一的{T}是哪{k}？
    n 找一下责任单位数量最多的那{k}{T}。
    n 我想找协调起来最费劲的{T}，也就是责任单位最多的，是哪{k}？
    n 哪{k}{T}牵扯的责任单位最多？
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.agencies)
    return plan(t.noun(), order=Order("count", what="agency"), take=1)


@family(
    "fewest_agencies",
    """
    n 责任单位最少的{T}有哪些？
    n 哪些{T}参与的单位最少？
    n {D}，负责单位数量最少的{T}是哪些？
    n 把责任单位数目最少的{T}找出来。
    n 单位安排得最少的{T}，是哪几{k}？
    n 论责任单位的多少，垫底的{T}是哪些？
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.agencies)
    return plan(t.noun(), order=Order("count", most=False, what="agency"), take=1)


@family(
    "yes_no_tasks",
    """
    y 有没有{a}和{b}两家都要参与的{T}？
    y 是否有{T}同时由{a}和{b}负责？
    y {a}跟{b}有共同承担的{T}吗？
    y {D}有没有哪{k}{T}是{a}和{b}一起负责的？
    y 是不是有{T}把{a}和{b}都列成了责任单位？
    y 存不存在{a}、{b}都有份的{T}？
    """,
)
def _(t: Turn) -> Asked:
    a, b = two(t) if t.r.random() < 0.6 else t.r.sample(t.c.agencies, 2)
    t.say(a=a, b=b)
    return plan(t.noun(), All((has(a), has(b))))


@family(
    "yes_no_without",
    """
    y 有没有{a}负责、{b}不负责的{T}？
    y 是否存在{a}参与而{b}不参与的{T}？
    y {a}的{T}里头，有没有哪{k}是{b}不用参与的？
    y 有{T}是归{a}管但不归{b}管的吗？
    y {D}有没有列了{a}却没列{b}的{T}？
    y 是不是有{T}只要{a}出面而不要{b}出面？
    """,
)
def _(t: Turn) -> Asked:
    a = t.agency(t.c.busy)
    b = t.agency([b for b in t.c.agencies if b != a], "b")
    return plan(t.noun(), All((has(a), Not(has(b)))))


@family(
    "yes_no_count",
    """
    y 有没有{T}的责任单位超过{n}家？
    y 是否有哪{k}{T}安排了{n}家以上的单位，也就是比{n}家还多？
    y 有责任单位多于{n}个的{T}吗？
    y {D}存不存在责任单位超过{n}家的{T}？
    y 是不是有{T}的责任单位多过{n}家？
    y 责任单位数量大于{N}的{T}，有没有？
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.agencies)
    most = max(len(t.c.owners[x.id]) for x in t.c.tasks)
    n = t.number(t.r.randint(3, max(4, most + 1)))
    return plan(t.noun(), Has("agency", None, ">", n))


@family(
    "same_agencies",
    """
    n 和{i}责任单位完全相同的{T}有哪些？
    n 还有哪些{T}的责任单位跟{i}一模一样？
    c 有几{k}{T}的责任单位与{i}完全一致？
    n 除{i}以外，由同样的单位负责的{T}还有哪些？
    n 找出责任单位跟{i}一家不差的{T}。
    nc 责任单位与{i}相同的其他{T}有多少{k}，是哪些？
    y 有没有别的{T}，责任单位和{i}完全一样？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    sets = Counter(frozenset(c.owners[x.id]) for x in c.tasks)
    one = t.pick([x for x in c.tasks if c.owners[x.id] and sets[frozenset(c.owners[x.id])] > 1])
    t.say(i=t.called(one))
    return plan(t.noun(), SameAgencies(one.id))


@family(
    "same_agencies_in_order",
    """
    n 责任单位和{i}完全相同、连先后顺序都一样的{T}有哪些？
    n 哪些{T}的责任单位跟{i}一样，而且排列次序也一致？
    c 责任单位及其顺序都与{i}相同的{T}有几{k}？
    n 列出和{i}责任单位相同、排序也相同的{T}。
    nc 责任单位名单连同次序都跟{i}一致的其他{T}有多少{k}，是哪些？
    y 有没有别的{T}，责任单位和{i}相同，排的先后也相同？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    lists = Counter(c.owners[x.id] for x in c.tasks)
    one = t.pick([x for x in c.tasks if len(c.owners[x.id]) > 1 and lists[c.owners[x.id]] > 1])
    t.say(i=t.called(one))
    return plan(t.noun(), SameAgencies(one.id, True))


@family(
    "open_list",
    """
    n 哪些{T}的责任单位是以“等”字收尾的？
    n 责任单位后面带个“等”字、没有列全的{T}有哪些？
    c 有几{k}{T}的责任单位名单最后写了“等”？
    n 责任单位名单不封口、末尾写着“等”的{T}是哪些？
    n 把责任单位没有穷尽列举、用“等”结尾的{T}列出来。
    nc 责任单位写的是“某某等”的{T}有多少{k}，具体是哪几{k}？
    y 有没有{T}的责任单位是用“等”字结尾的？
    """,
)
def _(t: Turn) -> Asked:
    t.pick([x for x in t.c.tasks if x.agencies_open])
    return plan(t.noun(), OpenList())


# ---------------------------------------------------------------- agencies


@family(
    "agency_most_tasks",
    """
    n 哪家单位负责的任务最多？
    n 谁的任务最多？
    n {D}，承担任务最多的单位是哪个？
    n 任务量排第一的是哪家单位？
    n 挑担子最重的是谁，也就是哪个单位的任务数量最多？
    n 在所有责任单位里，哪一个分到的任务最多？
    n 找出参与任务最多的那个单位。
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.busy)
    return plan("agency", order=Order("count", what="task"), take=1)


@family(
    "agency_fewest_tasks",
    """
    n 哪些单位负责的任务最少？
    n 任务最少的是哪几家单位？
    n 谁分到的任务最少？
    n {D}，承担任务数量最少的单位有哪些？
    n 把任务最少的单位列出来。
    n 参与任务最少的部门是哪些？
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.busy)
    return plan("agency", order=Order("count", most=False, what="task"), take=1)


@family(
    "agency_top",
    """
    n 任务最多的前{n}家单位是哪些？
    n 按承担的任务数量排，前{n}名是哪些单位？
    n 任务数排前{N}的单位有哪些？
    n 列出负责任务最多的{n}家单位。
    n 我要做个排行榜，任务最多的前{n}个单位是谁？
    n 哪{n}家单位承担的任务最多？
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.busy)
    n = t.number(t.r.randint(2, 5))
    return plan("agency", order=Order("count", what="task"), take=n)


def loads(t: Turn, holds: Holds) -> int:
    good = [n for n in range(2, 9) if 0 < sum(holds(s, n) for s in t.c.tally.values()) < len(t.c.tally)]
    return t.number(t.pick(good))


@family(
    "agency_exactly",
    """
    n 哪些单位正好负责{n}项任务？
    n 恰好承担{n}项任务的单位有哪些？
    c 任务不多不少刚好{n}项的单位有几家？
    n 谁手里正好有{n}项任务？
    n 把任务数等于{N}的单位列一下。
    nc 负责的任务恰为{n}项的单位有多少家，是哪些？
    """,
)
def _(t: Turn) -> Asked:
    n = loads(t, lambda s, n: s == n)
    return plan("agency", Has("task", None, "=", n))


@family(
    "agency_at_least",
    """
    n 至少负责{n}项任务的单位有哪些？
    n 哪些单位承担的任务不少于{n}项？
    c 手里有{n}项及以上任务的单位有几家？
    n 任务达到{n}项或更多的是哪些单位？
    n 起码参与了{n}项任务的部门，列一下。
    nc 任务数大于等于{N}的单位一共多少家，分别是谁？
    c 最少也要承担{n}项任务的单位有多少家？
    """,
)
def _(t: Turn) -> Asked:
    n = loads(t, lambda s, n: s >= n)
    return plan("agency", Has("task", None, ">=", n))


@family(
    "agency_more_or_less",
    """
    n 负责的任务超过{n}项的单位有哪些？
    n 哪些单位承担的任务多于{n}项？
    c 任务数比{n}项还多的单位有几家？
    n 谁负责的任务超过了{n}项？
    n 把任务数大于{N}的单位列出来。
    nc 参与任务超过{n}项的部门有多少个，是哪些？
    """,
)
def _(t: Turn) -> Asked:
    n = loads(t, lambda s, n: s > n)
    return plan("agency", Has("task", None, ">", n))


@family(
    "agency_at_most",
    """
    n 任务不超过{n}项的单位有哪些？
    n 哪些单位最多只负责{n}项任务？
    c 任务数在{n}项及以下的单位有几家？
    n 承担的任务至多{n}项的是哪些单位？
    n 把负责任务不多于{n}项的单位列一下。
    nc 任务数小于等于{N}的部门有多少个，分别是谁？
    """,
)
def _(t: Turn) -> Asked:
    n = loads(t, lambda s, n: s <= n)
    return plan("agency", Has("task", None, "<=", n))


@family(
    "annex_only",
    """
    n 只在附件里出现、正文措施没有提到的责任单位有哪些？
    n 哪些单位只负责附件里的场景，没有正文的任务？
    c 只在附件中承担任务的单位有几家？
    n 仅出现在附件里的责任单位是谁？
    n 正文里没有、只有附件才列了的责任单位，列一下。
    nc 光在附件里有任务的单位有多少家，分别是哪些？
    y 有没有哪个单位只在附件里有任务？
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.rows)  # there may be none such: 没有 is an answer, too
    return plan("agency", AllHave("task", OfKind("row")))


@family(
    "body_only",
    """
    n 只在正文里有任务、附件里没出现的单位有哪些？
    n 哪些责任单位只出现在正文措施里，不在附件里？
    c 只承担正文措施、不承担附件场景的单位有几家？
    n 附件里找不到、仅在正文列出的责任单位是哪些？
    n 列出只在正文中被列为责任单位的部门。
    nc 只负责正文任务的单位有多少家，都有谁？
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.rows)
    return plan("agency", AllHave("task", OfKind("measure")))


@family(
    "body_and_annex",
    """
    n 哪些单位在正文和附件里都有任务？
    n 既负责正文措施、又负责附件场景的单位有哪些？
    c 正文、附件两头都出现的责任单位有几家？
    n 正文列了、附件也列了的责任单位是谁？
    n 列出正文和附件里都担任责任单位的部门。
    nc 同时在正文和附件承担任务的单位有多少家，是哪些？
    y 有没有单位既出现在正文措施的责任单位里，又出现在附件的责任单位里？
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.rows)
    return plan("agency", All((Has("measure"), Has("row"))))


@family(
    "in_every_of_section",
    """
    n {s}每条措施都参与的单位有哪些？
    n 哪些单位在{s}的每一条措施里都是责任单位？
    n {s}的所有措施都有份的单位是谁？
    n {s}里，一条不落、条条都要负责的是哪些单位？
    c {s}有几家单位是每条措施都列到了的？
    n 找一下{s}中每一条措施的责任单位里都有的单位。
    y {s}有没有哪个单位是每条措施都参加的？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    s = t.section(2, lambda i: bool(set.intersection(*(set(c.owners[m.id]) - c.unsafe for m in c.within[i]))))
    return plan("agency", InEvery("measure", Has("section", Is((s,)))))


@family(
    "item_apart_from",
    """
    n {i}除了{a}，还有哪些责任单位？
    n 除{a}之外，{i}还由谁负责？
    c {i}除{a}外还有几家责任单位？
    n {i}里{a}以外的责任单位都有谁？
    n 不算{a}，{i}的责任单位是哪些？
    n 我知道{i}归{a}管，别的责任单位还有哪些？
    nc 撇开{a}不算，{i}还有多少家责任单位，分别是谁？
    n 把{i}的责任单位列出来，{a}不用列。
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    one = t.pick([x for x in c.tasks if len(c.owners[x.id]) > 2 and set(c.owners[x.id]) & set(c.agencies)])
    a = t.agency([a for a in c.owners[one.id] if a in c.agencies])
    t.say(i=t.called(one))
    return plan("agency", All((item_of(one), Not(Is((a,))))))


def two_items(t: Turn, good: Fits) -> tuple[Task, Task]:
    c = t.c
    some = [x for x in c.tasks if c.owners[x.id]]
    pairs = [(x, y) for x in some for y in some if x is not y and good(set(c.owners[x.id]), set(c.owners[y.id]))]
    x, y = t.pick(pairs)
    t.say(i=t.called(x), j=t.called(y))
    if t.slots["i"][-1] in '”」"' and t.slots["j"][0] in '“「"' and t.r.random() < 0.5:
        t.say(i=t.slots["i"] + "这一条", j=t.slots["j"].removesuffix("这一条").removesuffix("这条") + "这一条")
    return x, y


@family(
    "common_to_items",
    """
    n {i}和{j}共同的责任单位有哪些？
    n {i}和{j}都参与了的单位是哪些？
    c 既负责{i}又负责{j}的单位有几家？
    n 哪些单位同时出现在{i}和{j}的责任单位里？
    n {i}跟{j}的责任单位有哪些是重合的？
    nc 在{i}与{j}中都承担责任的单位有多少家，是谁？
    y {i}和{j}有没有共同的责任单位？
    """,
)
def _(t: Turn) -> Asked:
    x, y = two_items(t, lambda p, q: p & q and p != q)
    return plan("agency", All((item_of(x), item_of(y))))


@family(
    "in_item_not_other",
    """
    n 哪些单位负责{i}但不负责{j}？
    n {i}的责任单位里，有哪些是{j}没有的？
    c {i}有而{j}没有的责任单位是几家？
    n 参与{i}却不参与{j}的单位都有谁？
    n 列出在{i}里、不在{j}里的责任单位。
    nc 要管{i}、不用管{j}的单位有多少家，分别是哪些？
    n 和{j}相比，{i}多出来的责任单位是哪些？
    """,
)
def _(t: Turn) -> Asked:
    x, y = two_items(t, lambda p, q: p & q and p - q)
    return plan("agency", All((item_of(x), Not(item_of(y)))))


@family(
    "works_with",
    """
    n 哪些单位跟{a}有共同的任务？
    n {a}要和谁一起干活？
    n 与{a}共同承担任务的单位有哪些？
    c 和{a}搭档过的单位一共有几家？
    n {a}在完成任务时要跟哪些单位合作？
    nc 同{a}一道负责任务的单位有多少家，都是谁？
    n 我是{a}的联络员，需要跟哪些单位对接，也就是有共同任务的单位有哪些？
    n 凡是有{a}参与的任务，里面别的责任单位都有谁？
    """,
)
def _(t: Turn) -> Asked:
    a = t.agency([a for a in t.c.agencies if any(len(t.c.owners[x.id]) > 1 for x in t.c.of(a))])
    return plan("agency", All((Has("task", has(a)), Not(Is((a,))))))


@family(
    "agencies_of_section",
    """
    n {s}涉及哪些责任单位？
    n {s}要由哪些单位来落实？
    n 哪些单位在{s}里有任务？
    n {s}的责任单位都有谁？
    n {s}归哪些单位负责？
    nc {s}一共有多少家责任单位，分别是哪些？
    n 把{s}的责任单位汇总一下，重复的只列一次。
    """,
)
def _(t: Turn) -> Asked:
    s = t.section(2, lambda i: any(t.c.owners[m.id] for m in t.c.within[i]))
    return plan("agency", Has("section", Is((s,))))


@family(
    "number_of_agencies_of_section",
    """
    c {s}一共涉及多少家责任单位？
    c {s}有几个责任单位，重复出现的只算一个？
    c 有多少家单位在{s}里承担任务？
    c {s}动员了几家单位？
    c 参与{s}的责任单位去重后共多少家？
    c {s}要靠多少家单位来落实？
    c 统计一下{s}的责任单位数量，去重。
    """,
)
def _(t: Turn) -> Asked:
    s = t.section(2, lambda i: any(t.c.owners[m.id] for m in t.c.within[i]))
    return plan("agency", Has("section", Is((s,))))


@family(
    "agencies_with_repeats",
    """
    c {s}的责任单位总共出现了多少家次？
    c {s}的责任单位，重复的也算，一共多少家次？
    c 不去重的话，{s}的责任单位合计几家次？
    c {s}列的责任单位，同一家出现几次就算几次，加起来是多少？
    c 把{s}各条措施的责任单位数加在一起（不去重），总共多少？
    c {s}里责任单位累计有多少家次？
    """,
)
def _(t: Turn) -> Asked:
    t.pick([1] if not t.c.declared else [])
    s = t.section(2, lambda i: any(t.c.owners[m.id] for m in t.c.within[i]))
    return plan("agency", Has("section", Is((s,))), repeats=True)


@family(
    "agencies_of_domain",
    """
    n {d}领域的场景由哪些单位负责？
    n 附件里{d}领域都有哪些责任单位？
    c 负责{d}这个领域的单位有几家？
    n 谁在管{d}领域的应用场景？
    n 附件中归在{d}领域下的场景，责任单位有哪些？
    nc {d}领域共有多少家责任单位，是哪些？
    """,
)
def _(t: Turn) -> Asked:
    d = t.pick(t.c.domains)
    t.say(d=t.quote(d))
    return plan("agency", Has("domain", Is((d,))))


@family(
    "agencies_in_section_apart_from",
    """
    n {s}除了{a}，还有哪些责任单位？
    n 除{a}以外，还有谁参与{s}？
    c {s}除{a}外还涉及几家单位？
    n 不算{a}，{s}的责任单位有哪些？
    n {s}里{a}之外的责任单位，列一下。
    nc 撇开{a}，{s}的责任单位还有多少家，都是谁？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    s = t.section(2, lambda i: any(set(c.owners[m.id]) & set(c.agencies) for m in c.within[i]))
    a = t.agency([a for a in c.agencies if any(a in c.owners[m.id] for m in c.within[s])])
    return plan("agency", All((Has("section", Is((s,))), Not(Is((a,))))))


@family(
    "agencies_of_word",
    """
    n 提到{w}的{T}由哪些单位负责，把单位汇总列出来。
    n 哪些单位负责提到了{w}的{T}？
    n 都有哪些单位承担了写到{w}的{T}？
    c 一共有多少家单位负责提到{w}的{T}？
    nc 参与提及{w}的{T}的单位有几家，都有谁？
    c 有几家单位在提到{w}的{T}里担任责任单位？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    w = t.word(t.pick([w for w in c.words(c.tasks) if any(c.owners[x.id] for x in c.tasks if c.says(x, w))]))
    return plan("agency", Has(t.noun(), Says((w,))))


# ---------------------------------------------------------------- sections and domains


@family(
    "measures_of_section",
    """
    n {s}有哪些{T}？
    n {s}都安排了哪些{T}？
    c {s}一共有几{k}{T}？
    n 把{s}的{T}逐一列出来。
    nc {s}包含多少{k}{T}，分别是哪些？
    n {s}下面列了哪些{T}？
    c {s}总共写了多少{k}{T}？
    n 我只关心{s}，里面的{T}有哪些？
    """,
)
def _(t: Turn) -> Asked:
    s = t.section(2)
    return plan(t.noun(True), Has("section", Is((s,))))


@family(
    "rows_of_domain",
    """
    n {d}领域有哪些应用场景？
    n 附件里属于{d}的场景有哪些？
    c {d}领域一共列了几个场景？
    n 附件把哪些场景归到了{d}领域？
    nc {d}领域的场景有多少个，分别叫什么？
    n 列出附件中{d}领域的全部场景。
    """,
)
def _(t: Turn) -> Asked:
    d = t.pick(t.c.domains)
    t.say(d=t.quote(d))
    return plan("row", Has("domain", Is((d,))))


@family(
    "agency_in_section",
    """
    n {a}在{s}里负责哪些{T}？
    n {s}中有{a}参与的{T}是哪些？
    c {s}里归{a}管的{T}有几{k}？
    n {s}的{T}，哪些要{a}来落实？
    n {a}在{s}承担的{T}，帮我列一下。
    nc {s}当中，{a}参加的{T}有多少{k}，都叫什么？
    y {s}有没有要{a}负责的{T}？
    c {s}有几{k}{T}是由{a}参与的？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    s = t.section(2, lambda i: any(set(c.owners[m.id]) & set(c.agencies) for m in c.within[i]))
    a = t.agency([a for a in c.agencies if any(a in c.owners[m.id] for m in c.within[s])])
    return plan(t.noun(True), All((Has("section", Is((s,))), has(a))))


@family(
    "agency_in_domain",
    """
    n {d}领域里，{a}负责哪些场景？
    n {a}在{d}领域承担了哪些场景？
    c {d}领域有几个场景归{a}管？
    n 附件中{d}领域由{a}负责的场景有哪些？
    nc {a}在{d}领域负责的场景有几个，分别是什么？
    n 列出{d}领域当中责任单位是{a}的场景。
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    row = t.pick([r for r in c.rows if r.domain and set(r.agencies) & set(c.agencies)])
    a = t.agency([a for a in row.agencies if a in c.agencies])
    t.say(d=t.quote(row.domain))
    return plan("row", All((Has("domain", Is((row.domain,))), has(a))))


def flat(t: Turn) -> bool:
    """Give up where parts lie within parts; return whether they are chapters."""
    t.pick([1] if t.c.flat and len(t.c.homes(1)) > 2 else [])
    chapter = next(iter(t.c.sections.values())).label.endswith("章")
    t.say(
        P="章" if chapter else "部分",
        p="一章" if chapter else "个部分",
        pp="章" if chapter else "个部分",
        m="条" if chapter else "措施",
    )
    t.say(mk="条" if chapter else "条措施")
    return chapter


@family(
    "section_most",
    """
    n 哪{p}的{m}最多？
    n {m}数量最多的是哪{p}？
    n {D}，内容最重的是哪{p}，也就是{m}最多的？
    n 各{P}里面，{m}最多的是哪{p}？
    n 找出{m}最多的{P}。
    n 要说{m}的多少，排头一个的是哪{p}？
    """,
)
def _(t: Turn) -> Asked:
    if flat(t):
        t.say(m="条文")
    return plan("section", order=Order("count", what="measure"), take=1)


@family(
    "section_fewest",
    """
    n 哪{p}的{m}最少？
    n {m}数量最少的是哪{p}？
    n 各{P}里面，{m}最少的是哪{p}？
    n 找出{m}最少的{P}。
    n {D}，哪{p}写的{m}最少？
    n 论{m}数量，垫底的是哪{p}？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    if flat(t):
        t.say(m="条文")
    t.pick([1] if all(c.within.values()) else [])
    return plan("section", order=Order("count", most=False, what="measure"), take=1)


@family(
    "section_exactly",
    """
    n 哪{pp}正好有{n}{mk}？
    n 恰好包含{n}{mk}的{P}有哪些？
    c 刚好{n}{mk}的{P}有几个？
    n 哪些{P}不多不少就是{n}{mk}？
    n 列出正好有{n}{mk}的{P}。
    nc 只有{n}{mk}的{P}有几个，是哪些？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    chapter = flat(t)
    t.say(pp="几章" if chapter else "些部分")
    n = t.number(t.pick([len(x) for x in c.within.values() if len(x) > 1]))
    return plan("section", Has("measure", None, "=", n))


@family(
    "section_at_least",
    """
    n 哪些{P}的{m}不少于{n}条？
    n 至少有{n}{mk}的{P}有哪些？
    c {m}在{n}条及以上的{P}有几{cl}？
    n 列出{m}达到{n}条或更多的{P}。
    n {D}，哪些{P}起码有{n}{mk}？
    nc 含有{n}{mk}或更多的{P}有几{cl}，分别是哪些？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    chapter = flat(t)
    t.say(m="条文" if chapter else "措施", cl="个")
    sizes = sorted(len(x) for x in c.within.values())
    n = t.number(t.pick([s for s in sizes if s > max(1, sizes[0])]))
    return plan("section", Has("measure", None, ">=", n))


@family(
    "sections_of_agency",
    """
    n {a}在哪些部分有任务？
    n 哪几个部分里有{a}的任务？
    c {a}的任务分布在几个部分？
    n {a}参与了哪些部分的工作？
    n 责任单位里出现了{a}的部分有哪些？
    nc 有{a}参与的部分一共几个，分别是哪些？
    """,
)
def _(t: Turn) -> Asked:
    flat(t)
    c = t.c
    a = t.agency([a for a in c.agencies if any(a in c.owners[m.id] for m in c.measures)])
    return plan("section", Has("agency", Is((a,))))


@family(
    "sections_that_say",
    """
    n 哪些{P}的{m}提到了{w}？
    n {w}在哪些{P}的{m}里出现过？
    c 有几{cl}{P}的{m}写到{w}？
    n 有{m}提到{w}的{P}是哪些？
    n 列出含有提到{w}的{m}的{P}。
    nc {m}里讲到{w}的{P}有几{cl}，分别是哪些？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    chapter = flat(t)
    t.say(m="条文" if chapter else "措施", cl="个")
    w = t.word(t.pick(c.words(c.measures)))
    return plan("section", Has("measure", Says((w,))))


@family(
    "domain_most",
    """
    n 哪个领域的应用场景最多？
    n 附件里场景数量最多的是哪个领域？
    n 场景最多的领域是什么？
    n 附件列的场景主要集中在哪里，也就是哪个领域的场景最多？
    n 各领域当中，哪一个领域列的场景最多？
    n 找出附件里场景最多的那个领域。
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.domains)
    return plan("domain", order=Order("count", what="row"), take=1)


@family(
    "domain_fewest",
    """
    n 哪个领域的应用场景最少？
    n 附件里场景数量最少的是哪些领域？
    n 场景最少的领域有哪些？
    n 论场景数，垫底的是哪个领域？
    n 各领域当中，哪个领域列的场景最少？
    n 找出附件里场景最少的领域。
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.domains)
    return plan("domain", order=Order("count", most=False, what="row"), take=1)


# ---------------------------------------------------------------- words


def named(t: Turn) -> str:
    c = t.c
    tasks = c.tasks
    titles = [t.c.name(x) for x in tasks]
    if not all(titles):
        raise LookupError
    quoted = "".join(c.tally)
    return t.word(
        t.pick([w for w in NAME_WORDS if w not in quoted and 0 < sum(w in x for x in titles) < len(titles) * 0.6])
    )


@family(
    "name_contains",
    """
    n 名称里带有{w}的{T}有哪些？
    n 哪些{T}的名称含有{w}？
    c 名称中出现{w}的{T}有几{k}？
    n 列出名称带{w}字样的{T}。
    n 名字里有{w}这个词的{T}是哪些？
    nc 名称包含{w}的{T}有多少{k}，分别叫什么？
    y 有没有名称里带{w}的{T}？
    """,
)
def _(t: Turn) -> Asked:
    w = named(t)
    return plan(t.noun(), Says((w,), "name"))


@family(
    "name_whose",
    """
    a 名称里带{w}的{T}都归谁管？
    a 名字中有{w}的那些{T}各由哪些单位负责？
    a 名称含{w}字样的{T}，责任单位分别是谁？
    a 谁在负责名称里有{w}的{T}？
    a 名称包含{w}的{T}分别交给了哪些单位？
    a 凡是名称带{w}的{T}，各自的责任单位是哪些？
    """,
)
def _(t: Turn) -> Asked:
    w = named(t)
    return plan(t.noun(), Says((w,), "name"))


@family(
    "says",
    """
    n 哪些{T}提到了{w}？
    n 提到{w}的{T}有哪些？
    c {w}在几{k}{T}里出现过？
    n 内容里写到{w}的{T}是哪几{k}？
    n 把讲到{w}的{T}都找出来。
    nc 一共有多少{k}{T}提到{w}？都是哪些？
    y {D}有没有{T}提到{w}？
    c 出现{w}这个词的{T}共有多少{k}？
    n 我最近在关注{w}，{D}有哪些{T}提到它？
    """,
)
def _(t: Turn) -> Asked:
    w = t.word(t.pick(t.c.words(t.c.tasks)))
    return plan(t.noun(), Says((w,)))


@family(
    "says_whose",
    """
    a 提到{w}的{T}分别归谁管？
    a 写到{w}的{T}各由哪些单位负责？
    a 内容里出现{w}的{T}，责任单位分别是哪些？
    a 讲到{w}的那些{T}都是谁在管？
    a 凡提到{w}的{T}，各自由谁负责？
    a 含有{w}一词的{T}分别落在哪些单位头上？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    w = t.pick([w for w in c.words(c.tasks) if any(c.owners[x.id] for x in c.tasks if c.says(x, w))])
    t.word(w)
    return plan(t.noun(), Says((w,)))


def two_words(t: Turn, good: Fits) -> tuple[str, str]:
    c = t.c
    tasks = c.tasks
    words = c.words(tasks)
    found = {w: {x.id for x in tasks if c.says(x, w)} for w in words}
    w, v = t.pick([(w, v) for w in words for v in words if w not in v and v not in w and good(found[w], found[v])])
    t.word(w)
    t.word(v, "v")
    return w, v


@family(
    "says_both",
    """
    n 哪些{T}同时提到了{w}和{v}？
    n 既提到{w}又提到{v}的{T}有哪些？
    c {w}和{v}两个词都出现的{T}有几{k}？
    n 内容里{w}、{v}都写到了的{T}是哪些？
    n 找出同时含有{w}与{v}的{T}。
    nc 又讲{w}又讲{v}的{T}有多少{k}，分别是哪些？
    y 有没有{T}既写了{w}、又写了{v}？
    """,
)
def _(t: Turn) -> Asked:
    w, v = two_words(t, lambda p, q: p & q)
    return plan(t.noun(), Says((w, v)))


@family(
    "says_either",
    """
    n 提到{w}或者{v}的{T}有哪些？
    n 哪些{T}里出现了{w}或{v}？
    c 写到{w}或{v}的{T}一共几{k}？
    n {w}和{v}这两个词，至少提到一个的{T}是哪些？
    n 不管提的是{w}还是{v}，只要提到其中之一的{T}都列出来。
    nc {w}、{v}二者提到任意一个的{T}有多少{k}？是哪些？
    """,
)
def _(t: Turn) -> Asked:
    w, v = two_words(t, lambda p, q: p - q and q - p)
    return plan(t.noun(), Says((w, v), every=False))


@family(
    "says_not",
    """
    n 提到{w}但没提{v}的{T}有哪些？
    n 哪些{T}写了{w}，却没有写{v}？
    c 出现{w}而不出现{v}的{T}有几{k}？
    n 讲到{w}、没讲到{v}的{T}是哪些？
    n 在提到{w}的{T}里，把也提到{v}的剔除，剩下哪些？
    nc 只见{w}、不见{v}的{T}有多少{k}，都是哪些？
    y 有没有{T}提到了{w}，却只字未提{v}？
    """,
)
def _(t: Turn) -> Asked:
    w, v = two_words(t, lambda p, q: p - q and q)
    return plan(t.noun(), All((Says((w,)), Not(Says((v,), every=False)))))


@family(
    "says_none",
    """
    n 哪些{T}没有提到{w}？
    n 完全没写{w}的{T}有哪些？
    c 没出现过{w}这个词的{T}有几{k}？
    n 通篇不提{w}的{T}是哪些？
    n 把没讲到{w}的{T}列出来。
    nc 不含{w}一词的{T}有多少{k}，分别是哪些？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    w = t.pick([w for w in c.words(c.tasks) if sum(c.says(x, w) for x in c.tasks) > 2])
    t.word(w)
    return plan(t.noun(), Not(Says((w,), every=False)))


@family(
    "section_says",
    """
    n {s}里哪些{T}提到了{w}？
    n {s}中写到{w}的{T}有哪些？
    c {s}有几{k}{T}出现了{w}？
    n 在{s}范围内，讲到{w}的{T}是哪些？
    n 把{s}里提及{w}的{T}找出来。
    nc {s}提到{w}的{T}有多少{k}？分别是哪些？
    y {s}有没有{T}提到{w}？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    s = t.section(3, lambda i: bool(c.words(c.within[i])))
    w = t.word(t.pick(c.words(c.within[s])))
    return plan(t.noun(True), All((Has("section", Is((s,))), Says((w,)))))


@family(
    "agency_says",
    """
    n {a}负责的{T}中，哪些提到了{w}？
    n 由{a}承担、又写到{w}的{T}有哪些？
    c {a}的{T}里有几{k}提到{w}？
    n 哪些提到{w}的{T}要{a}参与？
    n 把{a}负责的、讲到{w}的{T}找出来。
    nc {a}参与的{T}当中出现{w}的有多少{k}，是哪些？
    y {a}负责的{T}里，有没有提到{w}的？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    a = t.agency(t.c.busy)
    w = t.word(t.pick(c.words(c.of(a))))
    return plan(t.noun(), All((has(a), Says((w,)))))


@family(
    "leads_says",
    """
    n {a}牵头的{T}中，哪些提到了{w}？
    n 由{a}牵头、内容写到{w}的{T}有哪些？
    c {a}牵头的{T}里有几{k}出现{w}？
    n 提到{w}又由{a}牵头的{T}是哪几{k}？
    n 把{a}牵头且讲到{w}的{T}列出来。
    nc {a}牵头的{T}里提到{w}的有多少{k}，都是哪些？
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    a = t.agency([a for a in c.agencies if len(c.leads(a)) > 1])
    w = t.word(t.pick(c.words(c.leads(a))))
    return plan(t.noun(), All((has(a, role=Role.LEAD), Says((w,)))))


# ---------------------------------------------------------------- places


def some_of_section(t: Turn) -> tuple[str, int]:
    s = t.section(3)
    n = t.number(t.r.randint(2, min(4, len(t.c.within[s]) - 1)))
    if t.c.is_law:
        t.say(T="规定", k="条", kt="条")
    else:
        k = t.r.choice("条项")
        t.say(T="措施", k=k, kt=k + "措施")
    return s, n


@family(
    "first_of_section",
    """
    n {s}的前{n}{kt}是什么？
    n {s}最前面的{n}{kt}是哪些？
    n 列出{s}开头{n}{kt}。
    n {s}里排在前{n}位的{T}有哪些？
    n {s}打头的{n}{kt}叫什么？
    n 只看{s}的前{n}{kt}，是哪{n}{k}？
    """,
)
def _(t: Turn) -> Asked:
    s, n = some_of_section(t)
    return plan("measure", Has("section", Is((s,))), order=Order("place", most=False), take=n)


@family(
    "last_of_section",
    """
    n {s}的最后{n}{kt}是什么？
    n {s}末尾{n}{kt}是哪些？
    n 列出{s}结尾处的{n}{kt}。
    n {s}里排在最后{n}位的{T}有哪些？
    n {s}收尾的{n}{kt}叫什么？
    n 只看{s}的后{n}{kt}，是哪{n}{k}？
    """,
)
def _(t: Turn) -> Asked:
    s, n = some_of_section(t)
    return plan("measure", Has("section", Is((s,))), order=Order("place", most=True), take=n)


@family(
    "first_of_section_whose",
    """
    a {s}的前{n}{kt}分别归谁管？
    a {s}开头{n}{kt}各由哪些单位负责？
    a {s}最前面{n}{kt}的责任单位分别是谁？
    a {s}排在前面的{n}{kt}，都由谁负责？
    a 谁来负责{s}的前{n}{kt}？
    a {s}打头的{n}{kt}各落在哪些单位身上？
    """,
)
def _(t: Turn) -> Asked:
    s, n = some_of_section(t)
    if not all(t.c.owners[m.id] for m in t.c.within[s]):
        raise LookupError
    return plan("measure", Has("section", Is((s,))), order=Order("place", most=False), take=n)


def neighbour(t: Turn, step: int) -> Asked:
    c = t.c
    pools: list[Sequence[Task]] = [c.measures, c.rows] if c.rows else [c.measures]
    pool = t.pick(pools)
    near = []
    for place, one in enumerate(pool):
        other = place + step
        if 0 <= other < len(pool) and getattr(pool[other], "section", "") == getattr(one, "section", ""):
            near.append(one)
    one = t.pick(near)
    row = isinstance(one, Scenario)
    t.say(i=t.called(one), k="项" if row else "条")
    return plan("row" if row else "measure", Beside(one.id, step))


@family(
    "item_after",
    """
    n 紧接着{i}的下一{k}是什么？
    n {i}后面那一{k}是什么？
    n 排在{i}之后的第一{k}是哪{k}？
    n {i}的下一{k}叫什么？
    n 看完{i}，接下来是哪一{k}？
    n 紧跟在{i}后头的是哪{k}？
    """,
)
def _(t: Turn) -> Asked:
    return neighbour(t, 1)


@family(
    "item_before",
    """
    n {i}的上一{k}是什么？
    n {i}前面那一{k}是什么？
    n 紧挨着{i}、排在它前头的是哪{k}？
    n 在{i}之前的那一{k}叫什么？
    n {i}的前一{k}是哪{k}？
    n 文件翻到{i}了，它上面那一{k}是什么？
    """,
)
def _(t: Turn) -> Asked:
    return neighbour(t, -1)


# ---------------------------------------------------------------- counts by groups


@family(
    "count_per_section",
    """
    c 每{p}各有几{mk}？
    c 各{P}分别有多少{mk}？
    c 按{P}统计一下{m}数量。
    c {m}在各{P}是怎么分布的，分别有几条？
    c 各{P}的{m}数分别是多少？
    c 列一张表，看看每{p}有多少{mk}。
    """,
)
def _(t: Turn) -> Asked:
    if flat(t):
        t.say(m="条文")
    return plan("measure", group="section")


@family(
    "count_per_agency",
    """
    c 每个单位各负责几项任务？
    c 各单位分别承担多少项任务？
    c 按单位统计任务数量。
    c 各责任单位的任务数分别是多少？
    c 任务在各单位之间是怎么分的，每家有几项？
    c 帮我数数每家单位名下各有多少项任务。
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.agencies)
    return plan("task", group="agency")


@family(
    "count_per_domain",
    """
    c 每个领域各有几个应用场景？
    c 各领域分别列了多少个场景？
    c 按领域统计附件里的场景数量。
    c 附件的场景在各领域怎么分布，各有几个？
    c 各应用领域的场景数分别是多少？
    c 数一数每个领域有多少个场景。
    """,
)
def _(t: Turn) -> Asked:
    t.pick(t.c.domains)
    return plan("row", group="domain")


@family(
    "agencies_per_section",
    """
    c 每个部分各涉及几家责任单位？
    c 各部分分别有多少家责任单位？
    c 按部分统计责任单位的数量。
    c 各部分的责任单位数分别是多少，重复的不重复计算？
    c 每个部分各要多少家单位来落实？
    c 帮我数数各个部分各有几家责任单位。
    """,
)
def _(t: Turn) -> Asked:
    flat(t)
    t.pick(t.c.agencies)
    return plan("agency", group="section")


@family(
    "agency_per_section",
    """
    c {a}在各部分各有几{k}{T}？
    c {a}的{T}在每个部分分别有多少{k}？
    c 按部分统计{a}负责的{T}数量。
    c {a}参与的{T}是怎么分布在各部分的，各有几{k}？
    c 分部分数一数，{a}各承担多少{k}{T}？
    c 每个部分里归{a}管的{T}各是几{k}？
    """,
)
def _(t: Turn) -> Asked:
    flat(t)
    c = t.c
    a = t.agency([a for a in c.busy if sum(a in c.owners[m.id] for m in c.measures) > 1])
    what = t.noun(True)
    return plan(what, has(a), group="section")


@family(
    "word_per_section",
    """
    c 提到{w}的{m}在各{P}各有几条？
    c 每{p}分别有多少{mk}提到{w}？
    c 按{P}统计提到{w}的{m}数量。
    c 各{P}写到{w}的{m}分别是几条？
    c 分{P}看，讲到{w}的{m}各有多少条？
    c 数数每{p}各有几{mk}出现了{w}。
    """,
)
def _(t: Turn) -> Asked:
    c = t.c
    if flat(t):
        t.say(m="条文", mk="条")
    w = t.word(t.pick([w for w in c.words(c.measures) if sum(c.says(m, w) for m in c.measures) > 2]))
    return plan("measure", Says((w,)), group="section")


# ---------------------------------------------------------------- making them


def _dress(text: str, rng: random.Random, law: bool) -> str:
    """Add what people put around a question."""
    plain = not text.startswith(("请", "帮", "麻烦", "我", "听说", "看完", "文件")) and "我" not in text[:3]
    roll = rng.random()
    if plain and text.endswith("？") and roll < 0.14:
        text = rng.choice(POLITE) + text
    elif plain and roll < 0.19:
        text = rng.choice(STORIES) + text
    elif text.startswith(("列", "把", "找")) and roll < 0.6:
        text = rng.choice(("请", "麻烦", "帮我", "请帮我")) + text
    if text.endswith("？") and rng.random() < 0.12:
        text = text[:-1] + rng.choice(
            ("", "?", "呢？" if text[:-1].endswith(("哪些", "什么", "多少", "谁", "哪个")) else "？")
        )
    elif text.endswith("。") and rng.random() < 0.15:
        text = text[:-1] + rng.choice(("", "，谢谢。"))
    return text


def _one(context: Context, make: Make, line: Line, rng: random.Random) -> tuple[str, Select] | None:
    code, sentence = line
    turn = Turn(context, rng)
    where = ["这部法律里", "本法中", "这部法里"] if context.is_law else ["这份文件里", "文件里", "整份文件中"]
    where += [w + "里" for w in ("意见", "方案") if not context.is_law and w in context.document.title]
    turn.say(D=rng.choice(where))
    try:
        made = make(turn)
    except (LookupError, ValueError):
        return None
    text = sentence.format(**turn.slots)
    text = text.replace("章里里", "章里").replace("几个章", "几章")
    if context.is_law:
        text = text.replace("分别叫什么", "分别是哪些").replace("都叫什么", "都是哪些").replace("叫什么", "是哪些")
        if "一条是哪些" in text:
            text = text.replace("一条是哪些", "一条是什么")
    return _dress(text, rng, context.is_law), made(SHOWS[code])


def named_cases(document: PolicyDocument, count: int, seed: int) -> list[tuple[str, str, Select]]:
    """Return questions about a document, each with its family and its plan; the same for the same seed, and none twice."""
    rng = random.Random(f"templates_b/{seed}")
    context = Context(document)
    decks: dict[str, list[tuple[str, str]]] = {}
    names = list(FAMILIES)
    rng.shuffle(names)
    seen: set[str] = set()
    found: list[tuple[str, str, Select]] = []
    while names and len(found) < count:
        for name in list(names):
            make, lines = FAMILIES[name]
            made: tuple[str, Select] | None = None
            for _ in range(12):
                if not decks.get(name):
                    decks[name] = rng.sample(lines, len(lines))
                made = _one(context, make, decks[name].pop(), rng)
                if made and made[0] not in seen:
                    break
                made = None
            if made is None:
                names.remove(name)
                continue
            seen.add(made[0])
            found.append((name, *made))
            if len(found) == count:
                break
    return found
