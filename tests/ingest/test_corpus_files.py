from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.corpus_files import load_policy
from ingest.errors import MetadataError
from ingest.models import Metadata, Origin, PolicyDocument
from ingest.settings import DEFAULT_SOURCE
from tests.ingest.formats.word.docx_files import docx, p

BUILT_IN_DIGEST = "cdcf8ad150b8b5c3a1177924c0413e01be4e6e84eb1ed3e26ff1b00e25b65be1"


def test_built_in_metadata() -> None:
    metadata = load_policy().metadata
    assert metadata == Metadata(
        doc_id="shenzhen-ai-action-plan-2023-2024",
        short_title="《行动方案》",
        issuers=("中共深圳市委办公厅", "深圳市人民政府办公厅"),
        date=datetime.date(2023, 5, 31),
        valid_from=2023,
        valid_until=2024,
    )
    assert metadata.period == "2023—2024年"


def test_built_in_metadata_agree_with_the_text() -> None:
    document = load_policy()
    assert document.metadata.issuers == document.notice.issuers
    assert document.metadata.date == document.notice.date
    assert f"（{document.metadata.period}）" in document.title


def test_built_in_text_is_the_one_that_was_checked() -> None:
    # The golden listing and the benchmark hold for this text; whoever edits it must look at both.
    assert hashlib.sha256(DEFAULT_SOURCE.read_bytes()).hexdigest() == BUILT_IN_DIGEST


def test_no_metadata_file(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_text("甲市若干措施\n\n（一）甲。", encoding="utf-8")
    document = load_policy(path)
    assert document.metadata == Metadata(doc_id="", short_title="《甲市若干措施》")
    assert document.metadata.period == ""


def test_policy_whose_name_ends_in_json_is_not_its_own_metadata(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_text("甲市若干措施\n\n（一）甲。", encoding="utf-8")
    assert load_policy(path).metadata == Metadata(doc_id="", short_title="《甲市若干措施》")


def test_bad_metadata_leave_no_half_document(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_text("甲市若干措施\n\n（一）甲。", encoding="utf-8")
    path.with_suffix(".json").write_text("{", encoding="utf-8")
    with pytest.raises(MetadataError):
        load_policy(path)


SAME_TEXT: dict[str, Callable[[str], bytes]] = {
    "lines that end in spaces": lambda text: text.replace("\n", " \u3000\n").encode(),
    "empty lines at the ends": lambda text: f"\n\n{text}\n \n".encode(),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "a byte order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "GB18030": lambda text: text.encode("gb18030"),
}


@pytest.mark.parametrize("name", SAME_TEXT)
def test_a_text_is_known_by_what_it_says(tmp_path: Path, document: PolicyDocument, name: str) -> None:
    path = tmp_path / "policy.md"
    path.write_bytes(SAME_TEXT[name](DEFAULT_SOURCE.read_text("utf-8")))
    assert load_policy(path).text_digest == document.text_digest


@pytest.mark.parametrize(("old", "new"), [("1000", "2000"), ("支持", "扶持"), ("。", "！"), ("人工智能", "人工 智能")])
def test_a_word_makes_another_text(tmp_path: Path, document: PolicyDocument, old: str, new: str) -> None:
    path = tmp_path / "policy.md"
    path.write_text(DEFAULT_SOURCE.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert load_policy(path).text_digest != document.text_digest


def test_where_the_text_is_from_is_kept(tmp_path: Path) -> None:
    data = docx(p("某市若干措施") + p("（一）支持企业。"))
    (tmp_path / "policy.docx").write_bytes(data)
    assert load_policy(tmp_path / "policy.docx").origin == Origin("docx", (), hashlib.sha256(data).hexdigest())
    assert load_policy().origin == Origin("text", (), BUILT_IN_DIGEST)
