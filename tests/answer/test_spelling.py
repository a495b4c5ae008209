from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path

import pytest

from answer.pinyin_input import PinyinInput
from answer.spelling import Correction, Spelling, policy_vocabulary, read_confusions
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.chunks import make_chunks
from ingest.errors import MetadataError
from ingest.models import PolicyDocument

DEV = Path(__file__).parents[2] / "eval" / "data" / "plan-dev"


@pytest.fixture(scope="module")
def tokenizer(document: PolicyDocument) -> PolicyTokenizer:
    return PolicyTokenizer(domain_words(document))


@pytest.fixture(scope="module")
def vocabulary(document: PolicyDocument, tokenizer: PolicyTokenizer) -> tuple[str, ...]:
    return policy_vocabulary(document, tokenizer)


@pytest.fixture(scope="module")
def spelling(vocabulary: tuple[str, ...], tokenizer: PolicyTokenizer) -> Spelling:
    return Spelling(vocabulary, tokenizer.knows)


def corrected(spelling: Spelling, text: str) -> str:
    return spelling.correct(normalize(text)).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("医学影像辅助珍断归谁管", "医学影像辅助诊断归谁管"),
        ("忘络安全哪个部门负责", "网络安全哪个部门负责"),
        ("医学影象", "医学影像"),
        ("基金群规磨多大", "基金群规模多大"),
        ("生态浮化平台", "生态孵化平台"),
        ("鹏程云恼三期", "鹏城云脑三期"),
        ("给中晓起业的支持", "给中小企业的支持"),
        ("人工只能服务专区", "人工智能服务专区"),
        ("低空只能融合", "低空智能融合"),
    ],
)
def test_words_of_the_same_sound(spelling: Spelling, typed: str, meant: str) -> None:
    assert corrected(spelling, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("安全可性", "安全可信"), ("扶次计划", "扶持计划"), ("智能网炼汽车", "智能网联汽车")],
)
def test_sounds_that_many_speakers_do_not_tell_apart(spelling: Spelling, typed: str, meant: str) -> None:
    assert corrected(spelling, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("食品安全监菅谁负责", "食品安全监管谁负责"),
        ("揭榜卦帅鼓励什么", "揭榜挂帅鼓励什么"),
        ("表面缺馅检测", "表面缺陷检测"),
        ("基金群多小钱", "基金群多少钱"),
        ("附件第三项是什莫", "附件第三项是什么"),
        ("消防归哪个单立", "消防归哪个单位"),
    ],
)
def test_characters_that_look_alike(spelling: Spelling, typed: str, meant: str) -> None:
    assert corrected(spelling, typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("大大模型有什么支持", "大模型有什么支持"),
        ("哪哪些措施提到数据", "哪些措施提到数据"),
        ("人人工智能企业", "人工智能企业"),
        ("能智网联汽车", "智能网联汽车"),
        ("公共据数开放", "公共数据开放"),
    ],
)
def test_doubled_and_transposed_characters(spelling: Spelling, typed: str, meant: str) -> None:
    assert corrected(spelling, typed) == meant


def test_in_long_words_any_character_may_be_wrong(spelling: Spelling) -> None:
    assert corrected(spelling, "食品鸭全监管归谁") == "食品安全监管归谁"
    assert corrected(spelling, "消防鸭管归谁") == "消防鸭管归谁"


def test_changes_say_what_was_written_and_what_is_meant(spelling: Spelling) -> None:
    assert spelling.correct("消方ai监菅哪个单立") == Correction(
        "消防ai监管哪个单位", (("消方", "消防"), ("监菅", "监管"), ("单立", "单位"))
    )
    assert spelling.correct("消防监管归谁") == Correction("消防监管归谁")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rengongzhineng有什么政策", "人工智能有什么政策"),
        ("RenGong ZhiNeng 政策", "人工智能政策"),
        ("suan li ping tai shui fu ze", "算力平台谁负责"),
        ("jijin guimo多大", "基金规模多大"),
        ("AI suanli", "ai算力"),
        ("di san tiao zeren danwei", "第三条责任单位"),
        ("rengongzhineng shi shenme", "人工智能是什么"),
        ("第五条zrdw", "第五条责任单位"),
        ("sjjys的任务", "数据交易所的任务"),
        ("rgzn企业", "人工智能企业"),
    ],
)
def test_pinyin(spelling: Spelling, typed: str, meant: str) -> None:
    assert corrected(spelling, typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "what can she do",
        "long men",
        "does shenzhen support suanli",
        "rgzn",
        "zrdw in this plan",
        "dmx有什么支持",
        "gxj负责什么",
        "szsj负责什么",
        "chatgpt和aigc的gpu算力",
        "https://pingtai.sz.gov.cn/suanli 是什么",
        "看 suanli.pdf 和 suanli_1",
        "change management是什么",
    ],
)
def test_other_letters_stay(spelling: Spelling, typed: str) -> None:
    assert spelling.correct(normalize(typed)).changes == ()


def test_initials_of_two_words_mean_neither() -> None:
    pinyin = PinyinInput(["责任单位", "中日动物"])
    assert pinyin.convert("查zrdw") == ("查zrdw", ())
    assert PinyinInput(["责任单位"]).convert("查zrdw") == ("查责任单位", (("zrdw", "责任单位"),))


def test_of_words_that_sound_the_same_pinyin_means_the_commonest() -> None:
    assert PinyinInput(["技术", "计数"]).convert("jishu")[0] == "技术"


def test_spaces_in_pinyin_stand_between_syllables() -> None:
    assert PinyinInput(["西安市"]).convert("xi'an shi")[0] == "西安市"
    assert PinyinInput(["西安市"]).convert("xia nshi")[0] == "xia nshi"


def test_of_equally_good_corrections_none_is_made() -> None:
    assert Spelling(["智能电", "智能店"], lambda _: False).correct("智能垫").text == "智能垫"
    assert Spelling(["智能电"], lambda _: False).correct("智能垫").text == "智能电"


def test_sound_counts_more_than_shape() -> None:
    assert Spelling(["技木品", "计数品"], lambda _: False).correct("技术品").text == "计数品"
    assert Spelling(["监蓝网", "监管网"], lambda _: False).correct("监菅网").text == "监管网"


def test_longer_words_explain_more() -> None:
    assert Spelling(["鹏城", "鹏城云脑"], {"鹏程"}.__contains__).correct("鹏程云恼").text == "鹏城云脑"


def test_words_of_the_dictionary_stay(spelling: Spelling, tokenizer: PolicyTokenizer) -> None:
    rng = random.Random(5)
    _, listed, suspects = read_confusions()
    words = sorted(word for word in tokenizer._jieba.FREQ if len(word) > 1 and tokenizer.knows(word) and word[0] > "z")
    pairs = (rng.choice(words) + rng.choice(words) for _ in range(1000))
    changed = [
        pair
        for pair in pairs
        if spelling.correct(pair).changes and not any(word in pair for word in (*listed, *suspects))
    ]
    assert changed == []


def test_the_policy_stays(spelling: Spelling, document: PolicyDocument) -> None:
    texts = [normalize(text) for chunk in make_chunks(document) for text in (chunk.text, chunk.context)]
    assert [change for text in texts for change in spelling.correct(text).changes] == []


PLAIN = """
你好，请问你能做什么？
这份文件是谁发的，什么时候发的
基金群规模有多大
五险一金怎么交
深圳限行规定是什么
智造企业有没有补贴
我们公司在成都做AI，要不要搬到深圳来
2023年年底前要做完什么
市市场监管局和各区区长分别负责什么
无人机外卖在南山落地了吗，大疆和美团谁牵头
那个单位管公园里的机器人
每家企业只能申报一个吗，数据只能在交易所买吗，只能由市级单位牵头吗
有冇部门负责啲机器人㗎，边个揸旗
第二批清单什么时候出，第十九条写了什么
双减之后课后托管班还办不办
网约车司机的社保个税怎么算
"""


def test_plain_questions_stay(spelling: Spelling) -> None:
    changed = {line: spelling.correct(normalize(line)).changes for line in PLAIN.split()}
    assert {line: changes for line, changes in changed.items() if changes} == {}


@pytest.mark.parametrize("template", ["{}负责什么", "市{}管哪些措施", "深圳市{}的任务", "这个由{}管吗", "{}"])
def test_names_of_other_bodies_and_firms_stay(spelling: Spelling, template: str) -> None:
    names = """
    审计局 文旅局 气象局 药监局 水务局 医保局 信访局 应急管理局 规自局 残联 总工会 团市委 妇联 档案局 外办 民政局 名政局 商务局
    税务局 生态环境局 知识产权局 海事局 证监局 工务署 住建局 住建委 发改委 卫健委 卫建委 政数局 市监局 人社局 交委 编办 城投
    华为 腾讯 大疆 优必选 商汤 云天励飞 比亚迪 速腾聚创 越疆 众擎 深创投 福田 罗湖 坪山 盐田 大鹏 华强北 苏州 东莞 成都
    """.split()
    changed = {name: spelling.correct(template.format(name)).changes for name in names}
    assert {name: changes for name, changes in changed.items() if changes} == {}


HARMLESS = {
    ("zrdw", "责任单位"),
    ("甚么", "什么"),
    ("先峰城市", "先锋城市"),
    ("先试试", "先试"),
    ("大做", "做大"),
    ("兹询", "咨询"),
}
HARMLESS |= {("扫街机器人", "扫地机器人")}
"""What is put right in questions that are not about slips."""


def test_questions_without_slips_stay(spelling: Spelling) -> None:
    questions = [json.loads(line) for path in DEV.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    plain = [item for item in questions if item["category"] != "typo_variant" and "错" not in item["note"]]
    changes = {change for item in plain for change in spelling.correct(normalize(item["question"])).changes}
    assert len(plain) > 500
    assert changes <= HARMLESS


def test_most_slips_in_the_policy_are_found_and_none_made_worse(spelling: Spelling, document: PolicyDocument) -> None:
    """Corrupt the policy itself: another character of the same sound, one doubled, two in the wrong order."""
    rng = random.Random(7)
    same_sound = dict(zip("智能网络监管场景基金数据企业平台", "至讷忘落间观厂井机今束剧起夜苹抬", strict=True))
    phrases = [phrase for measure in document.measures for phrase in re.findall("[一-鿿]{6,14}", measure.body)]
    right = wrong = total = 0
    for phrase in phrases:
        place = rng.randrange(len(phrase) - 1)
        before, char, following, after = phrase[:place], phrase[place], phrase[place + 1], phrase[place + 2 :]
        sounding = "".join(same_sound.get(sign, sign) if at == place else sign for at, sign in enumerate(phrase))
        for slip in {sounding, before + char * 2 + following + after, before + following + char + after} - {phrase}:
            total += 1
            found = spelling.correct(slip)
            right += found.text == phrase
            wrong += bool(found.changes) and found.text != phrase
    assert right / total > 0.75
    assert wrong / total < 0.01


def test_a_corrected_text_needs_no_correction(spelling: Spelling) -> None:
    once = spelling.correct("中晓起业提拱点神么,suanli忘络").text
    assert spelling.correct(once) == Correction(once)


def test_a_question_takes_no_noticeable_time(spelling: Spelling) -> None:
    question = normalize("哪些单位负责建设城市级智能算力平台和公共数据开放管理办法？")
    start = time.thread_time()
    for _ in range(100):
        spelling.correct(question)
    assert time.thread_time() - start < 1  # of this thread's own, so that other work on the machine does not count


@pytest.mark.parametrize("text", ["", "？", "的", "的的的", "a", "😀", "\ud800", "哪" * 500])
def test_a_text_with_nothing_to_correct(spelling: Spelling, text: str) -> None:
    assert spelling.correct(text) == Correction(text)


def test_the_vocabulary_holds_the_policys_words_and_those_of_questions(vocabulary: tuple[str, ...]) -> None:
    assert {
        "人工智能",
        "算力",
        "大模型",
        "大湾区",
        "鹏城云脑",
        "数据交易所",
        "市统计局",
        "消防监管",
        "哪个单位",
    } <= set(vocabulary)
    assert vocabulary.index("人工智能") < vocabulary.index("独角兽")
    assert len(vocabulary) == len(set(vocabulary))
    assert min(map(len, vocabulary)) == 2
    assert not {"训等", "之力", "第二课"} & set(vocabulary)


def test_confusions_are_read_both_ways_for_characters_and_one_way_for_words(tmp_path: Path) -> None:
    path = tmp_path / "confused.tsv"
    path.write_text("# 说明\n\n管\t菅、官\n单位\t单立\n智能\t只能？\n", encoding="utf-8")
    alike, listed, suspects = read_confusions(path)
    assert sorted(alike) == [("官", "管"), ("管", "官"), ("管", "菅"), ("菅", "管")]
    assert listed == {"单立": "单位"}
    assert suspects == {"只能"}


@pytest.mark.parametrize("line", ["管 菅", "\t菅"])
def test_a_line_of_another_form_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "confused.tsv"
    path.write_text(f"管\t菅\n{line}\n", encoding="utf-8")
    with pytest.raises(MetadataError, match="第 2 行"):
        read_confusions(path)


def test_the_shipped_confusions_are_sound(spelling: Spelling) -> None:
    alike, listed, suspects = read_confusions()
    assert len(alike) > 300
    assert {len(word) for word in suspects} == {2}
    assert all(len(first) == len(second) == 1 and first != second for first, second in alike)
    assert all(len(wrong) > 1 and len(wrong) == len(right) for wrong, right in listed.items())
    assert all(spelling.correct(right).text == right for right in listed.values())
    assert all(spelling.correct(wrong).text == right for wrong, right in listed.items())
