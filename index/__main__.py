"""``python -m index build|search|check``: build the index, search it, check its vectors."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

from ingest.errors import PolicyError, SettingsError

if TYPE_CHECKING:
    from index.models import SearchResult
    from index.settings import IndexSettings
    from ingest.models import PolicyDocument


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    arguments = _parser().parse_args(argv)
    # The model and Chroma take seconds to import; --help does not need them.
    from index.embedding.errors import EmbeddingError
    from index.errors import SearchIndexError
    from index.settings import IndexSettings
    from ingest.corpus_files import load_policy
    from ingest.settings import IngestSettings, from_environment

    try:
        document = load_policy(from_environment(IngestSettings).source)
        settings = from_environment(IndexSettings)
        return int(arguments.run(document, settings, arguments))
    except (PolicyError, SettingsError, SearchIndexError, EmbeddingError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m index", description="建立、检索与检查政策索引。")
    commands = parser.add_subparsers(required=True, metavar="build|search|check")
    build = commands.add_parser("build", help="建立索引；已有且未过期时不做任何事")
    build.add_argument("--force", action="store_true", help="即使未过期也重建")
    build.set_defaults(run=_build)
    search = commands.add_parser("search", help="检索，显示各路名次与分数")
    search.add_argument("question", help="要检索的问题")
    search.add_argument("--top", type=int, default=10, help="显示前几条（默认 10）")
    search.add_argument("--json", action="store_true", help="以 JSON 输出")
    search.set_defaults(run=_search)
    check = commands.add_parser("check", help="用 sentence-transformers 重算向量，与库中的比对")
    check.set_defaults(run=_check)
    return parser


def _build(document: PolicyDocument, settings: IndexSettings, arguments: argparse.Namespace) -> int:
    from index.builder import ensure_index

    built = ensure_index(document, settings, force=arguments.force, progress=_show_progress)
    print(f"索引已建好：{settings.index_dir}" if built else f"索引已是最新：{settings.index_dir}")
    return 0


def _show_progress(share: float, what: str) -> None:
    print(f"{share:4.0%} {what}", file=sys.stderr)


def _search(document: PolicyDocument, settings: IndexSettings, arguments: argparse.Namespace) -> int:
    from index.search_index import SearchIndex

    index = SearchIndex.open_or_build(document, settings, _show_progress)
    results = index.search(arguments.question)[: max(1, arguments.top)]
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
    sys.exit(main())
