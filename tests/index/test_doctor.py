from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from index import doctor, encoders
from index.__main__ import main
from index.library import Library
from index.settings import MODEL_DIR
from index.vectors import FOLDER, new_name
from index.writing import LIST, ORIGINALS, exclusive
from ingest.corpus_files import load_policy
from ingest.settings import DEFAULT_SOURCE
from tests.commands import heavy_modules
from tests.index.chroma_server import free_port
from tests.index.conftest import OpenLibrary
from tests.index.small_policies import BEES, CHIPS, write_policy

pytestmark = pytest.mark.usefixtures("one_model")

Examine = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def home(filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Give a library to be damaged, and point the commands at it and at one of its policies."""
    monkeypatch.setenv("POLICYQA_DOCUMENT", str(write_policy(tmp_path / "chips.txt", CHIPS)))
    monkeypatch.setenv("POLICYQA_LIBRARY", str(filled.settings.library))
    return filled


@pytest.fixture
def examine(capsys: pytest.CaptureFixture[str]) -> Examine:
    """Return what runs the command: its exit status and the faults that it names."""

    def run(*arguments: str) -> tuple[int, list[str]]:
        status = main(["doctor", *arguments])
        return status, [line for line in capsys.readouterr().out.splitlines() if line.startswith("×")]

    return run


def test_a_sound_one(home: Library, capsys: pytest.CaptureFixture[str]) -> None:
    before = home.snapshot()
    for arguments in (["doctor"], ["doctor", "--fix"]):
        assert main(arguments) == 0
        assert capsys.readouterr().out == "一切正常。\n"
    assert home.snapshot() == before


def no_library(home: Library) -> None:
    shutil.rmtree(home.settings.library)


def no_catalogue(home: Library) -> None:
    home.catalogue.database.path.unlink()


def damaged_catalogue(home: Library) -> None:
    home.catalogue.database.path.write_bytes(b"text" * 4096)


def empty_catalogue(home: Library) -> None:
    home.catalogue.database.path.write_bytes(b"")


def unreadable_value(home: Library) -> None:
    with home.catalogue.database.writing() as connection:
        connection.execute("UPDATE tokens SET token = CAST(x'ff' AS TEXT) WHERE number = 5")


def no_vectors(home: Library) -> None:
    home.vectors.drop([home.snapshot().entry("bees").collection])


def changed_vectors(home: Library) -> None:
    for found in (home.settings.library / FOLDER).rglob("data_level0.bin"):
        data = bytearray(found.read_bytes())
        data[1000:3000] = bytes(2000)
        found.write_bytes(data)
        return


def damaged_vectors(home: Library) -> None:
    (home.settings.library / FOLDER / "chroma.sqlite3").write_bytes(b"text" * 4096)


def damaged_text(home: Library) -> None:
    revision = home.snapshot().entry("bees").revision
    with home.catalogue.database.writing() as connection:
        connection.execute("UPDATE revisions SET parsed = ? WHERE number = ?", (b"x", revision))


def stale(home: Library) -> None:
    revision = home.snapshot().entry("bees").revision
    with home.catalogue.database.writing() as connection:
        connection.execute("UPDATE revisions SET made_with = 'of another time' WHERE number = ?", (revision,))


def leftover(home: Library) -> None:
    home.vectors.fill(new_name(), [])
    # As if it had been begun long ago.
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("index.vectors.time.time", lambda: 1)
        home.vectors.fill(new_name(), [])


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (no_library, "还没有政策库"),
        (no_catalogue, "没有这个文件"),
        (damaged_catalogue, "政策库的目录读不出来"),
        (empty_catalogue, "是空的"),
        (unreadable_value, "政策库的目录读不出来"),
        (no_vectors, "《云山市养蜂管理办法》是用旧的模型或程序处理的，或向量缺失"),
        (changed_vectors, "向量"),
        (damaged_vectors, "向量库打不开"),
        (damaged_text, "号版本读不出来"),
        (stale, "《云山市养蜂管理办法》是用旧的模型或程序处理的"),
        (leftover, "有中断的操作留下的向量 1 组"),
    ],
)
def test_what_can_be_mended_is_named_and_mended(
    home: Library, examine: Examine, opened: OpenLibrary, harm: Callable[[Library], None], named: str
) -> None:
    before = [home.document(entry) for entry in home.snapshot().entries]
    harm(home)
    status, faults = examine()
    assert (status, len(faults)) == (1, 1)
    assert named in faults[0]
    assert "请运行 python -m index" in faults[0]
    assert examine("--fix")[0] == 0
    assert examine() == (0, [])
    again = opened(home.settings)
    expected = before[:1] if harm is no_library else before
    assert [again.document(entry) for entry in again.snapshot().published] == expected


def test_several_at_once(home: Library, examine: Examine, capsys: pytest.CaptureFixture[str]) -> None:
    leftover(home)
    stale(home)
    assert len(examine()[1]) == 2
    assert main(["doctor", "--fix"]) == 0
    assert "修好了 2 处。" in capsys.readouterr().out
    assert examine() == (0, [])


def test_an_original_that_is_lost_only_a_person_can_bring_back(home: Library, examine: Examine, tmp_path: Path) -> None:
    (home.settings.library / ORIGINALS / f"{home.snapshot().entry('bees').original}.txt").unlink()
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "index replace bees" in faults[0]
    assert main(["replace", "bees", str(write_policy(tmp_path / "bees.txt", BEES))]) == 0
    assert examine() == (0, [])


def test_a_list_that_is_lost_with_the_catalogue(home: Library, examine: Examine) -> None:
    damaged_catalogue(home)
    (home.settings.library / LIST).write_text("[]x", encoding="utf-8")
    status, faults = examine("--fix")
    assert status == 1
    assert any("没有修好" in fault and "originals" in fault for fault in faults)


def test_what_a_later_version_wrote_is_left_alone(home: Library, examine: Examine) -> None:
    with home.catalogue.database.writing() as connection:
        connection.execute("PRAGMA user_version = 99")
    before = home.catalogue.database.path.read_bytes()
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "更新的版本" in faults[0]
    assert home.catalogue.database.path.read_bytes() == before


def test_another_process_that_writes(home: Library, examine: Examine) -> None:
    with exclusive(home.settings.library):
        status, faults = examine()
    assert (status, len(faults)) == (1, 1)
    assert "另一个进程正在修改政策库" in faults[0]


def test_a_policy_that_cannot_be_read(home: Library, examine: Examine, tmp_path: Path) -> None:
    (tmp_path / "chips.txt").unlink()
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "chips.txt" in faults[0]


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json", "SHA256SUMS"])
def test_a_model_that_is_damaged(
    home: Library, examine: Examine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str
) -> None:
    shutil.copytree(MODEL_DIR, tmp_path / "model")
    (tmp_path / "model" / file).write_bytes(b"other")
    monkeypatch.setattr(encoders, "MODEL_DIR", tmp_path / "model")
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert file in faults[0]
    assert "git checkout" in faults[0]


def test_learned_weights_that_cannot_be_read(
    home: Library, examine: Examine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "matters.npz").write_bytes(b"no archive")
    monkeypatch.setattr(doctor, "_LEARNED", tmp_path / "weights")
    status, faults = examine()
    assert (status, len(faults)) == (1, 1)
    assert "matters.npz" in faults[0]


def test_an_amended_text_is_told_from_the_one_that_was_learned(home: Library, examine: Examine, tmp_path: Path) -> None:
    """The built-in policy with one word changed is read in the place of the small one."""
    amended = write_policy(tmp_path / "chips.txt", DEFAULT_SOURCE.read_text("utf-8").replace("1000", "2000"))
    status, faults = examine()
    assert status == 1
    assert ["answerability.npz" in faults[0], "matters.npz" in faults[1], "plain_words.tsv" in faults[2]] == [True] * 3
    assert all("正文有改动" in fault for fault in faults)
    assert len(faults) == 3
    assert load_policy(amended).text_digest in faults[2]


def test_the_weights_are_where_it_looks() -> None:
    assert {file.name for file in doctor._LEARNED.glob("*.npz")} == {"answerability.npz", "matters.npz"}


def test_too_little_space(home: Library, examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ENOUGH_BYTES", 2**60)
    status, faults = examine()
    assert (status, len(faults)) == (1, 1)
    assert "磁盘空间不足" in faults[0]


def test_a_file_where_the_folder_should_be(
    home: Library, examine: Examine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("POLICYQA_LIBRARY", str(write_policy(tmp_path / "file", "")))
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "不是文件夹" in faults[0]
    assert "POLICYQA_LIBRARY" in faults[0]


def test_a_disk_that_may_only_be_read(
    home: Library, examine: Examine, mounted: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = mounted("size=64m")
    shutil.copytree(home.settings.library, disk / "library")
    subprocess.run([shutil.which("mount") or "mount", "-o", "remount,ro", str(disk)], check=True)
    monkeypatch.setenv("POLICYQA_LIBRARY", str(disk / "library"))
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "没有写权限" in faults[0]


def test_a_folder_that_is_somebody_elses(without_privileges: None) -> None:
    assert [fault.message[:5] for fault in doctor._check_folder(Path("/policyqa-library"))] == ["没有写权限"]


def test_a_server_that_is_gone(home: Library, examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_CHROMA_URL", f"http://127.0.0.1:{free_port()}")
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "Chroma 服务器用不了" in faults[0]


def test_help_imports_nothing_heavy() -> None:
    statement = "from index.__main__ import main\ntry: main(['doctor', '--help'])\nexcept SystemExit: pass"
    assert heavy_modules(statement) == set()
