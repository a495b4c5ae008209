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
        ServerSettings(root_path="/policy"),
        ServerSettings(root_path="/city-1/policy_2.0/~x/"),
        ServerSettings(root_path="/"),
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
        *(
            (ServerSettings(root_path=path), "POLICYQA_ROOT_PATH")
            for path in (
                "policy",
                "https://example.com/policy",
                "//policy",
                "/a//b",
                "/../policy",
                "/a/./b",
                "/policy?x",
                "/政策",
                "/a b",
                '/"><script>',
                "/policy//",
            )
        ),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(settings: ServerSettings, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        settings.check()


@pytest.mark.parametrize(
    ("path", "root"), [("", ""), ("/", ""), ("/policy", "/policy"), ("/policy/", "/policy"), ("/a/b/", "/a/b")]
)
def test_a_slash_at_the_end_of_a_path_is_no_matter(path: str, root: str) -> None:
    assert ServerSettings(root_path=path).root == root


def test_a_password_is_not_shown() -> None:
    assert "geheim" not in repr(ServerSettings(user="a", password="geheim"))
