from __future__ import annotations

import datetime
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index import writing
from index.catalogue.models import Correction, Edits
from index.errors import DocumentError, LibraryBusyError, LibraryDamagedError, LibraryUnwritableError
from index.library import Library
from index.settings import IndexSettings
from index.writing import GRACE, LIST, ORIGINALS, Writer, digest_of, exclusive, find_original, is_locked
from ingest.corpus_files import load_policy
from ingest.errors import PolicyError
from ingest.grammar.lines import LineKind
from ingest.models import Measure
from tests.commands import PATIENCE, ROOT
from tests.index.conftest import OpenLibrary
from tests.index.small_policies import BEES, CHIPS, write_policy

NOW = datetime.datetime.now(datetime.UTC)
AFTER_GRACE = NOW + GRACE + datetime.timedelta(minutes=5)
MOVED = (
    CHIPS.replace("（一）建设平台", "（一）先行先试。开展试点。\n（二）建设平台")
    .replace("（二）支持企业", "（三）支持企业")
    .replace("（三）培养人才", "（四）培养人才")
)
WITH_METADATA = '{"doc_id": "haizhou", "short_title": "《算力措施》", "issuers": ["海州市人民政府"]}'


@contextmanager
def recovering(library: Library, now: datetime.datetime) -> Iterator[Writer]:
    """Write as if it were some other time."""
    with exclusive(library.settings.library):
        writer = Writer(library.settings, library.catalogue, library.vectors, library.encoder)
        writer.recover(now)
        yield writer


def originals(library: Library) -> set[str]:
    folder = library.settings.library / ORIGINALS
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def measure(library: Library, name: str, key: str) -> Measure:
    found = library.document(library.snapshot().entry(name)).item(key)
    assert isinstance(found, Measure)
    return found


# Adding.


def test_a_file_is_taken_as_a_draft_with_all_that_it_says(own: Library, tmp_path: Path) -> None:
    file = write_policy(tmp_path / "chips.txt", CHIPS)
    with own.writing() as writer:
        entry, is_new = writer.add(file)
    assert (is_new, entry.id, entry.status, entry.file) == (True, "chips", "draft", "chips.txt")
    assert (entry.place, entry.tier) == ("海州市", "市")
    assert own.snapshot().published == ()
    assert own.document(entry) == load_policy(file)
    stored = own.stored_vectors(entry)
    assert len(stored.keys) == entry.vectors
    np.testing.assert_allclose(np.linalg.norm(stored.values, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("again", [CHIPS, CHIPS.replace("\n", " \n"), f"{CHIPS}\n\n"], ids=["same", "spaces", "longer"])
def test_the_same_text_twice_is_one_document(own: Library, tmp_path: Path, again: str) -> None:
    with own.writing() as writer:
        first, _ = writer.add(write_policy(tmp_path / "chips.txt", CHIPS))
        found, is_new = writer.add(write_policy(tmp_path / "other.txt", again), name="other", status="published")
    assert (found, is_new) == (first, False)
    assert own.snapshot().entries == (first,)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("chips.txt", "chips"),
        ("通知 （2026）.md", "通知-2026"),
        ("-.txt", "policy"),
        ("a..b.txt", "a..b"),
        ("x" * 90 + ".md", "x" * 60),
    ],
)
def test_an_id_is_made_of_the_files_name(own: Library, tmp_path: Path, file: str, name: str) -> None:
    with own.writing() as writer:
        assert writer.add(write_policy(tmp_path / file, CHIPS))[0].id == name


def test_an_id_is_given_once(own: Library, tmp_path: Path) -> None:
    for folder in ("one", "two", "three"):
        (tmp_path / folder).mkdir()
    with own.writing() as writer:
        names = [
            writer.add(write_policy(tmp_path / folder / "chips.txt", text))[0].id
            for folder, text in (("one", CHIPS), ("two", BEES), ("three", CHIPS.replace("20万", "30万")))
        ]
        assert names == ["chips", "chips-2", "chips-3"]
        with pytest.raises(DocumentError, match="index replace chips"):
            writer.add(write_policy(tmp_path / "x.txt", BEES.replace("3万", "4万")), name="chips")
    assert len(own.snapshot().entries) == 3


@pytest.mark.parametrize("name", ["a/b", "../x", "a b", ".x", "-x", "x" * 81, "一?"])
def test_no_id_may_be_anything_but_a_word(own: Library, tmp_path: Path, name: str) -> None:
    with own.writing() as writer, pytest.raises(DocumentError, match="不能用"):
        writer.add(write_policy(tmp_path / "chips.txt", CHIPS), name=name)
    assert own.snapshot().entries == ()


def test_metadata_beside_the_file_count_and_are_kept(own: Library, tmp_path: Path) -> None:
    file = write_policy(tmp_path / "chips.md", CHIPS)
    write_policy(tmp_path / "chips.json", WITH_METADATA)
    with own.writing() as writer:
        entry, _ = writer.add(file)
        assert writer.original_of(entry).read_bytes() == file.read_bytes()
    assert (entry.id, entry.short_title) == ("haizhou", "《算力措施》")
    assert originals(own) == {f"{entry.original}.md", f"{entry.original}.json"}
    file.unlink()
    with own.writing() as writer:
        assert writer.edit("haizhou", Edits(title="另一个")).short_title == "《算力措施》"


def test_a_text_that_is_called_json_has_an_original_too(own: Library, tmp_path: Path) -> None:
    with own.writing() as writer:
        entry, _ = writer.add(write_policy(tmp_path / "chips.json", CHIPS))
    assert own.has_original(entry)


@pytest.mark.parametrize("content", ["", "没有任何措施的一句话", None])
def test_what_is_no_policy_leaves_nothing(own: Library, tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "x.txt"
    if content is not None:
        write_policy(file, content)
    with own.writing() as writer, pytest.raises(PolicyError):
        writer.add(file)
    assert own.snapshot().entries == ()
    assert originals(own) == set()
    assert own.vectors.started() == {}


# Replacing and editing.


def test_another_file_takes_the_place_and_what_was_settled_stays(filled: Library, tmp_path: Path) -> None:
    correction = Correction("M2", "（二）", "支持企业", "agencies", ("市工信局",))
    with filled.writing() as writer:
        before = writer.edit("chips", Edits(place="海州港区", corrections=(correction,)))
        after = writer.replace("chips", write_policy(tmp_path / "new.txt", MOVED))
    assert (after.id, after.position, after.status, after.file) == ("chips", before.position, "published", "new.txt")
    assert after.revision > before.revision
    assert after.place == "海州港区"
    # Found again where it is now, and nothing else was touched.
    assert measure(filled, "chips", "M3").agencies == ("市工信局",)
    assert measure(filled, "chips", "M2").agencies == ("市科技局", "市发展改革委")
    assert filled.document(after).corrected == ("M3",)


def test_the_text_of_another_document_replaces_nothing(filled: Library, tmp_path: Path) -> None:
    before = filled.snapshot()
    with pytest.raises(DocumentError, match=r"bees.*没有替换 chips"), filled.writing() as writer:
        writer.replace("chips", write_policy(tmp_path / "new.txt", BEES))
    assert filled.snapshot().entries == before.entries


def test_what_cannot_be_read_replaces_nothing(filled: Library, tmp_path: Path) -> None:
    before = filled.snapshot()
    with filled.writing() as writer, pytest.raises(PolicyError):
        writer.replace("chips", write_policy(tmp_path / "new.txt", "没有措施"))
    assert filled.snapshot() == before


def test_what_is_settled_is_shown_everywhere(filled: Library) -> None:
    edits = Edits(
        title="算力新政", short_title="《新政》", tier="区县", place="港口区", effective=datetime.date(2026, 5, 1)
    )
    with filled.writing() as writer:
        entry = writer.edit("chips", edits)
    assert (entry.title, entry.short_title, entry.place, entry.tier) == ("算力新政", "《新政》", "港口区", "区县")
    assert (entry.effective, entry.edits) == (datetime.date(2026, 5, 1), edits)
    assert filled.document(entry).title == "算力新政"
    with filled.catalogue.database.reading() as connection:
        places = connection.execute(
            "SELECT DISTINCT a.place FROM duties d JOIN agencies a ON a.number = d.agency WHERE d.revision = ?",
            (entry.revision,),
        ).fetchall()
    assert places == [("港口区",)]


def test_another_level_of_the_measures(filled: Library) -> None:
    assert len(filled.document(filled.snapshot().entry("chips")).measures) == 3
    with filled.writing() as writer:
        entry = writer.edit("chips", Edits(level=LineKind.SECTION))
    assert [found.label for found in filled.document(entry).measures] == ["一、"]
    with filled.writing() as writer:
        assert len(filled.document(writer.edit("chips", Edits())).measures) == 3


def test_corrections_survive_that_everything_is_made_again(filled: Library) -> None:
    correction = Correction("M1", "（一）", "建设平台", "lead", ("市发展改革委",))
    with filled.writing() as writer:
        writer.edit("chips", Edits().corrected(correction))
        before = filled.document(filled.snapshot().entry("chips"))
        writer.renew(filled.snapshot().entries)
    assert filled.document(filled.snapshot().entry("chips")) == before
    assert before.corrected == ("M1",)


@pytest.mark.parametrize("change", ["set_status", "edit", "replace", "remove"])
def test_a_document_that_is_not_there(own: Library, tmp_path: Path, change: str) -> None:
    arguments: dict[str, list[object]] = {
        "set_status": ["published"],
        "edit": [Edits()],
        "replace": [tmp_path / "x"],
        "remove": [],
    }
    with own.writing() as writer, pytest.raises(DocumentError, match="index list"):
        getattr(writer, change)("none", *arguments[change])


def test_the_originals_are_asked_for_as_they_were(filled: Library) -> None:
    entry = filled.snapshot().entry("chips")
    file = find_original(filled.settings.library, entry.original)
    assert file is not None
    file.write_text(BEES, encoding="utf-8")
    assert not filled.has_original(entry)
    with filled.writing() as writer, pytest.raises(LibraryDamagedError, match="index replace chips"):
        writer.edit("chips", Edits(title="x"))
    with filled.writing() as writer:
        writer.replace("chips", write_policy(filled.settings.library.parent / "chips.txt", CHIPS))
    assert filled.has_original(filled.snapshot().entry("chips"))


def test_a_digest_is_of_a_file_and_what_lies_beside_it(tmp_path: Path) -> None:
    file = write_policy(tmp_path / "chips.md", CHIPS)
    alone = digest_of(file)
    write_policy(tmp_path / "chips.json", WITH_METADATA)
    beside = digest_of(file)
    write_policy(tmp_path / "chips.json", WITH_METADATA.replace("海州", "云山"))
    assert len({alone, beside, digest_of(file)}) == 3


# What is left behind.


def test_what_was_replaced_is_kept_for_a_while(filled: Library, tmp_path: Path) -> None:
    old = filled.snapshot().entry("chips")
    with filled.writing() as writer:
        new = writer.replace("chips", write_policy(tmp_path / "new.txt", MOVED))
    with recovering(filled, NOW + GRACE / 2):
        assert filled.document(old).title == old.title
        assert len(filled.stored_vectors(old).keys) == old.vectors
    assert f"{old.original}.txt" in originals(filled)
    with recovering(filled, AFTER_GRACE):
        pass
    assert set(filled.vectors.started()) == {entry.collection for entry in filled.snapshot().entries}
    assert new.collection in filled.vectors.started()
    assert filled.leftovers(AFTER_GRACE) == 0
    with pytest.raises(LibraryDamagedError):
        filled.catalogue.document(old.revision)


def test_what_a_killed_writer_left_is_removed_after_a_while(filled: Library, tmp_path: Path) -> None:
    with filled.writing() as writer:
        writer._maker.make("x", writer._keep(write_policy(tmp_path / "x.txt", MOVED)), Edits(), None, None)
    ours = {entry.collection for entry in filled.snapshot().entries}
    (orphan,) = set(filled.vectors.started()) - ours
    with recovering(filled, NOW + GRACE / 2):
        assert orphan in filled.vectors.started()
    assert filled.leftovers(AFTER_GRACE) == 1
    assert filled.leftovers(NOW) == 0
    with recovering(filled, AFTER_GRACE):
        pass
    assert set(filled.vectors.started()) == ours


def test_what_was_removed_is_gone_with_its_original(filled: Library, tmp_path: Path) -> None:
    gone, kept = filled.snapshot().entry("chips"), filled.snapshot().entry("bees")
    with filled.writing() as writer:
        writer.remove("chips")
    assert [entry.id for entry in filled.snapshot().entries] == ["bees"]
    for path in (filled.settings.library / ORIGINALS).iterdir():
        os.utime(path, (0, 0))
    with recovering(filled, AFTER_GRACE):
        pass
    assert set(filled.vectors.started()) == {kept.collection}
    assert originals(filled) == {f"{kept.original}.txt"}
    with filled.writing() as writer:
        again, is_new = writer.add(write_policy(tmp_path / "chips.txt", CHIPS))
    assert is_new
    assert again.original == gone.original


def test_the_list_holds_what_a_lost_catalogue_would_take_with_it(filled: Library) -> None:
    path = filled.settings.library / LIST
    before = path.read_text("utf-8")
    with filled.writing() as writer:
        writer.edit("bees", Edits(title="新标题"))
    text = path.read_text("utf-8")
    assert text != before
    assert "新标题" in text
    assert [row in text for row in ('"chips"', '"bees"', '"published"')] == [True] * 3
    path.unlink()
    with filled.writing() as writer:
        writer.set_status("chips", "withdrawn")
    assert '"withdrawn"' in path.read_text("utf-8")


# One writer at a time.


def test_a_second_writer_waits_and_says_so(own: Library) -> None:
    folder, told, order = own.settings.library, threading.Event(), []

    def second() -> None:
        with exclusive(folder, told.set):
            order.append("second")

    thread = threading.Thread(target=second)
    with exclusive(folder):
        assert is_locked(folder)
        thread.start()
        assert told.wait(PATIENCE)
        order.append("first")
    thread.join(PATIENCE)
    assert order == ["first", "second"]
    assert not is_locked(folder)


def test_who_waited_too_long_is_told(own: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_WAIT_SECONDS", 0.05)
    with exclusive(own.settings.library), pytest.raises(LibraryBusyError, match="另一个进程"), own.writing():
        pass
    with own.writing():
        pass


def test_who_waits_for_nobody_is_told_nothing(own: Library) -> None:
    with own.writing(lambda: pytest.fail("waited")), pytest.raises(ZeroDivisionError):
        _ = 1 / 0
    with own.writing(lambda: pytest.fail("the lock was kept")):
        pass


HOLD = (
    "import sys, time; from pathlib import Path; from index.writing import exclusive\n"
    "with exclusive(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
)


@pytest.mark.slow
def test_the_lock_of_another_process_ends_with_it(own: Library) -> None:
    folder = own.settings.library
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        assert is_locked(folder)
        with own.writing(other.kill):
            pass
    assert not is_locked(folder)


def test_a_folder_that_cannot_be_made(tmp_path: Path, opened: OpenLibrary) -> None:
    write_policy(tmp_path / "file", "")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(LibraryUnwritableError, match=r"它不是文件夹.*POLICYQA_LIBRARY"):
            opened(IndexSettings(library=folder))
    assert not is_locked(tmp_path / "none")


def test_progress_is_told_in_order(own: Library, tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    with own.writing() as writer:
        writer.add(write_policy(tmp_path / "x.txt", CHIPS), progress=lambda share, what: told.append((share, what)))
        writer.add(write_policy(tmp_path / "y.txt", BEES))
        writer.renew(own.snapshot().entries, progress=lambda share, what: told.append((1 + share, what)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] < 2
    assert all(what for _, what in told)


def test_renewing_gives_the_same_under_another_revision(filled: Library) -> None:
    before = filled.snapshot().entries
    with filled.writing() as writer:
        writer.renew(before)
    for old, new in zip(before, filled.snapshot().entries, strict=True):
        assert new.revision > old.revision
        same = replace(new, revision=old.revision, collection=old.collection)
        assert replace(same, vectors_digest=old.vectors_digest, files_digest=old.files_digest) == old
        one, other = (filled.stored_vectors(entry) for entry in (old, new))
        np.testing.assert_allclose(one.values, other.values, atol=1e-5)
