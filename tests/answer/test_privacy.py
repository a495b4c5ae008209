from __future__ import annotations

import pytest

from answer.privacy import ID_CARD, MOBILE, mask


@pytest.mark.parametrize(
    "number",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "138\u200b0013\u200b8000",
        "1 3 8 0 0 1 3 8 0 0 0",
        "+8613800138000",
        "+86 138 0013 8000",
        "0086-13800138000",
        "一三八零零一三八零零零",
        "幺三八〇〇一三八〇〇〇",
    ],
)
def test_mobile_numbers_are_taken_out(number: str) -> None:
    assert mask(f"我的电话是{number}，请回电") == f"我的电话是{'+' * number.startswith('+')}{MOBILE}，请回电"


@pytest.mark.parametrize(
    "number",
    [
        "44030119900101123X",
        "440301199001011234",
        "440301 19900101 1234",
        "440301 19900101 123X",
        "440301900101123",
        "４４０３０１１９９００１０１１２３ｘ",
    ],
)
def test_id_cards_are_taken_out(number: str) -> None:
    assert mask(f"身份证{number}能申请吗") == f"身份证{ID_CARD}能申请吗"


def test_several_numbers_in_one_text() -> None:
    assert mask("13800138000或13900139000，440301199001011234") == f"{MOBILE}或{MOBILE}，{ID_CARD}"


@pytest.mark.parametrize(
    "text",
    [
        "2023—2024年的规划期",
        "基金群规模1000亿元",
        "第12至14条",
        "电话0755-88128888",
        "12345热线",
        "二〇二三年十二月三十一日",
        "一二三四五六",
        "500PFLOPS、1000PFLOPS、4000PFLOPS",
        "12800138000",  # no mobile number begins so
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask(text) == text
