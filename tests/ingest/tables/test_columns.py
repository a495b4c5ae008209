from __future__ import annotations

import pytest

from ingest.tables.columns import Columns, find_columns, is_head, join_heads


@pytest.mark.parametrize(
    ("heads", "number", "domain", "name", "agencies"),
    [
        (["序号", "应用领域", "场景名称", "责任单位"], 0, 1, 2, (3,)),
        (["任务", "牵头单位"], None, None, 0, (1,)),
        (["编号", "重点任务", "负责部门", "类别"], 0, 3, 1, (2,)),
        (["序号", "场景名称"], 0, None, 1, ()),
        (["事项", "牵头", "配合"], None, None, 0, (1, 2)),
        (["序号", "重点任务", "牵头单位", "责任单位", "完成时限"], 0, None, 1, (2, 3)),
        (["序 号", "主要举措", "主管部门", "备注"], 0, None, 1, (2,)),
        (["指标", "目标值"], None, None, 0, ()),
        (["评价内容", "分值", "评分标准"], None, None, 0, ()),
        (["类别", "责任单位"], None, None, 0, (1,)),
        (["项目等级", "资助标准"], None, None, 0, ()),
        (["任务", "责任单位/牵头单位", "责任单位/配合单位"], None, None, 0, (1, 2)),
        (["序号", "项目", "申报单位", "联系电话"], 0, None, 1, ()),
        (["序号", "事项", "责任单位职责"], 0, None, 1, ()),
    ],
)
def test_what_columns_hold(
    heads: list[str], number: int | None, domain: int | None, name: int | None, agencies: tuple[int, ...]
) -> None:
    assert find_columns(heads) == Columns(tuple(heads), number, domain, name, agencies)


def test_no_columns() -> None:
    assert find_columns([]) == Columns(())


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["序号", "场景名称", "责任单位"], True),
        (["指标", "2023年", "2025年"], True),
        (["1", "影像诊断", "市卫健委"], False),
        (["影像诊断", "3.5", "4"], False),
        (["序号", "", "责任单位"], False),
        (["序号"], False),
        (["投入强度达到5%得30分。", "20分"], False),
    ],
)
def test_heads(row: list[str], expected: bool) -> None:
    assert is_head(row) is expected


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (
            ["序号", "任务", "责任单位", "责任单位"],
            ["序号", "任务", "牵头单位", "配合单位"],
            ("序号", "任务", "责任单位/牵头单位", "责任单位/配合单位"),
        ),
        (
            ["序号", "任务", "责任单位", ""],
            ["", "", "牵头单位", "配合单位"],
            ("序号", "任务", "责任单位/牵头单位", "责任单位/配合单位"),
        ),
        (["序号", "任务", "责任单位"], ["1", "建设平台", "市科技局"], None),
        (["序号", "任务", "责任单位", "责任单位"], ["1", "建设", "市科技局", "市财政局"], None),
        (["指标", "目标", "目标"], ["指标", "2023", "2025"], None),
        (["任务", "责任单位"], [], None),
    ],
)
def test_a_second_row_of_heads(above: list[str], below: list[str], joined: tuple[str, ...] | None) -> None:
    assert join_heads(below, above) == joined
