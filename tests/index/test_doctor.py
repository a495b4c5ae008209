from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from index import doctor, encoders
from index.__main__ import main
from index.builder import ensure_index
from index.builds import current_build, exclusive
from index.settings import MODEL_DIR, IndexSettings
from ingest.corpus_files import load_policy
from ingest.settings import DEFAULT_SOURCE
from tests.commands import heavy_modules
from tests.index.chroma_server import free_port

POLICY = "某市若干措施\n（一）建设平台。建设算力平台。（责任单位：市科技局）\n（二）支持企业。给予补助。\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small index once."""
    folder = tmp_path_factory.mktemp("doctor")
    (folder / "policy.txt").write_text(POLICY, encoding="utf-8")
    ensure_index(load_policy(folder / "policy.txt"), IndexSettings(index_dir=folder / "index"))
    return folder


@pytest.fixture
def home(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy what was built, to be damaged, and point the commands at it."""
    shutil.copytree(built, tmp_path / "home")
    monkeypatch.setenv("POLICYQA_DOCUMENT", str(tmp_path / "home" / "policy.txt"))
    monkeypatch.setenv("POLICYQA_INDEX_DIR", str(tmp_path / "home" / "index"))
    return tmp_path / "home"


@pytest.fixture
def examine(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str]]]:
    """Return what runs the command: its exit status and the faults that it names."""

    def run(*arguments: str) -> tuple[int, list[str]]:
        status = main(["doctor", *arguments])
        return status, [line for line in capsys.readouterr().out.splitlines() if line.startswith("×")]

    return run


Examine = Callable[..., tuple[int, list[str]]]


def test_a_sound_one(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out == "一切正常。\n"
    assert main(["doctor", "--fix"]) == 0


def no_index(home: Path) -> None:
    shutil.rmtree(home / "index")


def stale(home: Path) -> None:
    (home / "policy.txt").write_text(POLICY + "（三）新增一条。\n", encoding="utf-8")


def damaged(home: Path) -> None:
    file = current_build(home / "index") / "anchors.npy"
    file.write_bytes(file.read_bytes()[:-1])


def leftovers(home: Path) -> None:
    (home / "index" / "build-0123456789ab").mkdir()
    (home / "index" / "CURRENT.new").write_text("build-")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (no_index, "还没有索引"),
        (stale, "索引已过期（政策正文、切分结果有变）"),
        (damaged, "anchors.npy"),
        (leftovers, "CURRENT.new、build-0123456789ab"),
    ],
)
def test_what_can_be_mended_is_named_and_mended(
    home: Path, examine: Examine, harm: Callable[[Path], None], named: str
) -> None:
    harm(home)
    status, faults = examine()
    assert (status, len(faults)) == (1, 1)
    assert named in faults[0]
    assert "请运行 python -m index" in faults[0]
    assert examine("--fix")[0] == 0
    assert examine() == (0, [])


@pytest.mark.slow
def test_several_at_once(home: Path, examine: Examine) -> None:
    leftovers(home)
    stale(home)
    assert len(examine()[1]) == 2
    assert examine("--fix")[0] == 0
    assert examine() == (0, [])


def test_another_process_that_builds(home: Path, examine: Examine) -> None:
    with exclusive(home / "index"):
        status, faults = examine()
    assert (status, len(faults)) == (1, 1)
    assert "另一个进程正在建立索引" in faults[0]


def test_a_policy_that_cannot_be_read(home: Path, examine: Examine) -> None:
    (home / "policy.txt").unlink()
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "policy.txt" in faults[0]


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json", "SHA256SUMS"])
def test_a_model_that_is_damaged(
    home: Path, examine: Examine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str
) -> None:
    shutil.copytree(MODEL_DIR, tmp_path / "model")
    (tmp_path / "model" / file).write_bytes(b"other")
    monkeypatch.setattr(encoders, "MODEL_DIR", tmp_path / "model")
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert file in faults[0]
    assert "git checkout" in faults[0]


def test_learned_weights_that_cannot_be_read(
    home: Path, examine: Examine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "matters.npz").write_bytes(b"no archive")
    monkeypatch.setattr(doctor, "_LEARNED", tmp_path / "weights")
    status, faults = examine()
    assert (status, len(faults)) == (1, 1)
    assert "matters.npz" in faults[0]


def amended(home: Path) -> None:
    """Put the built-in policy with one word changed in the place of the small one."""
    text = DEFAULT_SOURCE.read_text("utf-8").replace("1000", "2000")
    (home / "policy.txt").write_text(text, "utf-8")
    ensure_index(load_policy(home / "policy.txt"), IndexSettings(index_dir=home / "index"))


@pytest.mark.slow
def test_an_amended_text_is_told_from_the_one_that_was_learned(home: Path, examine: Examine) -> None:
    amended(home)
    status, faults = examine()
    assert status == 1
    assert ["answerability.npz" in faults[0], "matters.npz" in faults[1], "plain_words.tsv" in faults[2]] == [True] * 3
    assert all("正文有改动" in fault for fault in faults)
    assert len(faults) == 3
    assert load_policy(home / "policy.txt").text_digest in faults[2]


def test_the_weights_are_where_it_looks() -> None:
    assert {file.name for file in doctor._LEARNED.glob("*.npz")} == {"answerability.npz", "matters.npz"}


def test_too_little_space(home: Path, examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ENOUGH_BYTES", 2**60)
    status, faults = examine()
    assert (status, len(faults)) == (1, 1)
    assert "磁盘空间不足" in faults[0]


def test_a_file_where_the_folder_should_be(home: Path, examine: Examine) -> None:
    shutil.rmtree(home / "index")
    (home / "index").write_text("")
    status, faults = examine("--fix")
    assert status == 1
    assert any("不是文件夹" in fault for fault in faults)
    assert any("没有修好" in fault for fault in faults)


def test_a_disk_that_may_only_be_read(
    home: Path, examine: Examine, mounted: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = mounted("size=32m")
    shutil.copytree(home / "index", disk / "index")
    subprocess.run([shutil.which("mount") or "mount", "-o", "remount,ro", str(disk)], check=True)
    monkeypatch.setenv("POLICYQA_INDEX_DIR", str(disk / "index"))
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "没有写权限" in faults[0]


def test_a_folder_that_is_somebody_elses(without_privileges: None) -> None:
    assert [fault.message[:5] for fault in doctor._check_folder(Path("/policyqa-index"))] == ["没有写权限"]


def test_a_server_that_is_gone(home: Path, examine: Examine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_CHROMA_URL", f"http://127.0.0.1:{free_port()}")
    status, faults = examine("--fix")
    assert (status, len(faults)) == (1, 1)
    assert "Chroma 服务器用不了" in faults[0]


def test_help_imports_nothing_heavy() -> None:
    statement = "from index.__main__ import main\ntry: main(['doctor', '--help'])\nexcept SystemExit: pass"
    assert heavy_modules(statement) == set()
