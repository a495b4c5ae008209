"""A part of what `tests.index.durability` does at length: whoever changes a library is killed, finds no room, has company."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.index.chroma_server import running_server
from tests.index.durability import Kills, Kind, Operation, Place, crowd, done, fill_disk, make_known
from tests.index.durable_policies import State

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="processes are neither forked nor killed like that there"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Name a folder with what three policies in two revisions should show; each test has a library of its own in it."""
    made = Place(tmp_path_factory.mktemp("durability"), names=("power", "data", "chips"), revisions=2)
    done(make_known, made)
    return made


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("server")) as url:
        yield url


def test_who_is_killed_leaves_all_or_nothing(place: Place) -> None:
    kills = Kills(place._replace(library="killed"), seed=4)
    kinds: tuple[Kind, ...] = ("add", "replace", "remove", "migrate")
    for kind in kinds:
        kills.kill(kind)


@pytest.mark.parametrize(
    ("kilobytes", "operation"),
    [
        (0, Operation("replace", "power", State(1, "published"))),
        (250, Operation("add", "chips", State(0, "published"))),
    ],
)
def test_a_full_disk_loses_nothing(
    mounted: Callable[[str], Path], place: Place, kilobytes: int, operation: Operation
) -> None:
    """What is there can be read to the last byte; what finds no room says so, and is done once there is some."""
    disk = mounted("size=24m")
    error = fill_disk(place._replace(library=str(disk / "library")), kilobytes, operation)
    assert error.startswith("政策库写不进")
    assert "磁盘已满" in error


@pytest.mark.parametrize("on_server", [False, True])
def test_who_reads_while_others_write_sees_one_moment(place: Place, server: str, on_server: bool) -> None:
    library = f"crowd-{on_server}"
    result = crowd(place._replace(library=library, url=server if on_server else ""), 7, seconds=1, readers=(1, 2))
    assert result.wrong == []
    assert sum(result.written.values()) >= 6
    assert result.read["documents"] >= 9
    assert result.read["searches in all"] >= 9
