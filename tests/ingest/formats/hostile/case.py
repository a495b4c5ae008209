"""What a hostile file is to the tests: how it is made, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

POLICY = "某市若干措施"
MEASURE = "第一条 支持企业。"


@dataclass(frozen=True, slots=True)
class Bait:
    """What a file tries to reach.

    Attributes:
        url: an address on this machine at which the test listens.
        secret: the address of a file beside the hostile one, as ``file:`` URL.
    """

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile file.

    Attributes:
        make: makes its bytes.
        text: what its text must have, where it is read; empty where it must be refused; None where either is right.
        suffix: of its name.
        is_slow: whether it takes seconds to be refused.
    """

    make: Callable[[Bait], bytes]
    text: str | None = ""
    suffix: str = ".docx"
    is_slow: bool = False
