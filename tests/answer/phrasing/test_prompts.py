from __future__ import annotations

from answer.phrasing.models import KeyedQuote
from answer.phrasing.prompts import NOT_ENOUGH, SYSTEM, ask


def test_the_rules_come_first_and_never_change() -> None:
    assert NOT_ENOUGH in SYSTEM
    assert SYSTEM.startswith("你是政策问答助手")


def test_a_model_sees_keys_titles_and_quotes_and_no_ids() -> None:
    quotes = [
        KeyedQuote("k47", "规模\n\n10 亿元。", "M16", "加强资金保障"),
        KeyedQuote("b12", "另一句。", "A3", "智能"),
    ]
    prompt = ask("规模  多大\n", quotes)
    assert "[k47]（加强资金保障）规模 10 亿元。\n[b12]（智能）另一句。" in prompt
    assert "问题：规模 多大\n" in prompt
    assert not any(mark in prompt for mark in ("M16", "A3", "（十六）"))
