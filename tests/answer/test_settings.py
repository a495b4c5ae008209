from __future__ import annotations

import pytest

from answer.settings import ServerSettings
from ingest.errors import SettingsError


@pytest.mark.parametrize(
    "settings",
    [
        ServerSettings(),
        ServerSettings(user="a", password="b"),
        ServerSettings(trusted_proxies="10.0.0.1, 192.168.0.0/16, ::1"),
    ],
)
def test_what_works_is_taken(settings: ServerSettings) -> None:
    settings.check()


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (ServerSettings(user="a"), "一起设"),
        (ServerSettings(password="b"), "一起设"),
        (ServerSettings(user="a:b", password="c"), "冒号"),
        (ServerSettings(trusted_proxies="proxy.example"), "IP 地址"),
        (ServerSettings(trusted_proxies="10.0.0.1,*"), "IP 地址"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(settings: ServerSettings, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        settings.check()


def test_a_password_is_not_shown() -> None:
    assert "geheim" not in repr(ServerSettings(user="a", password="geheim"))
