from __future__ import annotations

import pytest

from index.fitted import Misfit, fingerprint_of, is_for_older_text, misfit_of
from index.settings import IndexSettings
from ingest.models import Metadata, PolicyDocument
from ingest.parser import parse_policy

TEXT = "某市若干措施\n（一）建设平台。\n（二）支持企业。\n"
POLICY = parse_policy(TEXT)
SETTINGS = IndexSettings(embed_model="a folder/of mine")


def fingerprint(text: str, settings: IndexSettings = SETTINGS) -> str:
    return fingerprint_of(parse_policy(text), settings)


@pytest.mark.parametrize(
    ("written", "misfit"),
    [
        (fingerprint(TEXT), ""),
        (fingerprint(f"{TEXT}  \n"), ""),
        (fingerprint(TEXT.replace("\n", " \n")), ""),
        (fingerprint(TEXT.replace("支持", "扶持")), "text"),
        (fingerprint(TEXT, IndexSettings()), "model"),
        (fingerprint(TEXT.replace("支持", "扶持"), IndexSettings()), "text"),
        (fingerprint(TEXT.replace("某市", "他市")), "document"),
        ("sha256:0 某市若干措施", "text"),
        ("", "text"),
    ],
    ids=["the same", "longer by space", "spaces", "amended", "model", "both", "another", "without a digest", "nothing"],
)
def test_why_weights_do_not_fit(written: str, misfit: Misfit) -> None:
    assert misfit_of(written, fingerprint(TEXT)) == misfit


def test_what_the_document_is_called_makes_no_difference() -> None:
    called = parse_policy(TEXT, Metadata(doc_id="x", short_title="《措施》"))
    assert misfit_of(fingerprint_of(called, SETTINGS), fingerprint(TEXT)) == ""


@pytest.mark.parametrize(
    ("document", "is_older"),
    [
        (POLICY, False),
        (parse_policy(TEXT.replace("支持", "扶持")), True),
        (parse_policy(TEXT.replace("某市", "他市")), False),
    ],
    ids=["the same", "amended", "another"],
)
def test_an_older_text_is_told_whatever_the_model(document: PolicyDocument, is_older: bool) -> None:
    for settings in (SETTINGS, IndexSettings()):
        assert is_for_older_text(fingerprint(TEXT, settings), document) is is_older
    assert not is_for_older_text("model", document)
