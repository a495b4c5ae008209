from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from ingest.errors import SettingsError
from ingest.settings import DEFAULT_SOURCE, IngestSettings, check_environment, from_environment, setting


@dataclass(frozen=True, slots=True)
class Sample:
    count: int = setting("COUNT", 3, "几个。", low=1, high=9)
    share: float = setting("SHARE", 0.5, "多少。", low=0)
    name: str = setting("NAME", "甲", "叫什么。")
    loud: bool = setting("LOUD", False, "要不要。")


def test_defaults() -> None:
    assert from_environment(Sample, {}) == Sample(3, 0.5, "甲", False)
    assert from_environment(IngestSettings, {}) == IngestSettings(DEFAULT_SOURCE)


def test_values_are_of_the_type_of_the_default() -> None:
    environ = {"POLICYQA_COUNT": " 9 ", "POLICYQA_SHARE": "1e-2", "POLICYQA_NAME": "乙", "POLICYQA_LOUD": "TRUE"}
    assert from_environment(Sample, environ) == Sample(9, 0.01, "乙", True)
    assert from_environment(IngestSettings, {"POLICYQA_DOCUMENT": "a.md"}).source == Path("a.md")


@pytest.mark.parametrize("text", ["0", "false", "no", "Off"])
def test_words_for_no_are_false(text: str) -> None:
    assert from_environment(Sample, {"POLICYQA_LOUD": text}).loud is False


def test_blank_value_is_no_value() -> None:
    assert from_environment(Sample, {"POLICYQA_COUNT": "  "}).count == 3


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("COUNT", "many", "整数"),
        ("COUNT", "1.5", "整数"),
        ("COUNT", "0", "不小于 1"),
        ("COUNT", "10", "不大于 9"),
        ("SHARE", "nan", "不小于 0"),
        ("SHARE", "-0.1", "不小于 0"),
        ("SHARE", "half", "数"),
        ("LOUD", "maybe", "true 或 false"),
    ],
)
def test_value_that_does_not_fit_is_named(name: str, text: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=f"POLICYQA_{name}={text}：.*{reason}"):
        from_environment(Sample, {f"POLICYQA_{name}": text})


def test_unknown_variable_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"POLICYQA_CUONT.*POLICYQA_COUNT"):
        check_environment((Sample,), {"POLICYQA_CUONT": "1", "PATH": "x"})


def test_known_variables_of_several_classes_pass() -> None:
    check_environment((Sample, IngestSettings), {"POLICYQA_COUNT": "1", "POLICYQA_DOCUMENT": "a", "OTHER": "x"})


def test_the_environment_of_the_process_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_COUNT", "7")
    assert from_environment(Sample).count == 7


def test_every_setting_is_described() -> None:
    assert all(item.metadata["description"].endswith("。") for item in fields(IngestSettings))
