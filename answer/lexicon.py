"""Which words of a question carry what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.numerals import NUMERAL_CHARS

FUNCTION_WORDS = frozenset(
    """
    的 了 吗 呢 吧 啊 呀 哦 嘛 么 和 与 跟 及 或 或者 以及 还有 而 且 但 但是 就 都 也 又 再 还 才 只 很 太 更 最 挺 蛮
    是 在 有 没 没有 不 不是 会 能 能不能 可以 可不可以 要 想 想要 需要 应该 得 让 给 把 被 将 对 对于 关于 于 从 到 由 为 为了
    向 往 以 用 按 按照 根据 通过 因为 所以 如果 要是 的话 时 时候 之 其 此 该 各 每 某 这 那 这个 那个 这些 那些 这样 那样
    这里 那里 里 里面 里头 中 上 下 内 外 前 后 之前 之后 以后 以前 现在 目前 方面 等 等等 我 我们 你 你们 您 他 他们 她 它
    它们 咱 咱们 自己 大家 别人 人家 人 什么 什麽 啥 哪 哪个 哪些 哪里 哪儿 哪一个 哪一条 哪一项 哪几 哪种 哪家 哪条 哪项 哪位 谁
    怎么 怎样 怎么样 如何 为什么 为何 多少 几 几个 几家 几条 几项 几种 多大 多久 多长 是否 是不是 有没有 有无 会不会 要不要 何时
    何地 何种 请 请问 问 问一下 告诉 说 说说 说明 讲 讲讲 介绍 介绍一下 列出 列举 一下 一些 一个 一条 一项 一种 两个 两条 三个
    几样 哪几样 分别 到底 究竟 其中 包括 包含 具体 主要 还 还是 情况 内容 事 事情 东西 方案 行动 行动方案 文件 政策 规定 条款 措施 这份 本
    全市 市里 提到 提及 写 写了 写到 写的 写明 谈到 讲了 说了 些什么 干什么 做什么 是什么 有什么 涉及 有关 相关 针对 算 叫 叫做 称为 属于 做 搞 弄 干 办 进行 开展
    真的 好像 听说 觉得 知道 打算 准备
    a an the of in on at to for and or is are was were be do does did what which who whom when where why how many
    much this that these those it its any there will would can could should with by from about plan policy please
    tell me one two three still now
    """.split()
)
"""Function words, question words, and words that every question about a policy may contain."""


def content_words(words: list[str]) -> list[str]:
    """Keep the words that say what a question is about, each once, in order.

    Single characters say too little, except letters and digits, which name things.
    """
    kept = (
        word
        for word in words
        if word not in FUNCTION_WORDS and (len(word) > 1 or word.isascii()) and not word.isspace()
    )
    return list(dict.fromkeys(kept))


_ASKED_OF = re.compile(
    r"该找|能不能|可不可以|是不是|有没有|责任|单位|部门|机构|负责|牵头|主管|归口|归|管|时间|日期|期限|截止|什么时候|何时|几时|哪天|哪年|多久|启动|开始|完成|金额|钱|资金|补贴|补助|奖励|额度|"
    r"多少|数字|规模|条件|流程|程序|手续|材料|标准|要求|申请|申报|报名|办理|电话|地址|联系|方式|网址|链接|领域|序号|编号|内容|原文|全文|原话|详细|具体|细节|展开|目标|目的|依据|"
    r"部分|章节?|标题|名称|名字|怎么|如何|什么|做法|办法|举措|措施|条款|讲|说|写|还|别的|其他|另外|全部|完整|一下|属于|哪|应用|场景|附件|清单|"
    rf"各(?:由|归|自|是|有|在|占|写|属|算|落)|[{NUMERAL_CHARS}几哪]+[类种个项条样家名块处](?![\u3400-\u9fff]{{0,2}}区)|[两三几]个问题|[两几]件事|[一二三]是|[,。:;\s]?[123]、|第[一二]个?(?=[,:、])|[想要]?请?问[问下]?|想知道|[两三这那][处边头样种俩]|这?俩|说法|提法|写法|[这那][条一]?(?:事|块|边|一块)|[那这]条里?|背后|弄[混错]|干嘛|要干|一类|同一类|节奏|撞在?一|被要求|"
    r"区别|不同|有何|差别|差异|一样|相同|异同|对比|比较|分别|各自|同一|一家|一类|列出来?|列给我?|分属|分归|各归|分列|出现|开工|动工|完工|建成|麻烦|帮忙|帮我|查一?下|牵涉|"
    r"\b(?:who|when|where|what|how|which|agency|department|responsible|details?|more)\b"
)
"""What is asked of a matter, and names none."""


def names_kind(word: str) -> bool:
    """Tell whether a word only names what is asked of a matter: 时间, 金额, 补贴."""
    return _ASKED_OF.fullmatch(word) is not None


def own_words(text: str, cut: Callable[[str], list[str]]) -> list[str]:
    """Return the words by which a normalised text names a matter of its own; none if it only asks about one.

    Args:
        text: a question, or a part of one.
        cut: cuts a text into words.
    """
    # A space between Chinese characters would be taken for layout, and what stands around it for one word.
    return content_words(cut(_ASKED_OF.sub(",", text)))
