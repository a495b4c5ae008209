"""``python -m index build|search|check|doctor``: build the index, search it, check its vectors, find what is wrong."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from ingest.arguments import ChineseParser
from ingest.console import run_command, show_what_can_be_shown
from ingest.errors import PolicyError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.doctor import Fault
    from index.models import SearchResult
    from index.settings import IndexSettings
    from ingest.models import PolicyDocument
    from ingest.settings import IngestSettings


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    show_what_can_be_shown()
    arguments = _parser().parse_args(argv)
    # The model and Chroma take seconds to import; --help does not need them.
    from index.embedding.errors import EmbeddingError
    from index.errors import SearchIndexError
    from index.settings import IndexSettings
    from ingest.corpus_files import load_policy
    from ingest.settings import IngestSettings, from_environment

    try:
        settings = from_environment(IndexSettings)
        if arguments.run is None:
            return _doctor(from_environment(IngestSettings), settings, fix=arguments.fix)
        document = load_policy(from_environment(IngestSettings).source)
        return int(arguments.run(document, settings, arguments))
    except BrokenPipeError:
        raise  # who read the output has gone
    except (PolicyError, SettingsError, SearchIndexError, EmbeddingError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = ChineseParser(prog="python -m index", description="建立、检索与检查政策索引。")
    commands = parser.add_subparsers(required=True, metavar="build|search|check|doctor")
    build = commands.add_parser("build", help="建立索引；已有且未过期时不做任何事")
    build.add_argument("--force", action="store_true", help="即使未过期也重建")
    build.set_defaults(run=_build)
    search = commands.add_parser("search", help="检索，显示各路名次与分数")
    search.add_argument("question", type=_question, help="要检索的问题")
    search.add_argument("--top", type=_count, default=10, help="显示前几条（默认 10）")
    search.add_argument("--json", action="store_true", help="以 JSON 输出")
    search.set_defaults(run=_search)
    check = commands.add_parser("check", help="用 sentence-transformers 重算向量，与库中的比对")
    check.set_defaults(run=_check)
    doctor = commands.add_parser("doctor", help="逐项检查：政策正文、模型、索引、磁盘与权限，说明怎样修")
    doctor.add_argument("--fix", action="store_true", help="能修的就修：重建索引，清理残留文件")
    doctor.set_defaults(run=None)
    return parser


def _question(text: str) -> str:
    if not any(map(str.isalnum, text)):
        raise argparse.ArgumentTypeError("请写明要检索什么，例如：智能算力")
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"应当是 1 以上的整数，不能是 {text!r}")
    return int(text)


def _build(document: PolicyDocument, settings: IndexSettings, arguments: argparse.Namespace) -> int:
    from index.builder import ensure_index
    from index.embedding.errors import ModelDamagedError, ModelMissingError

    try:
        built = ensure_index(document, settings, force=arguments.force, progress=_show_progress)
    except (ModelMissingError, ModelDamagedError) as error:
        # Words are indexed in memory at each start, so whoever starts an assistant after this still gets one.
        print(f"{error}在此之前没有向量索引，只按字词检索。", file=sys.stderr)
        return 0
    print(f"索引已建好：{settings.index_dir}" if built else f"索引已是最新：{settings.index_dir}")
    return 0


def _show_progress(share: float, what: str) -> None:
    print(f"{share:4.0%} {what}", file=sys.stderr)


def _search(document: PolicyDocument, settings: IndexSettings, arguments: argparse.Namespace) -> int:
    from index.embedding.errors import ModelDamagedError, ModelMissingError
    from index.search_index import SearchIndex

    try:
        index = SearchIndex.open_or_build(document, settings, _show_progress)
    except (ModelMissingError, ModelDamagedError) as error:
        print(f"{error}以下只按字词检索。", file=sys.stderr)
        index = SearchIndex.by_words(document)
    results = index.search(arguments.question)[: arguments.top]
    if arguments.json:
        print(json.dumps([_to_json(result) for result in results], ensure_ascii=False, indent=2))
    else:
        print("名次  融合分   向量(名次)     BM25(名次)     出处    原文")
        for result in results:
            print(_row(result))
    return 0


def _check(document: PolicyDocument, settings: IndexSettings, _arguments: argparse.Namespace) -> int:
    from index.check import worst_agreement
    from index.search_index import SearchIndex

    chunk, cosine = worst_agreement(SearchIndex.open_or_build(document, settings, _show_progress), settings)
    print(f"库中向量与 sentence-transformers 重算的向量，余弦最低为 {cosine:.6f}（{chunk}）")
    return 0 if cosine > 0.9999 else 1


def _doctor(ingest: IngestSettings, settings: IndexSettings, *, fix: bool) -> int:
    from index.doctor import examine, mend

    faults = list(examine(ingest, settings, _show_progress))
    _print_faults(faults)
    if fix and any(fault.mend for fault in faults):
        _print_faults(mend(faults))
        before = {fault.message for fault in faults}
        faults = list(examine(ingest, settings))
        print(f"修好了 {len(before - {fault.message for fault in faults})} 处。")
        _print_faults(fault for fault in faults if fault.message not in before)
    if not faults:
        print("一切正常。")
    return 1 if faults else 0


def _print_faults(faults: Iterable[Fault]) -> None:
    for fault in faults:
        print(f"× {fault.message}")


def _row(result: SearchResult) -> str:
    dense = f"{result.dense:.4f}({result.dense_rank})" if result.dense is not None else "—"
    bm25 = f"{result.bm25:.2f}({result.bm25_rank})" if result.bm25 is not None else "—"
    text = " ".join(result.chunk.text.split())[:40]
    return f"{result.rank:>3}  {result.score:>7.3f}  {dense:<13}  {bm25:<13}  {result.chunk.id:<6}  {text}"


def _to_json(result: SearchResult) -> dict[str, object]:
    return {
        "rank": result.rank,
        "id": result.chunk.id,
        "citation_id": result.chunk.citation_id,
        "kind": result.chunk.kind,
        "text": result.chunk.text,
        "score": result.score,
        "dense": result.dense,
        "dense_rank": result.dense_rank,
        "bm25": result.bm25,
        "bm25_rank": result.bm25_rank,
    }


if __name__ == "__main__":
    run_command(main)
