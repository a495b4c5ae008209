"""Two tiny runs, with all that may stand in a run, as page, JSON and CSV."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, get_args

import pytest
from plotly.offline import get_plotlyjs

from answer.thresholds import SUPPORT
from eval.categories import Category
from eval.judge import Verdict, judge
from eval.questions import JudgedQuestion, Turn
from eval.records import Record
from eval.report import charts
from eval.report.charts import CurvePoint, latency, refusal_curve, right_by_category, threshold
from eval.report.lines import rows_of
from eval.report.notes import notes
from eval.report.words import CATEGORIES, METRICS, NOT_SHARES, SYSTEMS, VERDICTS
from eval.report.writer import write_report
from eval.runs import Run, RunError, Setup
from eval.scores import METRICS as SCORES
from eval.scores import score
from eval.systems import SYSTEMS as NAMES
from eval.systems import Response

SOURCE = "形成规模 1000 亿元的人工智能基金群"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>&\"'"
MEBIBYTE = 1 << 20
SETUP = Setup(
    system="full",
    split="test",
    categories=(),
    questions=3,
    questions_digest="1234",
    corpus_digest="5678",
    model="sha256:9",
    settings={"embed_model": ""},
    versions={"python": "3.11"},
)


def question(question_id: str, words: str, **changes: Any) -> JudgedQuestion:
    plain = JudgedQuestion(question_id, "fact", words, True, (frozenset({"M16", "A1"}),), (("1000亿", "一千亿"),))
    return replace(plain, **changes)


def record(asked: JudgedQuestion, response: Response, latency_ms: float = 12.5) -> Record:
    verdict = judge(asked, response, SOURCE)
    return Record(asked, response, asdict(verdict), score(asked, response, verdict, ["市科协"]).as_dict(), latency_ms)


def answer(text: str = "规模 1000 亿元", cites: Sequence[str] = ("M16",), **changes: Any) -> Response:
    quotes = tuple((cite, SOURCE) for cite in cites)
    plain = Response(text, tuple(cites), quotes, False, "answered", "retrieval", ("M16", "P"), 0.9, {"retrieve": 3.25})
    return replace(plain, **changes)


REFUSAL = Response("=没有写明", (), (), True, "unanswerable_off_topic", "refusal")
FUND = question("T1", "基金群多大", history=(Turn("user", "有基金吗<b>"),), note=EVIL)
NASTY = question("T2", EVIL, gold_facts=((EVIL,),), category="colloquial")
FAR = question("T3", "红烧肉", category="unanswerable_far", answerable=False, gold_cites=(), gold_facts=())
FULL = Run(
    SETUP,
    (record(FUND, answer()), record(NASTY, answer(EVIL, ("P",)), 80), record(FAR, replace(REFUSAL, support=0.5))),
    {"seconds": 1.5},
)
BM25 = Run(
    replace(SETUP, system="bm25", questions=1), (record(FUND, answer("甲", (), support=None, milliseconds=None)),), {}
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "new"
    names = [path.name for path in write_report([FULL, BM25], folder)]
    assert names == ["report.html", "report.json", "report.csv"]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    return folder


@pytest.fixture(scope="module")
def whole_page(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(whole_page: str) -> str:
    """Return the page without Plotly, which must be in it once, as it is."""
    before, after = whole_page.split(get_plotlyjs())
    return before + after


def test_the_page_is_small_enough_and_asks_for_nothing(whole_page: str, page: str) -> None:
    assert len(whole_page.encode()) < 5 * MEBIBYTE
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?[^"'>\s]*:""", page) == []
    assert re.findall(r"url\(|@import|<link|<iframe|<base", page) == []
    assert "http://" not in page
    assert "https://" not in page


def test_only_our_own_scripts_may_run(whole_page: str) -> None:
    scripts = re.findall(r"<script>(.*?)</script>", whole_page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', whole_page)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    assert len(scripts) == 2
    assert policy.startswith(f"default-src 'none'; script-src {allowed}; ")


def test_what_users_and_systems_write_is_escaped(page: str) -> None:
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>" not in re.sub(r"<b class", "", page.replace("有基金吗&lt;b&gt;", ""))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_system_may_have_any_name(tmp_path: Path) -> None:
    write_report([replace(FULL, setup=replace(SETUP, system="</script><script>x"))], tmp_path)
    assert "<script>x" not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_every_question_with_its_trace_the_wrong_ones_first(page: str) -> None:
    questions = re.findall(r'<details class="q" data-category="(\w+)" data-right="(\w+)">', page)
    assert questions == [("colloquial", "no"), ("fact", "yes"), ("unanswerable_far", "yes")]
    fund = page[page.index("<code>T1</code>") : page.index("<code>T3</code>")]
    for text in ("基金群多大", "1000亿 / 一千亿", "A1 / M16", "规模 1000 亿元", "retrieval", "0.9000", "retrieve 3.2"):
        assert text in fund
    assert "user: 有基金吗&lt;b&gt;" in fund
    assert re.search(r"✗</b> bm25: —<span class=\"text\">甲</span>", re.sub(r"\n\s*", "", fund))


def test_the_tables_show_means_intervals_and_counts(page: str) -> None:
    squeezed = re.sub(r"\s*\n\s*", "", page)
    assert "<td>66.7%<small>0.0% – 100.0%</small><small>n=3</small></td><td>0.0%<small>" in squeezed
    assert '<th scope="row">离题：已拒答 <span class="en" lang="en">refused, far</span></th><td>100.0%' in squeezed
    assert "n=1</small></td><td>—</td></tr>" in squeezed
    assert "sha256:9" in page
    assert "embed_model: —" in page


def test_the_same_runs_give_the_same_bytes_but_for_timings(folder: Path, tmp_path: Path) -> None:
    write_report([FULL, BM25], tmp_path)
    for name in ("report.html", "report.json", "report.csv"):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_json_holds_set_up_figures_and_records(folder: Path) -> None:
    full, bm25 = json.loads((folder / "report.json").read_text(encoding="utf-8"))["runs"]
    assert (full["label"], bm25["label"]) == ("full", "bm25")
    assert full["setup"] == {**asdict(SETUP), "categories": [], "digest": SETUP.digest}
    assert full["figures"]["all"]["right"]["n"] == 3
    assert full["timings"] == {"seconds": 1.5}
    assert [row["id"] for row in full["records"]] == ["T1", "T2", "T3"]
    assert full["records"][1]["question"] == EVIL
    assert full["records"][0]["timings"] == {"latency_ms": 12.5, "steps": {"retrieve": 3.25}}
    assert bm25["records"][0]["response"]["support"] is None
    assert bm25["records"][0]["scores"]["refusal_far"] is None
    assert bm25["records"][0]["timings"]["steps"] is None


def test_csv_has_a_row_per_question_and_system(folder: Path) -> None:
    data = (folder / "report.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfsystem,id,")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [(row["system"], row["id"]) for row in rows] == [
        ("full", "T1"),
        ("full", "T2"),
        ("full", "T3"),
        ("bm25", "T1"),
    ]
    assert (rows[0]["gold_cites"], rows[0]["gold_facts"], rows[0]["history"]) == (
        "A1|M16",
        "1000亿|一千亿",
        "user: 有基金吗<b>",
    )
    assert (rows[0]["is_right"], rows[0]["right"], rows[0]["refusal_far"], rows[3]["support"]) == (
        "True",
        "1.0",
        "",
        "",
    )
    assert rows[1]["question"] == EVIL
    assert rows[2]["answer"] == "'=没有写明"


def test_one_run_alone(tmp_path: Path) -> None:
    write_report([BM25], tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8").replace(get_plotlyjs(), "")
    assert "其他系统" not in page
    assert 'id="chart-threshold"' not in page
    assert 'id="chart-latency"' in page


def test_runs_of_the_same_system_are_numbered(tmp_path: Path) -> None:
    write_report([FULL, BM25, FULL], tmp_path)
    runs = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["runs"]
    assert [run["label"] for run in runs] == ["full (1)", "bm25", "full (2)"]


def test_no_run_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="python -m eval run"):
        write_report([], tmp_path)


def test_what_stays_wrong_keeps_its_order() -> None:
    rows = rows_of({"full": FULL, "bm25": BM25})
    assert [(row.record.question.id, list(row.others)) for row in rows] == [("T2", []), ("T1", ["bm25"]), ("T3", [])]
    assert rows[1].facts == [("1000亿 / 一千亿", True)]
    assert rows[1].cites == [("A1 / M16", True)]
    assert ("right", "100.0%") in rows[1].scores
    assert "refusal_far" not in dict(rows[1].scores)


def test_notes_name_what_differs() -> None:
    other = replace(FULL, setup=replace(SETUP, model="m", versions={}))
    runs = {"full": FULL, "bm25": BM25, "other": other}
    found = [note.en for note in notes(runs, {label: run.figures for label, run in runs.items()})]
    assert found[0] == "Other embedding model than in the first column: other; not every difference is one of systems."
    assert found[1].startswith("Other versions than in the first column: other;")
    assert found[2] == "2 questions are not in every column."
    assert found[3].startswith("The columns differ in n, their means are over different questions: right, ")
    assert found[4].startswith("Systems of retrieval alone")


def test_notes_on_one_run_are_about_judging_and_time_only() -> None:
    assert len(list(notes({"full": FULL}, {"full": FULL.figures}))) == 2


def supported(support: float | None, category: Category = "fact", words: str = "基金") -> Record:
    answerable = not category.startswith("unanswerable")
    return record(question("Q", words, category=category, answerable=answerable), answer(support=support))


@pytest.mark.parametrize("line", [76.2, 0.0, -23.5])
def test_the_refusal_curve_by_hand(monkeypatch: pytest.MonkeyPatch, line: float) -> None:
    monkeypatch.setattr(charts, "SUPPORT", line)
    lowest, far, near = line - 0.3, line - 0.2, line + 0.1
    records = [
        supported(line),
        supported(far),
        supported(near, "unanswerable_near"),
        supported(far, "unanswerable_far"),
        supported(None, "unanswerable_near"),
        supported(lowest, "unanswerable_far", words="pasta"),
    ]
    points = refusal_curve(records)
    assert points == [
        CurvePoint(lowest, 0.0, 0.0, 0.0),
        CurvePoint(far, 0.0, 0.0, 0.5),
        CurvePoint(line, 0.5, 0.0, 1.0),
        CurvePoint(near, 1.0, 0.0, 1.0),
        CurvePoint(near + 1, 1.0, 1.0, 1.0),
    ]
    near_curve, near_mark, _, far_mark = threshold(points)["data"]
    assert near_curve["x"] == [0.0, 0.0, 0.5, 1.0, 1.0]
    assert (near_mark["x"], near_mark["y"], far_mark["y"]) == ([0.5], [0.0], [1.0])


def test_the_page_names_one_line_for_all_questions(page: str) -> None:
    assert f"依据分低于 {SUPPORT} 即拒答" in page
    assert f"Support below {SUPPORT} is refused" in page
    assert f"◆ 为所选阈值 {SUPPORT}：" in page
    assert "汉字" not in page


@pytest.mark.parametrize("records", [[], [supported(0.9)], [supported(0.5, "unanswerable_far")], [supported(None)]])
def test_no_refusal_curve_without_both_sides(records: list[Record]) -> None:
    assert refusal_curve(records) == []


def test_a_curve_of_one_kind_only() -> None:
    points = refusal_curve([supported(0.9), supported(0.5, "unanswerable_far")])
    assert {point.near for point in points} == {None}
    assert threshold(points)["data"][0]["y"] == []


def test_bars_and_histogram_hold_the_figures() -> None:
    full, bm25 = right_by_category({"full": FULL.figures, "bm25": BM25.figures})["data"]
    assert full["y"] == ["全部<br>all", "事实<br>fact", "口语<br>colloquial", "答不了：离题<br>unanswerable_far"]
    assert full["x"] == [0.666667, 1.0, 0.0, 1.0]
    assert bm25["y"] == ["全部<br>all", "事实<br>fact"]
    assert latency(FULL.records)["data"][0]["x"] == [12.5, 80, 12.5]


def test_everything_has_words() -> None:
    assert list(METRICS) == list(SCORES)
    assert set(SCORES) >= NOT_SHARES
    assert list(CATEGORIES) == list(get_args(Category))
    assert set(VERDICTS) == set(Verdict.__dataclass_fields__)
    assert tuple(SYSTEMS) == NAMES


def test_the_readme_names_every_metric_and_command_that_there_is() -> None:
    from eval import commands

    readme = (Path(commands.__file__).parent / "README.md").read_text(encoding="utf-8")
    described = [
        name
        for row in re.findall(r"^\| (`\w+`.*?) \|.*\|.*\|$", readme, re.MULTILINE)
        for name in re.findall(r"`(\w+)`", row)
    ]
    assert sorted(described[-len(SCORES) :]) == sorted(SCORES)
    asked = re.findall(r"^python -m eval (\w+)", readme, re.MULTILINE)
    assert len(asked) == 11
    assert all(callable(getattr(commands, name)) for name in asked)
