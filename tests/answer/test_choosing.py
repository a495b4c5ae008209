from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from answer.choosing import Choice, DocumentChooser
from index.library import Library
from index.normalize import normalize
from index.settings import IndexSettings
from tests.index.small_policies import BEES, CHIPS, write_policy

LOANS = """辽宁省支持创业若干措施

一、资金
（一）创业担保贷款。个人创业担保贷款最高30万元，期限3年。（责任单位：省人力资源社会保障厅）
（二）创业补贴。首次创业的，给予一次性补贴5000元。（责任单位：省财政厅）
"""
WEBSITES = """国务院办公厅关于政府网站集约化试点工作的通知

一、试点范围
（一）试点地区。选择北京市、西藏自治区等地开展政府网站集约化试点，统一平台支持IPv6。
（二）试点期限。试点工作于2019年12月底前完成。
"""
TEA = """青河市支持制茶产业政策清单（第三批）

一、茶园
（一）茶园改造。改造茶园的，每亩补助800元。（责任单位：市农业农村局）
（二）制茶比赛。每年举办制茶比赛，奖励最高10万元。（责任单位：市文化局）
"""
TEXTS = {"chips": CHIPS, "bees": BEES, "loans": LOANS, "websites": WEBSITES, "tea": TEA}


def chooser_of(texts: Mapping[str, str], folder: Path) -> DocumentChooser:
    """Publish some texts in a library of their own."""
    folder.mkdir(exist_ok=True)
    library = Library.open(IndexSettings(library=folder / "library"))
    with library.writing() as writer:
        for name, text in texts.items():
            writer.add(write_policy(folder / f"{name}.txt", text), name=name, status="published")
    snapshot = library.snapshot()
    return DocumentChooser(
        snapshot.published,
        lambda text: library.search(text, snapshot),
        lambda phrase: library.containing(phrase, snapshot),
    )


@pytest.fixture(scope="module")
def chooser(tmp_path_factory: pytest.TempPathFactory) -> DocumentChooser:
    return chooser_of(TEXTS, tmp_path_factory.mktemp("choosing"))


def names(choice: Choice) -> list[str]:
    return [entry.id for entry in choice.entries]


def choose(chooser: DocumentChooser, question: str) -> Choice:
    return chooser.choose(normalize(question))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("海州市新建机房补多少？", {"chips"}),
        ("云山的蜂场补助多少", {"bees"}),
        ("个人创业担保贷款最高能贷多少？", {"loans"}),
        # A city is told what holds in its province.
        ("我在沈阳，个人创业担保贷款最高多少？", {"loans"}),
        # Of the state, and of no other place.
        ("西藏的政府网站参加试点吗？", {"websites"}),
    ],
)
def test_the_document_that_is_meant(chooser: DocumentChooser, question: str, expected: set[str]) -> None:
    assert set(names(choose(chooser, question))) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("海州市新建机房和云山市新建蜂场，分别补助多少？", {"chips", "bees"}),
        ("茶园改造一亩补助多少钱？个人创业担保贷款最高能贷多少？", {"tea", "loans"}),
        ("新建蜂场一次补助跟茶园改造每亩补助比，哪个多？", {"bees", "tea"}),
    ],
)
def test_each_part_of_a_question_finds_its_document(
    chooser: DocumentChooser, question: str, expected: set[str]
) -> None:
    choice = choose(chooser, question)
    assert set(names(choice)) == expected == {entry.id for entry in choice.each}


def test_a_question_further_on_brings_no_other_document(chooser: DocumentChooser) -> None:
    assert names(choose(chooser, "茶园改造一亩补助多少钱？归谁管？")) == ["tea"]


@pytest.mark.parametrize("place", ["北京", "成都"])
def test_what_is_asked_of_a_place_of_which_nothing_is_held(chooser: DocumentChooser, place: str) -> None:
    choice = choose(chooser, f"{place}的创业担保贷款最高多少？")
    assert choice.missing == (place,)


def test_a_law_that_is_not_held(chooser: DocumentChooser) -> None:
    assert choose(chooser, "传染病防治法里甲类传染病包括哪些？").unheld == ("传染病防治法",)
    assert choose(chooser, "《云山市养蜂管理办法》里补助多少？").unheld == ()


def test_another_one_of_a_series(chooser: DocumentChooser) -> None:
    assert choose(chooser, "青河市制茶政策清单第一批有哪些补助？").missing == ("第一批",)
    assert choose(chooser, "青河市制茶政策清单第三批有哪些补助？").missing == ()


def test_who_issued_it(chooser: DocumentChooser) -> None:
    assert names(choose(chooser, "国务院或者国务院办公厅印发的有哪些？")) == ["websites"]


def test_one_of_several_phrases_is_enough_where_either_is_asked_for(chooser: DocumentChooser) -> None:
    found = names(choose(chooser, "哪几份文件提到“制茶比赛”或者“蜂蜜节”？"))
    assert set(found) == {"tea", "bees"}


def test_a_title_within_that_of_another_document_names_nothing(tmp_path: Path) -> None:
    rules = BEES.replace("云山市养蜂管理办法", "云山市养蜂管理办法实施细则").replace("蜂蜜节", "蜂王节")
    made = chooser_of({"bees": BEES, "rules": rules, "chips": CHIPS}, tmp_path)
    for question in ("云山市养蜂管理办法实施细则第三条由谁负责？", "《云山市养蜂管理办法实施细则》里蜂王节几年一次？"):
        assert names(choose(made, question)) == ["rules"]
    assert names(choose(made, "《云山市养蜂管理办法》第三条由谁负责？")) == ["bees"]
    without = chooser_of({"bees": BEES, "chips": CHIPS}, tmp_path / "without")
    assert choose(without, "《云山市养蜂管理办法实施细则》里补助多少？").unheld == ("云山市养蜂管理办法实施细则",)


def test_where_little_is_said_of_it_the_documents_of_the_place_are_asked(tmp_path: Path) -> None:
    """However far from the question they are, others are not meant."""
    made = chooser_of({**TEXTS, "bees": BEES.replace("云山", "杭州")}, tmp_path)
    for question in ("杭州市的注册会计师", "杭州的算力平台由谁建设？", "杭州有没有政府网站试点？"):
        assert names(choose(made, question)) == ["bees"]
