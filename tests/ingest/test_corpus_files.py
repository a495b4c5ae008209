from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

import pytest

from ingest.corpus_files import load_policy, read_metadata
from ingest.errors import MetadataError
from ingest.models import Metadata
from ingest.settings import DEFAULT_SOURCE

BUILT_IN_DIGEST = "cdcf8ad150b8b5c3a1177924c0413e01be4e6e84eb1ed3e26ff1b00e25b65be1"


def write(folder: Path, text: str) -> Path:
    path = folder / "policy.json"
    path.write_text(text, encoding="utf-8")
    return path


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


def test_smallest_metadata_file(tmp_path: Path) -> None:
    path = write(tmp_path, '{"doc_id": "a", "short_title": "甲"}')
    assert read_metadata(path) == Metadata("a", "甲")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "null",
        "{}",
        '{"doc_id": "a"}',
        '{"doc_id": "a", "short_title": "甲", "colour": "red"}',
        '{"doc_id": "a", "short_title": "甲", "date": "31.5.2023"}',
        '{"doc_id": "a", "short_title": "甲", "date": 20230531}',
        '{"doc_id": "a", "short_title": "甲", "issuers": "甲市"}',
    ],
)
def test_metadata_that_do_not_fit_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(MetadataError, match=r"元数据文件不合要求：.*doc_id、short_title") as caught:
        read_metadata(write(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_metadata_in_another_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "policy.json"
    path.write_bytes('{"doc_id": "甲"}'.encode("gb18030"))
    with pytest.raises(MetadataError):
        read_metadata(path)
