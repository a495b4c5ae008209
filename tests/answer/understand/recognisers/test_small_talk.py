from __future__ import annotations

import pytest

from answer.models import SmallTalk
from answer.models.plan import Talk
from answer.understand import planner
from answer.understand.annotate import annotate
from answer.understand.names import Names
from answer.understand.recognisers.small_talk import recognise
from answer.understand.talk import TalkReader
from index.normalize import normalize
from index.search_index import SearchIndex
from index.tokenizer import PolicyTokenizer
from ingest.agency_aliases import read_aliases

KINDS: list[tuple[Talk, str]] = [
    ("greeting", "你好 您好！ 你好呀 哈喽 hello Hi! 早上好 在吗？ 侬好 嗨，你好 喂 大家好 下午好啊"),
    ("thanks", "谢谢 多谢晒 唔该 唔该晒！ 谢谢你啊 好的，谢谢您！ 太好了谢谢！ 懂了，太感谢了 谢谢提醒 辛苦了 明白了，辛苦 thanks! 謝謝您"),
    ("thanks", "行，够写稿了，谢谢 中，谢谢你 記下了，謝謝老師 谢啦，帮大忙了 谢了，我这就去找他们 哦，原来已经过期了，谢谢提醒 收到，多谢"),
    ("thanks", "行，我先去银行问问，多谢啊 好好，谢谢你啊 心里有底了，谢谢你 好嘞，辛苦了 了解，谢谢您 谢谢你的解答 谢谢，麻烦了"),
    ("farewell", "再见 拜拜 OK，先这样 bye 好的，再见 谢谢，再见 没别的了 没事了，谢谢"),
    ("praise", "真棒 你真厉害 太好了 不错不错 答得好 讲得很清楚 很好"),
    ("complaint", "答非所问 你答错了 不靠谱 你这回答真没用 你没听懂"),
    ("wait", "等一下 稍等 等会儿 我想想 等等，我想一下"),
    ("understood", "好的 好嘞，心里有数了 明白了 嗯，知道了 ok 好，我先给领导汇报去 好，我这就写材料去 好的明白了，明天班会就讲这个"),
    ("who_are_you", "你是谁 你是谁呀？ 你叫什么名字 你是机器人吗 你是真人还是机器人 你好，你是谁 你是谁开发的 你是哪个模型 侬是啥人"),
    ("what_can_you_do", "你能做什么 你会什么 你好，请问你能做什么？ 你有什么功能 我可以问你什么 你能回答什么问题 你是做什么的"),
]  # fmt: skip
ENGLISH: list[tuple[Talk, str]] = [
    ("thanks", "thank you so much"),
    ("thanks", "Great, thank you!"),
    ("thanks", "Perfect, cheers!"),
    ("thanks", "thanks for the help"),
    ("thanks", "ok thanks"),
    ("praise", "That is great!"),
    ("greeting", "hi there"),
]
QUESTIONS = (
    "谢谢，那租金补贴呢",
    "你好，口岸归谁管",
    "谢谢，那责任单位呢",
    "好的，那第三条呢",
    "好的，租金补贴",
    "行，还有别的吗",
    "请问模型插件是什么",
    "你能告诉我租金补贴有多少吗",
    "你知道基金规模多大吗",
    "明白了，谁负责",
    "明白了。最后那家呢？",
    "等一下，第五条讲什么",
    "等一下，我问的是市科协",
    "不错的企业有没有奖励",
    "啊不对，我早毕业了，不算学生",
    "好的，我是硕士毕业的",
    "哦打错了，我是硕士毕业的",
    "感谢信怎么写",
    "收到申请后几日内答复",
    "了解哪些政策",
    "机器人",
    "你好市科协",
    "好的，第二个",
    "最后一个",
    "为什么",
    "多少",
    "谁",
    "谢谢？还有哪些",
    "",
    "？？？",
    "OK的标准是什么",
    "who is responsible? thanks",
    "谢谢您，那由谁负责呢，麻烦了",
    "原来的标准是多少",
    "没问题的企业怎么监管，谢谢",
)


@pytest.fixture(scope="module")
def talk() -> TalkReader:
    return TalkReader(PolicyTokenizer())


@pytest.fixture(scope="module")
def names(search_index: SearchIndex) -> Names:
    return Names(search_index.document, search_index.tokenizer, read_aliases(), lambda _word: 0)


@pytest.mark.parametrize(
    ("kind", "said"),
    [*((kind, said) for kind, texts in KINDS for said in texts.replace("， ", "，").split(" ")), *ENGLISH],
)
def test_what_asks_nothing_is_small_talk(talk: TalkReader, names: Names, kind: Talk, said: str) -> None:
    assert talk.read(said) == SmallTalk(kind)
    best = planner.plan(annotate(said, normalize(said), names), names)
    assert best is not None
    assert best.plan == SmallTalk(kind)


@pytest.mark.parametrize("asked", QUESTIONS)
def test_what_asks_something_is_none(talk: TalkReader, names: Names, asked: str) -> None:
    assert talk.read(asked) is None
    assert recognise(annotate(asked, normalize(asked), names), names) == []
