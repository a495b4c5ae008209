"""What a reader of several runs must not compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from eval.figures import Figure
from eval.report.words import METRICS, Words
from eval.runs import OVERALL, Run

_FIELDS: dict[str, Words] = {
    "questions_digest": Words("题目", "questions"),
    "corpus_digest": Words("政策原文", "text of the policy"),
    "model": Words("向量模型", "embedding model"),
    "settings": Words("设置", "settings"),
    "versions": Words("软件版本", "versions"),
    "seed": Words("随机种子", "seed"),
    "resamples": Words("重抽样次数", "resamples"),
}
_LATENCY = Words(
    "用时随机器而变，只能与同一台机器上的比；首题含预热。",
    "Times depend on the machine and compare only with times from the same one; the first question warms it up.",
)
_REFUSALS = Words(
    "只做检索的系统除查无结果外从不拒答，也只引一项；它们之间和与助手之间，检索各项才公平可比。",
    "Systems of retrieval alone refuse only where nothing is found and cite one item; the retrieval metrics are the "
    "fair comparison with them.",
)
_JUDGE = Words(
    "判分按规则逐字比对，不用语言模型：意思对而写法不同的答案会判错。",
    "Answers are judged by literal rules, without a language model: a right answer in other words counts as wrong.",
)


def notes(runs: Mapping[str, Run], figures: Mapping[str, Mapping[str, Mapping[str, Figure]]]) -> Iterator[Words]:
    """Yield what is not comparable, the gravest first.

    Args:
        runs: by the label of their column, the main one first.
        figures: of each run, by the same label.
    """
    main = next(iter(runs.values()))
    for name, words in _FIELDS.items():
        changed = [label for label, run in runs.items() if getattr(run.setup, name) != getattr(main.setup, name)]
        if changed:
            labels = ", ".join(changed)
            yield Words(
                f"{words.zh}与第一列不同：{labels}；差别不全来自系统。",
                f"Other {words.en} than in the first column: {labels}; not every difference is one of systems.",
            )
    times = Counter(record.question.id for run in runs.values() for record in run.records)
    if unpaired := sum(times[key] < len(runs) for key in times):
        yield Words(f"有 {unpaired} 题并非各列都有。", f"{unpaired} questions are not in every column.")
    yield from _eligibility([{name: one.n for name, one in by_group[OVERALL].items()} for by_group in figures.values()])
    if any(run.setup.system != "full" for run in runs.values()):
        yield _REFUSALS
    yield _JUDGE
    yield _LATENCY


def _eligibility(counts: Sequence[Mapping[str, int]]) -> Iterator[Words]:
    """Name the metrics that are means over different numbers of questions."""
    uneven = [name for name in METRICS if len({found.get(name, 0) for found in counts}) > 1]
    if uneven:
        zh, en = "、".join(METRICS[name].zh for name in uneven), ", ".join(METRICS[name].en for name in uneven)
        yield Words(
            f"各列的合格题数 n 不同，均值所涉的题不是同一批：{zh}。",
            f"The columns differ in n, their means are over different questions: {en}.",
        )
