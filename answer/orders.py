"""Orders to the assistant, which are no questions about a policy: to drop its rules, to write, translate or recommend.

The words alone say nothing: 我不会写代码，能不能干, 提示词工程师有没有补贴 and 罪犯越狱怎么处理 ask about a policy. An order is
addressed to the assistant (帮我…, 你…), or it stands where an order stands, at the beginning of a clause, and nothing is
asked beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from answer.asking import CLAUSE, asks

_ADDRESSED = re.compile(
    r"(?:帮忙?我?|[给替为]我们?|请(?!问)|麻烦|劳驾|你们?|您)[^,。?]{0,6}$|我(?:们)?(?:想|要)(?:让|请|叫)?你"
)
"""Stands before what the assistant is told to do."""
_OPENING = re.compile(
    r"(?:请|麻烦|劳驾|现在|那么?|来|再|先|就|接着|然后|顺便|快|直接|必须|立[刻即]|好[吧的]?|(?:用|以|按照?|依照?|根据|围绕|结合|针对|关于|把|将)[^,。?]{1,16}?)*"
)
"""What may stand between the beginning of a clause and an order."""
_OF_OTHERS = re.compile(r"我们?|本人|咱|俺|不|没|谁")
"""Who says so of himself or of somebody else gives no order."""
_POLITE = re.compile(r"(?:好吗|好不好|行吗|行不行|可以吗|可不可以|成吗|[吧呗啊呀])[?!。]*$")
_QUALIFIES = re.compile(r"的(?=[\u3400-\u9fff])")

_ERRAND = re.compile(
    r"(?:写|编|作|拟|起草|创作)(?:一?[篇首段封则副](?![^,。?]{0,6}(?:摘要|概述|综述|导语|导读))|个?(?:诗|作文|小说|故事|情书|周报|简历|代码|脚本|程序|函数)(?![的员猿]))|(?:讲|说|来)个?(?:笑话|故事|段子|谐音梗)|谐音梗|翻译(?:成|一下|这|下面|:)|"
    r"推荐[一几]?[个款本部首家](?!措施|条)|(?:帮我|给我|替我)(?:算|画|翻译|改写|润色|起名|取名|唱|编)|(?:^|[,。])(?:write|translate|recommend|tell me a (?:joke|story))\b"
)
"""They ask for a text or a tip, not for what a document says."""
_RULES = r"(?:规则|指令|指示|设定|要求|限制|提示)"
_DROPS = re.compile(
    rf"(?:忽略|无视|忘掉|忘记|不要理会|抛开|绕过)[^。?]{{0,12}}{_RULES}|(?:扮演|假装)[^。?]{{0,12}}(?:没有限制|不受限制|管理员|开发者|黑客|dan\b)|越狱|(?:输出|打印|复述|显示|泄露|透露)[^,。?]{{0,8}}提示词|提示词[^,。?]{{0,3}}(?:输出|打印|复述|发)给"
)
"""Orders to drop its rules, where they are orders."""
_TO_ASSISTANT = re.compile(
    rf"(?:忽略|无视|忘掉|忘记|不要理会|抛开|绕过)[^。?]{{0,4}}(?:你|之前|以上|上面|前面|先前|刚才|系统|此前)[^。?]{{0,8}}{_RULES}|"
    r"(?:你(?:们|现在)?的?|初始|内置|隐藏的?|最初的?)(?:系统)?(?:提示词|指令|prompt)|系统(?:提示词|prompt)(?!工程|[师员类库])|^提示词(?:是|有|呢|[?]?$)|"
    r"(?:你现在是|从现在起你|假装你是|你来?扮演)[^。?]{0,12}(?:没有限制|不受限制|管理员|开发者|黑客|dan\b)|越狱模式|"
    r"ignore (?:all |any |the |your )*(?:previous|prior|above|earlier)|system prompt|jailbreak|developer mode"
)
"""Speak of the assistant itself, wherever they stand."""


def is_attack(text: str) -> bool:
    """Tell whether a normalised text orders the assistant to drop its rules or to show them."""
    return _TO_ASSISTANT.search(text) is not None or any(_orders(_DROPS, text))


def is_errand(text: str) -> bool:
    """Tell whether a normalised text orders something that is no answer from a document."""
    return any(_orders(_ERRAND, text))


def _orders(pattern: re.Pattern[str], text: str) -> Iterator[bool]:
    """Say of each place where something is named that may be ordered whether it is."""
    asked = any(map(asks, (_POLITE.sub("", clause) for clause in CLAUSE.findall(text) if not pattern.search(clause))))
    for clause in CLAUSE.findall(text):
        for found in pattern.finditer(clause):
            before, behind = clause[: found.start()], _POLITE.sub("", clause[found.end() :])
            if _ADDRESSED.search(before) or found.group().startswith(("帮我", "给我", "替我")):
                yield True
            # 写一篇关于补贴多少钱的文章 asks nothing.
            is_plain = not asks(_QUALIFIES.split(behind)[-1] if "关于" in behind else behind)
            opens = _OPENING.fullmatch(before) is not None
            # Of 几个 it cannot be told from an order that somebody else recommends them.
            others = asked or "几" in found.group() or asks(before) or _OF_OTHERS.search(before)
            yield is_plain and (opens or not others)
