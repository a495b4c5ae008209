from __future__ import annotations

import pytest

from answer.ownership.folded_names import FoldedNames, fold

NAMES = FoldedNames([fold(name) for name in ("智能分拣", "智能", "“AI+制造”", "口岸", "")])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("智能分拣归谁", [(0, 4, "智能分拣")]),
        ("智能和口岸", [(0, 2, "智能"), (3, 5, "口岸")]),
        # Whatever stands between the characters belongs to the name, what stands around it does not.
        ("“智能·分拣”归谁", [(1, 6, "智能分拣")]),
        ("ai加制造是什么", [(0, 5, "ai制造")]),
        # A comma ends a name.
        ("智能,分拣", [(0, 2, "智能")]),
        ("智能智能分拣", [(0, 2, "智能"), (2, 6, "智能分拣")]),
        ("没有", []),
        ("", []),
    ],
)
def test_names_are_found(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(NAMES.find(text)) == expected


def test_no_names_are_found_nowhere() -> None:
    assert list(FoldedNames([]).find("智能")) == []
