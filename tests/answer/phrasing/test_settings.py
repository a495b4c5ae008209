from __future__ import annotations

import pytest

from answer.phrasing.settings import LLMSettings
from ingest.errors import SettingsError
from ingest.settings import from_environment

KEY = "sk-very-secret"


def test_without_an_address_there_is_no_model() -> None:
    settings = from_environment(LLMSettings, {})
    settings.check()
    assert not settings.configured
    assert settings.temperature == 0.0


def test_all_of_them_from_the_environment() -> None:
    environ = {
        "POLICYQA_LLM_BASE_URL": "https://llm.example/v1",
        "POLICYQA_LLM_MODEL": "m",
        "POLICYQA_LLM_API_KEY": KEY,
        "POLICYQA_LLM_TIMEOUT": "12.5",
        "POLICYQA_LLM_TEMPERATURE": "0.2",
    }
    settings = from_environment(LLMSettings, environ)
    settings.check()
    assert settings == LLMSettings("https://llm.example/v1", "m", KEY, 12.5, 0.2)
    assert settings.configured
    assert KEY not in repr(settings)


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        (LLMSettings(base_url="http://h/v1"), "POLICYQA_LLM_MODEL"),
        (LLMSettings(model="m"), "POLICYQA_LLM_BASE_URL"),
        (LLMSettings("localhost:11434/v1", "m"), "POLICYQA_LLM_BASE_URL"),
        (LLMSettings("ftp://h/v1", "m"), "POLICYQA_LLM_BASE_URL"),
        (LLMSettings("http:///v1", "m"), "POLICYQA_LLM_BASE_URL"),
        (LLMSettings("http://[::1/v1", "m"), "POLICYQA_LLM_BASE_URL"),
        (LLMSettings("http://h:port/v1", "m"), "POLICYQA_LLM_BASE_URL"),
        (LLMSettings("http://h/v1", "m", "密钥"), "POLICYQA_LLM_API_KEY"),
        (LLMSettings("http://h/v1", "m", "two words"), "POLICYQA_LLM_API_KEY"),
    ],
)
def test_what_cannot_work_is_told_by_its_name(settings: LLMSettings, names: str) -> None:
    with pytest.raises(SettingsError, match=names) as caught:
        settings.check()
    assert "two words" not in str(caught.value)
