"""Bounds on what a user may ask, and what is kept of what he says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_network

from ingest.errors import SettingsError
from ingest.settings import PREFIX, setting

_PATH = re.compile(r"/|(?:/(?!\.{1,2}(?:/|$))[\w.~-]+)+/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """Settings of the answers."""

    max_question_length: int = setting("MAX_QUESTION_LENGTH", 300, "一个问题最多多少字。", low=20, high=2000)


@dataclass(frozen=True, slots=True)
class FeedbackSettings:
    """Whether and for how long what users say of answers is kept."""

    enabled: bool = setting("FEEDBACK", True, "是否保存用户对回答的评价（true 或 false）。")
    days: int = setting("FEEDBACK_DAYS", 365, "评价保存多少天，过期删除。", low=1, high=3650)


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Who may use the page and how much; declared here because every command knows all names."""

    requests_per_minute: int = setting(
        "REQUESTS_PER_MINUTE", 300, "每个访问者每分钟最多多少次请求，0 表示不限。", low=0, high=100_000
    )
    trusted_proxies: str = setting(
        "TRUSTED_PROXIES", "", "可信的反向代理的地址，用逗号隔开；不设则不理会代理写的请求头。"
    )
    root_path: str = setting("ROOT_PATH", "", "反向代理把页面放在哪个路径下，如 /policy；放在根路径就不设。")
    user: str = setting("USER", "", "打开页面要输入的用户名；与密码一起设。")
    password: str = setting("PASSWORD", "", "打开页面要输入的密码。", secret=True)

    @property
    def root(self) -> str:
        """The path of the page without the slash at its end; empty at the root."""
        return self.root_path.rstrip("/")

    def check(self) -> None:
        """Refuse what cannot work.

        Raises:
            SettingsError: if only one of name and password is set, or an address of a proxy or a path is none.
        """
        if self.root_path and not _PATH.fullmatch(self.root_path):
            raise SettingsError(
                f"{PREFIX}ROOT_PATH={self.root_path}：应当是 / 开头的路径，只含字母、数字和 - _ . ~，如 /policy。"
            )
        if bool(self.user) != bool(self.password):
            raise SettingsError(f"用户名和密码要一起设：{PREFIX}USER 和 {PREFIX}PASSWORD。")
        if ":" in self.user:
            raise SettingsError(f"{PREFIX}USER 中不能有冒号。")
        for proxy in filter(None, (part.strip() for part in self.trusted_proxies.split(","))):
            try:
                ip_network(proxy, strict=False)
            except ValueError as error:
                raise SettingsError(f"{PREFIX}TRUSTED_PROXIES={proxy}：应当是 IP 地址或网段。") from error
