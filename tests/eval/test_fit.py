from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from answer.assistant import Assistant
from answer.thresholds import SUPPORT
from eval.__main__ import FIT_FILE
from eval.fit import fit
from eval.questions import read_questions

FAR = ["离婚后房子怎么分", "借条没有写利息还能要吗", "红烧肉怎么做", "梅西和C罗谁更厉害", "被辞退了怎么赔偿"]


@pytest.mark.slow
@pytest.mark.skipif(find_spec("sklearn") is None, reason="scikit-learn is not installed")
def test_the_report(assistant: Assistant) -> None:
    report = "\n".join(fit(assistant, read_questions(FIT_FILE), FAR))
    assert re.match(r"coverage weighs -?\d+\.\d+ of cosine \(in use: \d", report)
    assert f"line {SUPPORT:.4f} (in use)" in report
    assert f"of {len(FAR)} public" in report
