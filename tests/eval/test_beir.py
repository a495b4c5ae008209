from __future__ import annotations

from pathlib import Path

from eval.beir import Counts, write_beir
from eval.documents import documents_in
from eval.questions import Turn
from tests.eval.making import make_question, read_rows
from tests.eval.test_documents import TEXTS


def test_corpus_queries_and_judgements_belong_together(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    cites = (frozenset({"M1", "M2"}),)
    questions = [
        make_question("a", document="one", gold_cites=cites),
        make_question("b", gold_cites=(frozenset({"two/M1"}),)),
        make_question("c", document="one", gold_cites=(), answerable=False),
        make_question("d", document="one", gold_cites=cites, history=(Turn("user", "甲"), Turn("assistant", "乙"))),
    ]
    out = tmp_path / "beir"
    counts = write_beir(questions, documents_in(tmp_path, ()), out)
    passages = read_rows(out / "corpus.jsonl")
    queries = read_rows(out / "queries.jsonl")
    lines = (out / "qrels" / "test.tsv").read_text(encoding="utf-8").splitlines()
    assert counts == Counts(len(passages), 2, 3)
    assert all(row.keys() == {"_id", "title", "text"} for row in passages)
    assert [row["_id"] for row in queries] == ["a", "b"]
    assert lines == ["query-id\tcorpus-id\tscore", "a\tone/M1\t1", "a\tone/M2\t1", "b\ttwo/M1\t1"]
    assert {line.split("\t")[1] for line in lines[1:]} <= {row["_id"] for row in passages}
