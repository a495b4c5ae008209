"""The command line says in one line what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.embedding.convert.__main__ import main


def test_a_missing_wheel_is_one_line_and_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel = tmp_path / "none.whl"
    assert main(["--wheel", str(wheel), "--out", str(tmp_path / "out")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert str(wheel) in captured.err
    assert not (tmp_path / "out").exists()
