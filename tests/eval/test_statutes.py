"""Lay questions asked of a small library of laws, with the shipped model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.statutes import StatuteScores, measure_end_to_end, read_statutes
from index.settings import IndexSettings

LAWS = {
    "a.md": "# 中华人民共和国养蜂法\n\n**第一条** 为了促进养蜂业发展，制定本法。\n\n**第二条** 养蜂场每年补助二十万元。\n",
    "b.md": "# 图书馆法\n\n**第一条** 为了规范图书馆，制定本法。\n\n**第二条** 图书馆每周一闭馆。\n",
    "README.txt": "Laws.",
}
ASKED = [
    {"问题": "养蜂场每年补助多少钱？", "相关法规": {"养蜂法第二条": "养蜂场每年补助二十万元。"}},
    {"问题": "图书馆周几闭馆？", "相关法规": {"图书馆法第二条": "图书馆每周一闭馆。", "博物馆法第一条": "略"}},
    {"问题": "梅西和C罗谁更厉害？", "相关法规": {"足球法第九条": "略"}},
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    laws = tmp_path / "laws"
    laws.mkdir()
    for name, text in LAWS.items():
        (laws / name).write_text(text, encoding="utf-8")
    stard = tmp_path / "stard.json"
    stard.write_text(json.dumps(ASKED, ensure_ascii=False), encoding="utf-8")
    return stard, laws


def test_articles_are_found_by_law_and_label(files: tuple[Path, Path]) -> None:
    data = read_statutes(*files)
    assert len(data.passages) == 4
    assert [sorted(relevant) for _, relevant in data.questions] == [[1], [3], []]
    assert "二十万元" in data.passages[1]


@pytest.mark.slow
def test_shares_by_hand(files: tuple[Path, Path]) -> None:
    found = measure_end_to_end(read_statutes(*files), IndexSettings())
    assert found == StatuteScores(questions=2, answered=1.0, right=1.0, found=1.0, others=1, refused=1.0)
    assert "right article first 1.0000" in found.line
