"""Which language model may phrase answers, if any."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.errors import SettingsError
from ingest.settings import PREFIX, setting


@dataclass(frozen=True, slots=True)
class LLMSettings:
    """Settings of the model server; without an address no request leaves the machine."""

    base_url: str = setting("LLM_BASE_URL", "", "OpenAI 兼容接口的地址，如 http://127.0.0.1:11434/v1；不设则不用模型。")
    model: str = setting("LLM_MODEL", "", "模型的名称，如 qwen2.5:7b。")
    api_key: str = setting("LLM_API_KEY", "", "接口的密钥，不需要就不设。", secret=True)
    timeout: float = setting("LLM_TIMEOUT", 30.0, "一次回答最多等模型多少秒，过时用原文摘编。", low=0.1, high=600)
    temperature: float = setting("LLM_TEMPERATURE", 0.0, "采样温度，0 最稳定。", low=0.0, high=2.0)

    @property
    def configured(self) -> bool:
        """Whether there is a model to ask."""
        return bool(self.base_url)

    def check(self) -> None:
        """Refuse what cannot work.

        Raises:
            SettingsError: if only one of address and model is set, or the address is none.
        """
        if bool(self.base_url) != bool(self.model):
            missing = "LLM_MODEL" if self.base_url else "LLM_BASE_URL"
            raise SettingsError(f"使用模型需要同时设置地址和模型名称，还缺 {PREFIX}{missing}。")
        if self.base_url and not _is_address(self.base_url):
            raise SettingsError(f"{PREFIX}LLM_BASE_URL 应当是 http:// 或 https:// 开头的地址。")
        if not self.api_key.isascii() or any(char.isspace() for char in self.api_key):
            raise SettingsError(f"{PREFIX}LLM_API_KEY 中有密钥不会有的字符，请检查。")


def _is_address(url: str) -> bool:
    try:
        address = urlsplit(url)
        return address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:  # a bracket without its other half, a port that is no number
        return False
