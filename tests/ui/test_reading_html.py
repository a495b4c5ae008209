from __future__ import annotations

import re

import pytest

from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from tests.ui.samples import Tags, short_policy, text_of
from ui.reading_html import anchor, reading_html

ALLOWED = {
    *("div", "label", "input", "span", "button", "nav", "ul", "li", "a", "section", "article", "p", "b", "br"),
    *("h2", "h3", "table", "thead", "tbody", "tr", "th", "td"),
}


@pytest.mark.parametrize(("key", "name"), [("M12", "m12"), ("A3", "a3"), ("P", "p"), ("other/M4", "other/m4")])
def test_the_name_of_an_address(key: str, name: str) -> None:
    assert anchor(key) == name


def test_every_item_has_one_address_and_the_policys_words(document: PolicyDocument) -> None:
    shown = reading_html(document)
    names = re.findall(r'\bid="([^"]+)"', shown)
    assert len(set(names)) == len(names)
    items = [*(measure.id for measure in document.measures), *(row.id for row in document.scenarios), "P"]
    assert {anchor(item) for item in items} < set(names)
    text = "".join(text_of(shown).split())
    for measure in document.measures:
        assert "".join(measure.body.split()) in text
    for row in document.scenarios:
        assert row.name in text


def test_every_link_leads_somewhere(document: PolicyDocument) -> None:
    shown = reading_html(document)
    links = re.findall(r'href="#([^"]+)"', shown)
    assert len(links) == len(document.sections) + 2
    assert set(links) <= set(re.findall(r'\bid="([^"]+)"', shown))


def test_nothing_of_the_document_is_markup() -> None:
    shown = reading_html(short_policy('一<script>alert(1)</script>"><img src=x onerror=alert(2)>'))
    assert set(Tags(shown).found) <= ALLOWED


def test_without_sections_or_annex_there_are_none() -> None:
    shown = reading_html(parse_policy("某市若干措施\n（一）建设平台。建设算力平台。\n（二）支持企业。给予补助。\n"))
    assert "<table>" not in shown
    assert "建设算力平台。" in text_of(shown)


WHOLE = """某市若干措施

一、总体目标

到2027年，建成平台10个。

二、重点任务

（一）基础设施

1.建设平台。建设算力平台。（责任单位：市科技局；以下均需各区人民政府落实，不再列出）

2.支持企业。给予补助。（责任单位：市商务局）

三、补贴标准

| 对象 | 补贴标准 |
| --- | --- |
| 蜂农 | 每箱100元 |

四、指标

| 指标 | 目标 |
| --- | --- |
| 产量 | 6000吨 |

五、附则

本措施自2026年1月1日起施行。
"""


def test_all_of_it_is_shown_in_the_order_of_the_document() -> None:
    document = parse_policy(WHOLE)
    shown = reading_html(document)
    body = text_of(shown[shown.index("</nav>") :])
    order = [
        *("一、总体目标", "到2027年，建成平台10个。", "二、重点任务", "（一）基础设施", "建设算力平台。", "给予补助。"),
        *("三、补贴标准", "蜂农", "四、指标", "产量", "五、附则", "本措施自2026年1月1日起施行。"),
    ]
    places = [body.index(said) for said in order]
    assert places == sorted(places)
    assert {f'id="{anchor(key)}"' for key in document.ids} <= set(re.findall(r'\bid="[^"]+"', shown))
    assert set(re.findall(r'href="#([^"]+)"', shown)) <= set(re.findall(r'\bid="([^"]+)"', shown))


def test_a_table_has_the_heads_of_its_columns() -> None:
    heads = re.findall(r'<th scope="col">([^<]+)</th>', reading_html(parse_policy(WHOLE)))
    assert heads == ["对象", "补贴标准", "指标", "目标"]


def test_who_is_declared_for_all_stands_beside_the_list() -> None:
    shown = text_of(reading_html(parse_policy(WHOLE)))
    assert "责任单位：市商务局；另据文件统一写明：各区人民政府" in shown
