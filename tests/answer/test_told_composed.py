"""What answers say about what was told before."""

from __future__ import annotations

from answer.compose.told import write_told
from answer.models.told import AskedOfTold, ElementsTold, Exchange
from answer.understand.dialogue.among_told import among_told
from ingest.parser import parse_policy

DOCUMENT = parse_policy(
    """某市支持养蜂若干措施

第一条 对养蜂户每户每年给予最高5000元补贴。
第二条 建设良种基地的，给予最高20万元补助。
第三条 蜂产品检测包括农残、水分、糖度等项目。
"""
)
HISTORY = (Exchange("最高20万元。", ("M2",)), Exchange("最高5000元。", ("M1",)))


def written(asked: AskedOfTold | None) -> tuple[str, list[str]]:
    answer = write_told(asked, DOCUMENT) if asked else None
    assert answer
    for citation in answer.citations:
        assert all(quote.text == DOCUMENT.source[quote.start : quote.end] for quote in citation.quotes)
    return answer.body, [citation.id for citation in answer.citations]


def test_the_largest_is_said_with_what_it_was_compared_with() -> None:
    meant = among_told("这两笔里哪笔更高", HISTORY, DOCUMENT)
    body, cited = written(meant.asked if meant else None)
    assert body.startswith("**前面说到的5000元、20万元中，最大的是20万元**")
    assert cited == ["M2"]


def test_both_ends_are_cited() -> None:
    meant = among_told("这两笔里最高和最低的各是哪笔", HISTORY, DOCUMENT)
    body, cited = written(meant.asked if meant else None)
    assert "最大的是20万元；最小的是5000元" in body
    assert sorted(cited) == ["M1", "M2"]


def test_a_list_is_counted() -> None:
    meant = among_told("一共几项,最后一项是啥", (Exchange("农残、水分、糖度。", ("M3",)),), DOCUMENT)
    assert meant
    assert isinstance(meant.asked, ElementsTold)
    body, cited = written(meant.asked)
    assert body.startswith("**共 3 项；最后一项是“糖度”**")
    assert cited == ["M3"]
