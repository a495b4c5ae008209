"""What the tests of the index share, besides the library of the session."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import pytest
from numpy.typing import NDArray

from index.encoders import Encoder, open_encoder
from index.library import Library
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer
from index.writing import exclusive
from tests.index.small_policies import BEES, CHIPS, write_policy


@pytest.fixture(scope="session")
def plain_tokenizer() -> PolicyTokenizer:
    """Open jieba with its own dictionary only."""
    return PolicyTokenizer()


class CountingEncoder:
    """The shipped model, which notes what it is asked and encodes each text once: the lexicon is that of every document."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[tuple[str, str], NDArray[np.float32]] = {}
        self.dimensions = encoder.dimensions
        self.passages: list[str] = []

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self._encoded("query", texts, self._encoder.encode_queries)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.passages += texts
        return self._encoded("passage", texts, self._encoder.encode_passages)

    def _encoded(
        self, kind: str, texts: Sequence[str], encode: Callable[[Sequence[str]], NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if (kind, text) not in self._known]
        if new:
            self._known.update(zip([(kind, text) for text in new], encode(new), strict=True))
        return np.array([self._known[kind, text] for text in texts], dtype=np.float32).reshape(-1, self.dimensions)


@pytest.fixture(scope="session")
def encoder_of_session() -> CountingEncoder:
    return CountingEncoder(open_encoder(IndexSettings()))


@pytest.fixture
def counting(encoder_of_session: CountingEncoder) -> CountingEncoder:
    """Give the model, which has been asked nothing in this test."""
    encoder_of_session.passages = []
    return encoder_of_session


@pytest.fixture
def one_model(encoder_of_session: CountingEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open libraries with the model of the session, so that the lexicon is encoded once for all tests."""
    for module in ("index.library", "index.rebuilding"):
        monkeypatch.setattr(f"{module}.open_encoder", lambda _: encoder_of_session)


OpenLibrary = Callable[[IndexSettings], Library]


@pytest.fixture
def opened(encoder_of_session: CountingEncoder) -> OpenLibrary:
    """Return what opens a library as `Library.open` does, with the model of the session."""
    return lambda settings: _opened(settings, encoder_of_session)


def _opened(settings: IndexSettings, encoder: Encoder) -> Library:
    library = Library(settings, encoder)
    if not library.catalogue.database.is_current():
        with exclusive(settings.library):
            library.catalogue.database.migrate()
    return library


@pytest.fixture
def own(opened: OpenLibrary, tmp_path: Path) -> Library:
    """Open an empty library of the test's own."""
    return opened(IndexSettings(library=tmp_path / "library"))


@pytest.fixture(scope="session")
def filled_folder(encoder_of_session: CountingEncoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a library of two small policies once; see `filled`."""
    folder = tmp_path_factory.mktemp("filled")
    library = _opened(IndexSettings(library=folder / "library"), encoder_of_session)
    with library.writing() as writer:
        for name, text in (("chips", CHIPS), ("bees", BEES)):
            writer.add(write_policy(folder / f"{name}.txt", text), status="published")
    return folder / "library"


@pytest.fixture
def filled(filled_folder: Path, opened: OpenLibrary, tmp_path: Path) -> Library:
    """Open a copy of a library with two small policies, both published: `chips` and `bees`."""
    shutil.copytree(filled_folder, tmp_path / "library")
    return opened(IndexSettings(library=tmp_path / "library"))


@pytest.fixture
def mounted() -> Iterator[Callable[[str], Path]]:
    """Return what mounts a disk of its own, with the options given."""
    made: list[Path] = []

    def mount(options: str) -> Path:
        folder = Path(mkdtemp(prefix="policyqa-disk-"))
        command = shutil.which("mount")
        done = command and subprocess.run(
            [command, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
        )
        if not done or done.returncode:
            folder.rmdir()
            pytest.skip("mounting a disk is not permitted here")
        made.append(folder)
        return folder

    yield mount
    for folder in made:
        subprocess.run([shutil.which("umount") or "umount", str(folder)], check=True)
        folder.rmdir()


@pytest.fixture
def public(filled_folder: Path) -> Iterator[Path]:
    """Give a copy of the library of two policies that everybody may read, and only its owner may write."""
    folder = Path(mkdtemp(prefix="policyqa-public-"))
    shutil.copytree(filled_folder, folder / "library")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    yield folder / "library"
    shutil.rmtree(folder)


@pytest.fixture
def without_privileges(filled: Library, public: Path) -> Iterator[None]:
    """Give up root's right to write anywhere, for the length of a test; what is yet to be imported root may keep from us."""
    if sys.platform == "win32":
        pytest.skip("permissions work differently there")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
