from __future__ import annotations

from pathlib import Path

import pytest

from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from ingest.places import Place, Tier, find_place, place_of


@pytest.mark.parametrize(
    ("name", "place", "within", "tier"),
    [
        ("深圳市人民政府办公厅", "深圳市", (), Tier.CITY),
        ("中共深圳市委办公厅", "深圳市", (), Tier.CITY),
        ("广东省人民政府", "广东省", (), Tier.PROVINCE),
        ("广东省深圳市人民政府", "深圳市", ("广东省",), Tier.CITY),
        ("广州市天河区人民政府", "天河区", ("广州市",), Tier.DISTRICT),
        ("广东省广州市天河区人民政府", "天河区", ("广州市", "广东省"), Tier.DISTRICT),
        ("广西壮族自治区人民政府", "广西壮族自治区", (), Tier.PROVINCE),
        ("上海市浦东新区人民政府", "浦东新区", ("上海市",), Tier.DISTRICT),
        ("嘉善县人民政府办公室", "嘉善县", (), Tier.DISTRICT),
        ("《深圳市加快推动人工智能发展行动方案》", "深圳市", (), Tier.CITY),
        ("国务院办公厅", "", (), Tier.STATE),
        ("国家发展改革委", "", (), Tier.STATE),
        ("全国人民代表大会常务委员会", "", (), Tier.STATE),
        ("中华人民共和国数据安全法", "", (), Tier.STATE),
        ("财政部", "", (), Tier.STATE),
        ("关于印发若干措施的通知", "", (), Tier.UNKNOWN),
        ("", "", (), Tier.UNKNOWN),
    ],
)
def test_a_name_tells_where(name: str, place: str, within: tuple[str, ...], tier: Tier) -> None:
    assert find_place([name]) == Place(place, within, tier)


def test_the_first_name_that_begins_with_a_place_counts() -> None:
    assert find_place(["财政厅", "广州市财政局", "深圳市财政局"]).name == "广州市"
    assert find_place([]) == Place("", (), Tier.UNKNOWN)


def test_what_a_ministry_issued_for_a_place_is_the_places() -> None:
    """Where issuers name a place it counts before what only says that the state is meant."""
    assert find_place(["国务院", "上海市人民政府"]).tier is Tier.CITY


def test_a_development_zone_is_no_district() -> None:
    assert find_place(["苏州市工业开发区管委会"]).name == "苏州市"


def test_a_free_trade_zone_lies_in_its_city() -> None:
    found = find_place(["中国（上海）自由贸易试验区临港新片区管理委员会"])
    assert found == Place("临港新片区", ("上海市",), Tier.DISTRICT)


def test_issuers_are_asked_before_titles() -> None:
    text = "云山市人民政府关于印发海州市经验的通知\n\n各区人民政府：\n\n（一）学习经验。建设平台。\n（二）总结推广。\n\n云山市人民政府\n2026年1月2日\n"
    document = parse_policy(text)
    assert document.notice.issuers == ("云山市人民政府",)
    assert place_of(document).name == "云山市"


def test_the_plan_is_shenzhens(document: PolicyDocument) -> None:
    assert place_of(document) == Place("深圳市", (), Tier.CITY)


DEV = Path(__file__).parents[2] / "eval" / "data" / "documents"


@pytest.mark.parametrize(
    ("file", "name", "tier"),
    [
        ("data-security-law.docx", "", Tier.STATE),
        ("accounting-law.md", "", Tier.STATE),
        ("zero-waste-cities-2018.md", "", Tier.STATE),
        ("guangdong-opc-2026.md", "广东省", Tier.PROVINCE),
        ("sichuan-opc-2026.md", "四川省", Tier.PROVINCE),
        ("shenzhen-opc-2026.md", "深圳市", Tier.CITY),
        ("hangzhou-opc-plan-2026.md", "杭州市", Tier.CITY),
        ("meizhou-opc-2026.md", "梅州市", Tier.CITY),
        ("jiashan-opc-2026.md", "嘉善县", Tier.DISTRICT),
        ("xiangzhou-opc-2026.md", "香洲区", Tier.DISTRICT),
        ("tianhe-hk-macao-youth.html", "天河区", Tier.DISTRICT),
        ("yangpu-innovation-belt-2025.md", "上海市", Tier.CITY),
    ],
)
def test_policies_of_all_tiers(file: str, name: str, tier: Tier) -> None:
    found = place_of(load_policy(DEV / file))
    assert (found.name, found.tier) == (name, tier)
