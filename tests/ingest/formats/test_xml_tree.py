from __future__ import annotations

import pytest

from ingest.formats.xml_tree import MAX_DEPTH, MAX_ELEMENTS, XmlError, parse_xml

SPACES = {"urn:w": "w"}


def test_names_get_short_prefixes() -> None:
    root = parse_xml(b'<x:a xmlns:x="urn:w" xmlns:y="urn:other" b="1" x:c="2"><y:d/>t</x:a>', SPACES)
    assert (root.tag, root.attrib, root[0].tag, root[0].tail) == ("w-a", {"b": "1", "w-c": "2"}, "?-d", "t")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_declared_encoding_counts(encoding: str) -> None:
    assert parse_xml(f"<?xml version='1.0' encoding='{encoding}'?><a>条</a>".encode(encoding), SPACES).text == "条"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
        b"<a>&b;</a>",
        b"",
        b"<a>",
        b"<a/><b/>",
        b"<a b='1' b='2'/>",
        b"<?xml version='1.0' encoding='nonsense'?><a/>",
        b"\xff\xff\xff",
        "<?xml version='1.0' encoding='gb2312'?><a>条</a>".encode("gb2312"),
        b"<?xml version='1.0' encoding='utf-7'?><a>+ADw-b/+AD4-</a>",
        b"<a>\x00</a>",
        b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
        b"<a>" * 1_000_000,
    ],
)
def test_what_no_document_needs_is_refused(data: bytes) -> None:
    with pytest.raises(XmlError):
        parse_xml(data, SPACES)


def test_as_deep_as_may_be() -> None:
    root = parse_xml(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH, SPACES)
    assert sum(1 for _ in root.iter()) == MAX_DEPTH


@pytest.mark.slow
def test_the_number_of_elements_is_bounded() -> None:
    with pytest.raises(XmlError):
        parse_xml(b"<a>" + b"<b/>" * MAX_ELEMENTS + b"</a>", SPACES)
