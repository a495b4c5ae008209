"""Texts that would do something if any part of the page took them for markup: ours, to be used in every place."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.browser.test_chat_window import scrolls_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Page

MARK = "window.pwned=1"
"""What every payload tries to run; a page on which it ran has this variable."""

HTML = (
    f"<script>{MARK}</script>",
    f"<ScRiPt>{MARK}</sCrIpT>",
    f"<scr<script>ipt>{MARK}</script>",
    f"<img src=x onerror={MARK}>",
    f'<img src="x" onerror="{MARK}">',
    f"<IMG SRC=x OnErRoR='{MARK}'>",
    f"<img/src=x/onerror={MARK}>",
    f"<svg onload={MARK}>",
    f"<svg><animate onbegin={MARK} attributeName=x dur=1s>",
    f"<svg><script>{MARK}</script></svg>",
    f"<math><mtext><img src=x onerror={MARK}></mtext></math>",
    f'<iframe src="javascript:parent.{MARK}"></iframe>',
    f"<iframe srcdoc='<script>parent.{MARK}</script>'></iframe>",
    f'<object data="javascript:{MARK}"></object>',
    f'<embed src="javascript:{MARK}">',
    f"<body onload={MARK}>",
    f"<details open ontoggle={MARK}><summary>x</summary></details>",
    f"<video><source onerror={MARK}></video>",
    f"<audio src=x onerror={MARK}>",
    f"<input autofocus onfocus={MARK}>",
    f"<select autofocus onfocus={MARK}></select>",
    f"<marquee onstart={MARK}>x</marquee>",
    f'<a href="javascript:{MARK}">点我</a>',
    f'<form action="javascript:{MARK}"><button>x</button></form>',
    f"<style>@import'javascript:{MARK}';*{{display:none}}</style>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=http://example.com/a.css>",
    "<meta http-equiv=refresh content='0;url=http://example.com/'>",
    "<base href=http://example.com/>",
    f'"><img src=x onerror={MARK}>',
    f"'><img src=x onerror={MARK}>",
    f"--><img src=x onerror={MARK}><!--",
    f"</textarea><img src=x onerror={MARK}>",
    f"</div></details></button><h1 id=head>标题</h1><img src=x onerror={MARK}>",
    f"&lt;img src=x onerror={MARK}&gt;",
    f"&#60;img src=x onerror={MARK}&#62;",
    f"\\x3cimg src=x onerror={MARK}\\x3e",
    f"<img src=x\u2028onerror={MARK}>",
    f"<\u200bimg src=x onerror={MARK}>",
    f"＜img src=x onerror={MARK}＞",
)
MARKDOWN = (
    "![图](http://example.com/x.png)",
    f"[点我](javascript:{MARK})",
    f"[点我](JaVaScRiPt:{MARK})",
    f"[a]: javascript:{MARK}\n[a]",
    f"<javascript:{MARK}>",
    "http://example.com/ www.example.com a@example.com",
    f"```html\n<img src=x onerror={MARK}>\n```",
    f"`<img src=x onerror={MARK}>`",
    "# 标题\n\n- 项目\n\n> 引用\n\n| 表 | 格 |\n|---|---|\n| 1 | 2 |",
    "$$\\href{javascript:window.pwned=1}{x}$$ \\(x\\)",
    "```mermaid\ngraph TD; A-->B;\n```",
    "**粗** _斜_ ~~删~~ <b>b</b>",
    f"[x](data:text/html,<script>{MARK}</script>)",
    f"${{{MARK}}} {{{{constructor.constructor('{MARK}')()}}}} {{% raw %}}",
    "\u202e倒着写的\u2066字 \x1b[31m红\x07",
    "长" * 280,
    "a" * 280,
)
ALL = (*HTML, *MARKDOWN)

# What a message may be made of is named in tests/ui; here, what must never come to be in the page.
ALIEN = "script, img, iframe, object, embed, video, audio, form, style:not(svg *), link, base, meta, svg animate, marquee, math, input"
FUND = "基金群规模有多大？"


def untouched(page: Page, requests_made: list[str]) -> None:
    """Fail if anything ran, came to be, was fetched or pushed the page out of shape."""
    assert page.evaluate("window.pwned") is None
    for place in ("#chat", "#head", "#examples", "#tasks", "#reading .policy"):
        allowed = page.locator(f"{place} .find input").count()
        assert page.locator(f"{place} :is({ALIEN})").count() == allowed, place
    links = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href') || '')")
    assert not [link for link in links if not link.startswith(("#", "responsibilities."))]
    assert {urlsplit(url).hostname for url in requests_made if url.startswith(("http", "ws"))} == {"127.0.0.1"}
    assert page.locator("#head h1").is_visible()
    assert page.locator("#composer textarea").is_visible()
    assert not scrolls_sideways(page)


def ask(page: Page, question: str) -> None:
    """Type a question and wait for all of its answer."""
    answered, asked = page.locator("#chat .acts").count(), page.locator("#chat .user-row").count()
    page.fill("#composer textarea", question)
    for tenths in (50, 1800):
        # While the last answer's connection is being closed, which no person is quick enough to notice, the box keeps
        # its text; then once more.
        page.keyboard.press("Enter")
        for _ in range(tenths):
            page.wait_for_timeout(100)
            if page.locator("#chat .user-row").count() > asked:
                page.locator("#chat .acts").nth(answered).wait_for()
                return
    raise AssertionError(f"not asked: {question!r}")
