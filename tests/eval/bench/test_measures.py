from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from answer.build import assemble
from answer.learned import Learned
from answer.settings import AnswerSettings
from eval.__main__ import FIGURES, main
from eval.bench import answering, build, encoding, library, scale, start, tables, torch_model
from eval.bench.figures import Ratio, Skipped
from eval.bench.runner import MEASURES, versions
from eval.bench.synthesis import synthesise
from eval.bench.workplace import CountingEncoder, Workplace
from index.encoders import open_encoder
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from tests.commands import run_python


@pytest.fixture
def place(document: PolicyDocument, search_index: SearchIndex, index_settings: IndexSettings) -> Workplace:
    """An assistant as users have it, whose encodings are counted for one test."""
    encoder = CountingEncoder(search_index.encoder)
    index = search_index.with_encoder(encoder)
    assistant = assemble(index, AnswerSettings(), Learned.load(document, index_settings))
    return Workplace(index_settings, index, assistant, encoder)


def test_every_figure_can_be_asked_for() -> None:
    assert (*MEASURES, library.NAME) == FIGURES


def test_no_question_of_a_round_is_asked_in_another(place: Workplace) -> None:
    rounds = [place.questions(number, 40) for number in range(5)]
    asked = [question.id for questions in rounds for question in questions]
    assert [len(questions) for questions in rounds] == [40] * 5
    assert len(set(asked)) == len(asked)


def test_an_answer_is_held_against_the_encoding_of_its_question(place: Workplace) -> None:
    found = answering.measure(place, rounds=2, questions=6)
    assert len(found.rounds) == 2
    assert found.details["questions"] == 12
    assert found.value == pytest.approx(sum(found.rounds) / 2)
    assert place.encoder.encoded >= 12


@pytest.mark.slow
def test_no_answer_of_the_table_encodes_anything(place: Workplace) -> None:
    found = tables.measure(place)
    assert found.is_met
    assert found.details["answers"] == len(list(tables.questions(place))) > 200


def test_an_encoding_would_be_counted(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "questions", lambda place: [lambda: place.assistant.ask("基金群规模有多大？")])
    found = tables.measure(place)
    assert found.value == 1.0
    assert not found.is_met


@pytest.mark.parametrize("figure", [encoding, build])
def test_without_torch_what_needs_it_is_skipped(place: Workplace, monkeypatch: pytest.MonkeyPatch, figure: Any) -> None:
    monkeypatch.setattr(torch_model, "NEEDED", ("zzz_not_installed",))
    assert figure.measure(place) == Skipped(figure.NAME, "not installed: zzz_not_installed")


def test_versions_name_what_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.bench.runner._PACKAGES", ("numpy", "zzz-not-installed"))
    found = versions()
    assert found["numpy"] == np.__version__
    assert found["zzz-not-installed"] == "not installed"


@pytest.mark.slow
def test_the_unavoidable_libraries_are_those_that_an_answer_imports(environment: None) -> None:
    others = ("llama_index", "gradio", "torch", "sklearn")
    done = run_python(
        "-c",
        "import sys; from answer.__main__ import main; main(['基金群规模有多大']); "
        f"print(*(name for name in {start.LIBRARIES} if name not in sys.modules), "
        f"*(name for name in {others} if name in sys.modules), 'no more')",
        POLICYQA_LIBRARY=os.environ["POLICYQA_LIBRARY"],
    )
    assert done.stdout.splitlines()[-1] == "no more"


@pytest.mark.slow
def test_a_revision_is_made_again_in_full(place: Workplace, tmp_path: Path) -> None:
    library = build.open_filled(place, tmp_path)
    (before,) = library.snapshot().published
    build.make_revision(library)
    (after,) = library.snapshot().published
    assert after.revision > before.revision
    assert after.collection != before.collection
    assert after.vectors_digest == before.vectors_digest
    # Texts of which there are two are encoded once.
    texts = build.texts_of(place.index.document)
    assert len(texts) == len(set(texts)) <= after.vectors < 1.05 * len(texts)


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_the_workplace_is_opened_on_the_document_of_the_settings(tmp_path: Path) -> None:
    place = Workplace.open()
    assert place.index.document.metadata.doc_id
    before = place.encoder.encoded
    assert place.assistant.ask("基金群规模有多大？").citations[0].id == "M16"
    assert place.encoder.encoded > before


# synthesis and scale


@pytest.fixture(scope="module")
def encode() -> Any:
    return open_encoder(IndexSettings()).encode_passages


@pytest.mark.slow
def test_a_small_policy_and_a_large_one_hold_the_same_planted_sentences(document: PolicyDocument, encode: Any) -> None:
    small, large = (synthesise(document, size, encode) for size in (50, 200))
    assert small.planted == large.planted
    for corpus, size in ((small, 50), (large, 200)):
        assert size <= len(corpus.chunks) < size + 5
        assert len(corpus.vectors) == len(corpus.chunks)
        np.testing.assert_allclose(np.linalg.norm(corpus.vectors, axis=1), 1.0, atol=1e-5)
        texts = {chunk.id: chunk.text for chunk in corpus.chunks}
        assert all(texts[key] == text for key, text in corpus.planted.items())
    again = synthesise(document, 200, encode)
    assert again.chunks == large.chunks


@pytest.mark.slow
def test_two_sizes_are_compared_and_what_was_planted_is_found() -> None:
    rounds, details = scale.compare(small=50, large=120, rounds=2)
    assert len(rounds) == 2
    assert details["passages"] >= 120
    assert details["recall_at_10"] == 1.0
    assert details["peak_memory_mib"] > 50


# the model in float32


def test_the_word_table_by_hand() -> None:
    # Two values a byte, the lower half first; 8 stands for zero. Two blocks a row.
    packed = np.array([[0x98, 0x0F]], dtype=np.uint8)
    scales = np.array([[0.5, 2.0]], dtype=np.float16)
    assert torch_model.word_table(packed, scales).tolist() == [[0.0, 0.5, 14.0, -16.0]]


@pytest.mark.slow
@pytest.mark.skipif(bool(torch_model.missing()), reason="torch is not installed")
def test_the_model_in_float32_is_the_shipped_one(tmp_path: Path) -> None:
    """In processes of their own, which take the gigabyte that they need with them."""
    texts = ["基金群规模有多大？", "谁负责人工智能 <pad> 进校园"]
    done = run_python("-m", "eval", "bench", "--fp32", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert str(tmp_path) in done.stdout
    encode = (
        "import sys; import numpy as np; from sentence_transformers import SentenceTransformer\n"
        "model = SentenceTransformer(sys.argv[1], device='cpu', local_files_only=True)\n"
        "vectors = model.encode(sys.argv[2:], prompt_name='query', normalize_embeddings=True)\n"
        "np.save(f'{sys.argv[1]}/vectors.npy', vectors)\n"
    )
    encoded = run_python("-c", encode, str(tmp_path), *texts)
    assert encoded.returncode == 0, encoded.stderr
    theirs, ours = np.load(tmp_path / "vectors.npy"), open_encoder(IndexSettings()).encode_queries(texts)
    assert (theirs * ours).sum(axis=1).min() > 0.995


# the command


@pytest.mark.slow
@pytest.mark.usefixtures("environment")
def test_the_command_prints_and_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    few = Ratio("answer_in_process", "answer", "encoding", (1.2,), answering.BAR)
    monkeypatch.setitem(MEASURES, "answering", lambda place: few)
    out = tmp_path / "bench.json"
    assert main(["bench", "--only", "answering", "--out", str(out)]) == 0
    assert "met" in capsys.readouterr().out
    assert '"answer_in_process"' in out.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    out.unlink()
    assert main(["bench", "--only", "answering"]) == 0
    assert list(tmp_path.iterdir()) == []
