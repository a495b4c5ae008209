"""The scores of one answer, each None where the question is not eligible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType

from eval.categories import NEAR
from eval.judge import Verdict, fold, has_fact
from eval.metrics import character_f1, group_recall_at_k, hit_at_1, ndcg_at_k, reciprocal_rank, set_f1
from eval.questions import JudgedQuestion
from eval.systems import Response
from eval.unsupported import agencies_in, unsupported


@dataclass(frozen=True, slots=True)
class Scores:
    """What is measured of one answer.

    Attributes:
        right: 1 if right by the rules of the question file format.
        fact_recall: share of the required facts that the answer states.
        citation_precision: share of the citations given that are right.
        citation_recall: share of the required citations that are given.
        agency_f1: of the agencies that the answer names, and the gold ones.
        character_f1: of the answer's characters and those of the gold facts.
        first_citation: 1 if the first citation is right.
        recall_at_5: share of the required items among the first five that retrieval ranked; like the next three only
            where retrieval was asked.
        recall_at_10: the same among the first ten.
        mrr_at_10: 1 / rank of the first right item.
        ndcg_at_10: discounted gain of the right items; of those that will do for one another the first counts.
        refusal_near: 1 if an on-topic question that the policy does not answer was refused.
        refusal_far: the same of questions on other subjects.
        refusal_precision: of a refusal, 1 if the policy indeed gives no answer.
        status: of a question that is rightly refused in one way, 1 if it was refused in that way.
        false_refusal: 1 if a question that the policy answers was refused.
        verbatim: 1 if every quote is literally in the source.
        length: characters of the answer.
        phrased: where a language model was asked, 1 if its text is shown, 0 if the extract stands.
        sentences_dropped: sentences of the model that are not shown.
        unsupported: numbers and agencies in a text from a model or from retrieval that none of the cited items has.
    """

    right: float
    fact_recall: float | None
    citation_precision: float | None
    citation_recall: float | None
    agency_f1: float | None
    character_f1: float | None
    first_citation: float | None
    recall_at_5: float | None
    recall_at_10: float | None
    mrr_at_10: float | None
    ndcg_at_10: float | None
    refusal_near: float | None
    refusal_far: float | None
    refusal_precision: float | None
    status: float | None
    false_refusal: float | None
    verbatim: float | None
    length: float | None
    phrased: float | None
    sentences_dropped: float | None
    unsupported: float | None

    def as_dict(self) -> dict[str, float | None]:
        """Return the scores by name."""
        return asdict(self)


NO_TEXTS: Mapping[str, str] = MappingProxyType({})

METRICS: tuple[str, ...] = tuple(field.name for field in fields(Scores))
LOWER_IS_BETTER = frozenset({"false_refusal", "length", "sentences_dropped", "unsupported"})


def score(
    question: JudgedQuestion,
    response: Response,
    verdict: Verdict,
    agencies: Sequence[str],
    texts: Mapping[str, str] = NO_TEXTS,
) -> Scores:
    """Score one answer.

    Args:
        question: with its gold.
        response: what a system said.
        verdict: of the same.
        agencies: every agency of the document, to be looked for in the answer.
        texts: by citation id the whole text of each item; without them nothing is said of what is unsupported.
    """
    answerable, answered = question.answerable, not response.refused
    cites = answerable and bool(question.gold_cites)
    ranked = cites and bool(response.ranked)
    found = agencies_in(response.answer, agencies)
    gold_text = fold("".join(wordings[0] for wordings in question.gold_facts))
    return Scores(
        right=float(verdict.right),
        fact_recall=_mean([has_fact(fact, response.answer) for fact in question.gold_facts]) if answerable else None,
        citation_precision=_mean([cite in question.relevant for cite in response.citations]) if cites else None,
        citation_recall=_mean([bool(cite & set(response.citations)) for cite in question.gold_cites])
        if answerable
        else None,
        agency_f1=set_f1(found, question.gold_agencies) if answerable and question.gold_agencies else None,
        character_f1=character_f1(fold(response.answer), gold_text) if answerable and gold_text else None,
        first_citation=hit_at_1(response.citations, question.relevant) if cites else None,
        recall_at_5=group_recall_at_k(response.ranked, question.gold_cites, 5) if ranked else None,
        recall_at_10=group_recall_at_k(response.ranked, question.gold_cites, 10) if ranked else None,
        mrr_at_10=reciprocal_rank(response.ranked, question.relevant) if ranked else None,
        ndcg_at_10=ndcg_at_k(*_as_groups(response.ranked, question.gold_cites)) if ranked else None,
        refusal_near=float(response.refused) if question.category in NEAR else None,
        refusal_far=float(response.refused) if question.category == "unanswerable_far" else None,
        refusal_precision=float(not answerable) if response.refused else None,
        status=_says_why(question, response) if question.gold_status else None,
        false_refusal=float(response.refused) if answerable else None,
        verbatim=float(verdict.verbatim) if answered else None,
        length=float(len(response.answer)) if answered else None,
        phrased=None if response.by_model is None else float(response.by_model),
        sentences_dropped=None if response.by_model is None else float(len(response.dropped)),
        unsupported=_unsupported(response, texts, agencies),
    )


def _says_why(question: JudgedQuestion, response: Response) -> float:
    return float(response.refused and response.status.removeprefix("unanswerable_") == question.gold_status)


def _unsupported(response: Response, texts: Mapping[str, str], agencies: Sequence[str]) -> float | None:
    if not texts or response.refused or response.route != "retrieval":
        return None
    cited = " ".join(texts.get(cite, "") for cite in response.citations)
    return float(len(unsupported(response.answer, cited, agencies)))


def _as_groups(ranked: Sequence[str], groups: Sequence[frozenset[str]]) -> tuple[list[str], list[str]]:
    """Give ids that will do for one another the same name, so that finding one of them is all there is to find."""
    names = {key: "|".join(sorted(group)) for group in reversed(groups) for key in group}
    return [names.get(key, key) for key in ranked], ["|".join(sorted(group)) for group in groups]


def _mean(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None
