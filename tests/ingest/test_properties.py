"""What holds for every text that can be handed in, and not for those alone that somebody thought of."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.characters import clean
from ingest.chunks import make_chunks
from ingest.errors import NoMeasuresError, PolicyError, SourceUnreadableError
from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from ingest.reader import decode_source
from ingest.report import outline, to_json
from ingest.settings import DEFAULT_SOURCE
from tests.ingest.grammar_of_policies import Written, heaps, lines_of_policies, mutated, well_formed
from tests.ingest.invariants import check, listing, without_repairs

BUILT_IN = DEFAULT_SOURCE.read_text(encoding="utf-8")
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")

bounded = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
policies = well_formed().map(lambda written: written.text)
texts = st.one_of(
    st.text(),
    st.text().map("（一）甲。\n{}".format),
    heaps(),
    heaps().map("（一）甲。\n{}".format),
    lines_of_policies(),
    mutated(policies),
    mutated(st.just(BUILT_IN)),
)


def parse(text: str) -> PolicyDocument | None:
    """Read and parse a text as a file that holds it is; None if it is refused."""
    try:
        source = decode_source(text.encode())
        return parse_policy(source.text, None, source.warnings)
    except PolicyError as error:
        check_message(error)
        return None


def check_message(error: PolicyError) -> None:
    assert len(str(error).splitlines()) == 1
    assert str(error).endswith("。")


@bounded
@given(texts)
def test_no_character_is_lost_unreported(text: str) -> None:
    document = parse(text)
    if document:
        check(document)


@bounded
@given(texts)
def test_the_parser_alone_takes_every_text(text: str) -> None:
    try:
        check(parse_policy(text))
    except NoMeasuresError:
        return


@bounded
@given(texts)
def test_reading_and_parsing_again_change_nothing(text: str) -> None:
    document = parse(text)
    if not document:
        return
    again = parse(document.source)
    assert again is not None
    assert (again.source, again.digest) == (document.source, document.digest)
    assert {**listing(again), "warnings": []} == {**listing(document), "warnings": []}
    assert parse_policy(document.source, document.metadata) == parse_policy(again.source, again.metadata)


@bounded
@given(texts)
def test_what_follows_the_parser_takes_every_document(text: str) -> None:
    document = parse(text)
    if not document:
        return
    chunks = make_chunks(document)
    assert len({chunk.id for chunk in chunks}) == len(chunks)
    for chunk in chunks:
        item = document.item(chunk.citation_id)
        repairs = getattr(item, "repairs", ())
        assert without_repairs(document.source, chunk.start, chunk.end, repairs) == chunk.text
        assert chunk.text.strip()
    json.dumps(to_json(document)).encode()
    outline(document).encode()


@bounded
@given(well_formed())
def test_a_well_formed_policy_comes_back_as_it_was_written(written: Written) -> None:
    document = parse(written.text)
    assert document is not None
    assert written.measures == tuple(
        (measure.label, measure.title, measure.section, measure.agencies, measure.agencies_open)
        for measure in document.measures
    )
    assert written.rows == tuple((row.number, row.name, row.agencies) for row in document.scenarios)
    assert document.warnings == ()


@bounded
@given(well_formed(), st.sampled_from(ENCODINGS), st.sampled_from(("\n", "\r\n", "\r")))
def test_encoding_and_line_ends_change_nothing(written: Written, encoding: str, line_end: str) -> None:
    source = decode_source(written.text.replace("\n", line_end).encode(encoding))
    assert source.text == written.text
    assert source.warnings == ()


@bounded
@given(st.binary() | st.binary().map(BUILT_IN.encode().__add__))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        source = decode_source(data)
    except SourceUnreadableError as error:
        check_message(error)
        return
    assert source.text.strip()
    again = decode_source(source.text.encode())
    assert (again.text, again.encoding) == (source.text, "utf-8")


@bounded
@given(texts)
def test_the_reader_reports_as_many_characters_as_it_leaves_out(text: str) -> None:
    try:
        kept, warnings = clean(text, "a.md")
    except SourceUnreadableError:
        return
    counted = [warning for warning in warnings if warning.kind == "invisible_characters"]
    left_out = len(text.replace("\r\n", "\n")) - len(kept)
    assert [f"有 {left_out} 个" in warning.message for warning in counted] == ([True] if left_out else [])
    assert clean(kept, "a.md")[0] == kept


@pytest.mark.slow
@settings(bounded, max_examples=3000)
@given(texts)
def test_no_character_of_many_texts_is_lost_unreported(text: str) -> None:
    document = parse(text)
    if document:
        check(document)
