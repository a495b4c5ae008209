"""What the report calls things, in Chinese and in English."""

from __future__ import annotations

from typing import NamedTuple

from eval.runs import OVERALL


class Words(NamedTuple):
    """The same in both languages."""

    zh: str
    en: str


CATEGORIES: dict[str, Words] = {
    "fact": Words("事实", "fact"),
    "lookup_agency": Words("查责任单位", "lookup_agency"),
    "agency_tasks": Words("查单位任务", "agency_tasks"),
    "measure_content": Words("措施内容", "measure_content"),
    "list_aggregate": Words("列举与统计", "list_aggregate"),
    "annex": Words("附件", "annex"),
    "preamble": Words("通知和引言", "preamble"),
    "colloquial": Words("口语", "colloquial"),
    "multi_turn": Words("多轮", "multi_turn"),
    "typo_variant": Words("错字与外文", "typo_variant"),
    "comparison_multi": Words("多条比较", "comparison_multi"),
    "unanswerable_near": Words("答不了：切题", "unanswerable_near"),
    "unanswerable_far": Words("答不了：离题", "unanswerable_far"),
    "stands_alone": Words("多轮：自足", "stands_alone"),
    "fills_in": Words("多轮：承前", "fills_in"),
    "corrects": Words("多轮：纠正", "corrects"),
    "set_over_context": Words("多轮：对前文列举统计", "set_over_context"),
    "detail_not_stated": Words("多轮：未写明的细节", "detail_not_stated"),
    "small_talk": Words("多轮：寒暄", "small_talk"),
    "gist": Words("大意", "gist"),
    "closing": Words("附则", "closing"),
    "table": Words("表格", "table"),
    "library": Words("多份文件", "library"),
}
GROUPS: dict[str, Words] = {OVERALL: Words("全部", "all"), **CATEGORIES}

METRICS: dict[str, Words] = {
    "right": Words("全对", "right"),
    "fact_recall": Words("事实召回", "fact recall"),
    "citation_precision": Words("引用精确率", "citation precision"),
    "citation_recall": Words("引用召回率", "citation recall"),
    "agency_f1": Words("单位 F1", "agency F1"),
    "character_f1": Words("字符 F1", "character F1"),
    "first_citation": Words("首条引用正确", "first citation right"),
    "recall_at_5": Words("检索召回率 @5", "recall@5"),
    "recall_at_10": Words("检索召回率 @10", "recall@10"),
    "mrr_at_10": Words("检索 MRR @10", "MRR@10"),
    "ndcg_at_10": Words("检索 nDCG @10", "nDCG@10"),
    "refusal_near": Words("切题而答不了：已拒答", "refused, near"),
    "refusal_far": Words("离题：已拒答", "refused, far"),
    "refusal_precision": Words("拒答精确率", "refusal precision"),
    "status": Words("拒答理由正确", "refused for the right reason"),
    "false_refusal": Words("误拒（越低越好）", "false refusal (lower is better)"),
    "verbatim": Words("引文逐字一致", "quotes verbatim"),
    "length": Words("答案字数（越低越好）", "characters of the answer (lower is better)"),
    "phrased": Words("由模型表述", "phrased by the model"),
    "sentences_dropped": Words("舍弃的模型句数（越低越好）", "sentences of the model dropped (lower is better)"),
    "unsupported": Words("无依据的数字和单位（越低越好）", "unsupported numbers and agencies (lower is better)"),
}
REFUSALS: dict[str, Words] = {
    "not_stated": Words("未载明", "not stated"),
    "off_topic": Words("离题", "off topic"),
    "no_such_item": Words("没有这一条或这个单位", "no such item"),
    "other_document": Words("别的文件", "other document"),
    "small_talk": Words("寒暄", "small talk"),
}
NOT_SHARES = frozenset({"length", "sentences_dropped", "unsupported"})
"""Metrics that are no share of one, and are not written in per cent."""

VERDICTS: dict[str, Words] = {
    "right": Words("全对", "right"),
    "facts": Words("事实齐全", "facts"),
    "citations": Words("引用正确", "citations"),
    "short": Words("不冗长", "short"),
    "refused": Words("已拒答", "refused"),
    "verbatim": Words("引文逐字一致", "verbatim"),
}

SYSTEMS: dict[str, Words] = {
    "full": Words("用户所用的问答助手", "the assistant as users meet it"),
    "hybrid": Words("只用融合检索，最佳片段作答", "fused retrieval alone, its best chunk as the answer"),
    "dense": Words("只用向量检索，最佳片段作答", "dense retrieval alone, its best chunk as the answer"),
    "bm25": Words("只用 BM25，最佳片段作答", "BM25 alone, its best chunk as the answer"),
    "naive": Words("定长切块加 Chroma，最近的一块作答", "fixed-size pieces in Chroma, the nearest as the answer"),
}
