from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from answer.thresholds import LINE, SIGNAL_WEIGHTS
from eval.__main__ import main

FAR = ["离婚后房子怎么分", "借条没有写利息还能要吗", "红烧肉怎么做", "梅西和C罗谁更厉害", "被辞退了怎么赔偿"]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("sklearn") is None, reason="scikit-learn is not installed")
@pytest.mark.usefixtures("environment")
def test_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"问题": question, "相关法规": {"法": "条文"}} for question in FAR]
    (tmp_path / "far.json").write_text(json.dumps(rows), encoding="utf-8")
    assert main(["fit", "--far", str(tmp_path / "far.json")]) == 0
    report = capsys.readouterr().out
    assert re.match("fitted weights: " + ", ".join(rf"{name} -?\d+\.\d+" for name in SIGNAL_WEIGHTS), report)
    assert f"line {LINE:.4f} (in use)" in report
    assert f"of {len(FAR)} public" in report
