"""What each command of ``python -m index`` does; every function takes its parsed arguments and returns an exit status."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from tqdm import tqdm  # type: ignore[import-untyped,unused-ignore]

from index.catalogue.models import NOTHING_SETTLED, CorrectedField, Correction, DocumentStatus, Edits, Entry
from index.changes import changes
from index.edits import edited
from index.embedding.errors import ModelDamagedError, ModelMissingError
from index.errors import DocumentError, LibraryError, LibraryUnwritableError
from index.library import Library
from index.models import SearchResult
from index.opening import open_library
from index.revisions import Progress
from index.search_index import SearchIndex
from index.settings import IndexSettings
from index.writing import find_original, part_of
from ingest.corpus_files import load_policy
from ingest.errors import PolicyError
from ingest.models import Dates, Measure, PolicyDocument, Scenario
from ingest.policy_files import files_in
from ingest.report import outline
from ingest.report.lines import columns
from ingest.settings import IngestSettings, from_environment

_STATES = {"draft": "草稿", "published": "已发布", "withdrawn": "已撤下"}
_FIELDS: dict[CorrectedField, str] = {"agencies": "责任单位", "lead": "牵头单位", "with": "配合单位", "name": "名称"}
_EXPORTED = ".edits.json"


@dataclass(frozen=True, slots=True)
class _Exported:
    """What stands beside an exported original.

    Attributes:
        id: of the document.
        file: what its file was called.
        edits: what a person settled.
        status: that it had where it was exported; what did not answer there is not published by taking it in here.
        files: names of the files that were exported with it.
    """

    id: str = ""
    file: str = ""
    edits: Edits = NOTHING_SETTLED
    status: DocumentStatus = "published"
    files: tuple[str, ...] = ()


def build(arguments: argparse.Namespace) -> int:
    """Make the library, or renew what is stale in it."""
    settings, source = from_environment(IndexSettings), from_environment(IngestSettings).source
    try:
        with _bar() as progress:
            library, _ = open_library(settings, source, progress)
            if arguments.force:
                with library.writing() as writer:
                    writer.renew(library.snapshot().entries, progress)
    except (ModelMissingError, ModelDamagedError) as error:
        # Words are indexed in memory at each start, so whoever starts an assistant after this still gets one.
        print(f"{error}在此之前没有向量，只按字词检索。", file=sys.stderr)
        return 0
    print(f"政策库已就绪：{settings.library}（{len(library.snapshot().published)} 份文件）")
    return 0


def add(arguments: argparse.Namespace) -> int:
    """Take files into the library; what is wrong with one does not keep the others out."""
    files, rows = _files(arguments.paths)
    failed = len(rows)
    if arguments.id and len(files) > 1:
        raise DocumentError("编号只能给一份文件。请去掉 --id，或只写一个文件。")
    library = _library()
    with library.writing(_say_waiting) as writer, _bar() as progress:
        for number, file in enumerate(files):
            try:
                exported = _exported(file.with_suffix(_EXPORTED))
                edits = exported.edits if arguments.level is None else replace(exported.edits, level=arguments.level)
                is_held_back = exported.status != "published"
                status = exported.status if is_held_back or arguments.publish else "draft"
                entry, is_new = writer.add(
                    file,
                    name=arguments.id or exported.id,
                    edits=edits,
                    status=status,
                    called=exported.file,
                    progress=part_of(progress, number, len(files), file.name),
                )
            except (PolicyError, LibraryError) as error:
                failed += 1
                rows.append((file.name, "—", "未放入", str(error)))
                continue
            what = _STATES[entry.status] if is_new else f"库中已有（{_STATES[entry.status]}）"
            if arguments.publish and entry.status != "published":
                if is_held_back:
                    what += "，导出时未发布，仍不发布"
                else:
                    entry = writer.set_status(entry.id, "published")
                    what = "库中已有，现已发布"
            rows.append((file.name, entry.id, what, entry.title))
    _print_table(("文件", "编号", "状态", "标题或原因"), rows)
    return 2 if failed else 0


def replace_file(arguments: argparse.Namespace) -> int:
    """Give a document another file, and say item by item what changed."""
    library = _library()
    with library.writing(_say_waiting) as writer, _bar() as progress:
        before = library.document(library.snapshot().entry(arguments.id))
        entry = writer.replace(arguments.id, arguments.file, progress)
    for line in list(changes(before, library.document(entry))) or ["没有变化"]:
        print(line)
    _say_lost(library, entry)
    return 0


def edit(arguments: argparse.Namespace) -> int:
    """Settle something about a document."""
    library = _library()
    with library.writing(_say_waiting) as writer, _bar() as progress:
        snapshot = library.snapshot()
        entry = snapshot.entry(arguments.id)
        edits = Edits() if arguments.reset else entry.edits
        given = {
            "title": arguments.title,
            "short_title": arguments.short_title,
            "document_number": arguments.number,
            "place": arguments.place,
            "tier": arguments.tier,
            "issued": arguments.issued,
            "effective": arguments.effective,
            "until": arguments.until,
            "level": arguments.level,
            "replaced_by": arguments.replaced_by,
        }
        edits = replace(edits, **{name: value for name, value in given.items() if value is not None})
        if arguments.replaced_by and snapshot.entry(arguments.replaced_by) == entry:
            raise DocumentError(f"{entry.id} 不能被它自己取代。请写取代它的另一份文件的编号。")
        # As it is read from now on: another level numbers the items in another way.
        document, _ = edited(load_policy(writer.original_of(entry), edits.level), edits)
        if arguments.issued or arguments.effective or arguments.until:
            _check_dates(document.dates)
        for correction in _corrections(arguments, document):
            edits = edits.corrected(correction)
        entry = writer.edit(arguments.id, edits, progress)
    _say_lost(library, entry)
    return show(argparse.Namespace(id=arguments.id, json=False))


def list_documents(arguments: argparse.Namespace) -> int:
    """List all documents."""
    entries = _library(with_model=False).snapshot().entries
    if arguments.json:
        print(json.dumps([_to_json(entry) for entry in entries], ensure_ascii=False, indent=2, default=str))
        return 0
    rows = [
        (entry.id, _STATES[entry.status], entry.place or entry.tier or "—", str(entry.issued or "—"), entry.title)
        for entry in entries
    ]
    _print_table(("编号", "状态", "地区", "印发", "标题"), rows)
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Show a document."""
    library = _library(with_model=False)
    entry = library.snapshot().entry(arguments.id)
    if arguments.json:
        print(json.dumps(_to_json(entry), ensure_ascii=False, indent=2, default=str))
        return 0
    print(f"{entry.id}（{_STATES[entry.status]}），第 {entry.revision} 号版本，来自 {entry.file}")
    lost = _lost(library, entry)
    for correction in entry.edits.corrections:
        print(f"人工更正：{_said(correction)}{'（已找不到对应条目）' if correction in lost else ''}")
    print(outline(library.document(entry)))
    return 0


def publish(arguments: argparse.Namespace) -> int:
    """Have documents answer."""
    return _set_status(arguments.ids, "published")


def withdraw(arguments: argparse.Namespace) -> int:
    """Have documents answer no longer."""
    return _set_status(arguments.ids, "withdrawn")


def remove(arguments: argparse.Namespace) -> int:
    """Remove documents."""
    library = _library(with_model=False)
    with library.writing(_say_waiting) as writer:
        for name in arguments.ids:
            writer.remove(name)
            print(f"已删除：{name}")
    _say_followed(library, arguments.ids, "已删除")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Copy originals, with what was settled about each, into a folder that `add` takes."""
    library = _library(with_model=False)
    snapshot = library.snapshot()
    entries = [snapshot.entry(name) for name in arguments.id] if arguments.id else snapshot.entries
    with library.writing(_say_waiting) as writer:
        originals = [writer.original_of(entry) for entry in entries]
        try:
            arguments.folder.mkdir(parents=True, exist_ok=True)
            for entry, original in zip(entries, originals, strict=True):
                _export(entry, original, arguments.folder)
        except OSError as error:
            raise LibraryUnwritableError(
                f"无法导出到 {arguments.folder}：它不是文件夹，或没有写权限、磁盘已满。请换一个能写入的文件夹。"
            ) from error
    print(f"已导出 {len(entries)} 份文件：{arguments.folder}")
    return 0


def search(arguments: argparse.Namespace) -> int:
    """Search a document, or all of them."""
    settings, source = from_environment(IndexSettings), from_environment(IngestSettings).source
    try:
        with _bar() as progress:
            library, only = open_library(settings, source, progress)
    except (ModelMissingError, ModelDamagedError) as error:
        print(f"{error}以下只按字词检索。", file=sys.stderr)
        return _print_results(SearchIndex.by_words(load_policy(source)).search(arguments.question), arguments)
    snapshot = library.snapshot()
    name = arguments.id or only
    if not name and len(snapshot.published) == 1:
        name = snapshot.published[0].id
    if name:
        entry = snapshot.entry(name)
        # One that is opened by its file is open to who opens it.
        if entry.status != "published" and name != only:
            raise DocumentError(f"{name} 没有发布，不能检索。请先运行 python -m index publish {name}。")
        return _print_results(library.search_index(entry).search(arguments.question), arguments)
    found = library.search(arguments.question, snapshot)[: arguments.top]
    if arguments.json:
        rows = [
            {"document": one.entry.id, "id": one.chunk, "score": one.score, "dense": one.dense, "bm25": one.bm25}
            for one in found
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    rows_of_text = [
        (
            str(rank),
            f"{one.score:.3f}",
            _number(one.dense, 4),
            _number(one.bm25, 2),
            f"{one.entry.id}/{one.chunk}",
            one.entry.title,
        )
        for rank, one in enumerate(found, 1)
    ]
    _print_table(("名次", "融合分", "向量", "BM25", "出处", "文件"), rows_of_text)
    return 0


def check(_arguments: argparse.Namespace) -> int:
    """Compare the vectors with those that sentence-transformers makes."""
    from index.check import worst_agreement

    settings = from_environment(IndexSettings)
    with _bar() as progress:
        library, _ = open_library(settings, from_environment(IngestSettings).source, progress)
    chunk, cosine = worst_agreement(library)
    print(f"库中向量与 sentence-transformers 重算的向量，余弦最低为 {cosine:.6f}（{chunk}）")
    return 0 if cosine > 0.9999 else 1


def doctor(arguments: argparse.Namespace) -> int:
    """Say what is wrong, and mend it if that is wanted."""
    from index.doctor import Fault, examine, mend

    def print_faults(faults: Iterable[Fault]) -> None:
        for fault in faults:
            print(f"× {fault.message}")

    ingest, settings = from_environment(IngestSettings), from_environment(IndexSettings)
    with _bar() as progress:
        faults = list(examine(ingest, settings, progress))
        print_faults(faults)
        if arguments.fix and any(fault.mend for fault in faults):
            print_faults(mend(faults))
            before = {fault.message for fault in faults}
            faults = list(examine(ingest, settings, None))
            print(f"修好了 {len(before - {fault.message for fault in faults})} 处。")
            print_faults(fault for fault in faults if fault.message not in before)
    if not faults:
        print("一切正常。")
    return 1 if faults else 0


def _library(*, with_model: bool = True) -> Library:
    """Open the library as it is; whoever encodes nothing needs no model."""
    return Library.open(from_environment(IndexSettings), with_model=with_model)


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[tuple[str, ...]]]:
    """Return the files of paths and of folders, and a row of the table for each folder that has none."""
    files: list[Path] = []
    rows: list[tuple[str, ...]] = []
    for path in paths:
        try:
            files += files_in(path) if path.is_dir() else [path]
        except PolicyError as error:
            rows.append((str(path), "—", "未放入", str(error)))
    return files, rows


def _export(entry: Entry, original: Path, folder: Path) -> None:
    """Copy a document into a folder, in place of what an earlier export left of it there."""
    copies = {f"{entry.id}{original.suffix}": original}
    metadata = original.with_suffix(".json")
    if metadata.is_file():
        copies[f"{entry.id}.json"] = metadata
    beside = folder / f"{entry.id}{_EXPORTED}"
    with suppress(DocumentError):  # one that cannot be read is written anew
        for name in set(_exported(beside).files) - copies.keys():
            (folder / Path(name).name).unlink(missing_ok=True)
    for name, path in copies.items():
        shutil.copyfile(path, folder / name)
    exported = _Exported(entry.id, entry.file, entry.edits, entry.status, tuple(copies))
    beside.write_text(f"{TypeAdapter(_Exported).dump_json(exported, indent=1).decode()}\n", encoding="utf-8")


def _exported(beside: Path) -> _Exported:
    """Read what `export` wrote beside an original.

    Raises:
        DocumentError: if it is of another form.
    """
    if not beside.is_file():
        return _Exported()
    try:
        return TypeAdapter(_Exported).validate_json(beside.read_bytes())
    except (OSError, ValidationError) as error:
        raise DocumentError(f"读不出导出的更正：{beside}。请重新导出，或删去这个文件。") from error


def _set_status(names: Sequence[str], status: DocumentStatus) -> int:
    library = _library(with_model=False)
    with library.writing(_say_waiting) as writer:
        for name in names:
            entry = writer.set_status(name, status)
            print(f"{_STATES[status]}：{entry.id} {entry.title}")
    if status == "withdrawn":
        _say_followed(library, names, "已撤下")
    return 0


def _say_followed(library: Library, names: Sequence[str], what: str) -> None:
    """Say which documents still name one as their successor that answers no longer."""
    for entry in library.snapshot().entries:
        if entry.edits.replaced_by in names:
            print(
                f"{entry.id} 写明由 {entry.edits.replaced_by} 取代，后者{what}。"
                f"如需更正：python -m index edit {entry.id} --replaced-by 编号（写空则撤销）。"
            )


def _check_dates(dates: Dates) -> None:
    """Refuse an end that is before the beginning."""
    for name, begin in (("施行", dates.effective), ("印发", dates.issued)):
        if begin and dates.until and dates.until < begin:
            raise DocumentError(
                f"失效日期 {dates.until} 早于{name}日期 {begin}，没有更正。请核对日期，有误的一并写明。"
            )


def _lost(library: Library, entry: Entry) -> tuple[Correction, ...]:
    """Return the corrections whose item the text has no longer."""
    original = find_original(library.settings.library, entry.original) if entry.edits.corrections else None
    return edited(load_policy(original, entry.edits.level), entry.edits)[1] if original else ()


def _say_lost(library: Library, entry: Entry) -> None:
    for correction in _lost(library, entry):
        print(f"更正已找不到对应条目，没有用上：{_said(correction)}。请用 python -m index edit {entry.id} 重新更正。")


def _said(correction: Correction) -> str:
    return f"{correction.item} {correction.title} 的 {_FIELDS[correction.field]} 为 {'、'.join(correction.values)}"


def _corrections(arguments: argparse.Namespace, document: PolicyDocument) -> Iterator[Correction]:
    for field in _FIELDS:
        for key, values in getattr(arguments, field):
            item = document.item(key) if document.has(key) else None
            if not isinstance(item, Measure | Scenario):
                first = "先只用 --level 更正，" if arguments.level else ""
                raise DocumentError(
                    f"{arguments.id} 没有 {key} 这一条。请{first}用 python -m index show {arguments.id} 查看编号。"
                )
            yield Correction(item.id, item.label, item.name, field, values)


def _print_results(results: Sequence[SearchResult], arguments: argparse.Namespace) -> int:
    shown = results[: arguments.top]
    if arguments.json:
        print(json.dumps([_result_json(result) for result in shown], ensure_ascii=False, indent=2))
        return 0
    rows = [
        (
            str(result.rank),
            f"{result.score:.3f}",
            f"{_number(result.dense, 4)}({result.dense_rank or '—'})",
            f"{_number(result.bm25, 2)}({result.bm25_rank or '—'})",
            result.chunk.id,
            " ".join(result.chunk.text.split())[:40],
        )
        for result in shown
    ]
    _print_table(("名次", "融合分", "向量(名次)", "BM25(名次)", "出处", "原文"), rows)
    return 0


def _result_json(result: SearchResult) -> dict[str, object]:
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


def _to_json(entry: Entry) -> dict[str, object]:
    values = asdict(entry)
    values["edits"] = {name: value for name, value in values["edits"].items() if value not in (None, ())}
    return values


def _number(value: float | None, digits: int) -> str:
    return "—" if value is None else f"{value:.{digits}f}"


def _print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    for line in columns([head, *rows]):
        print(line)


def _say_waiting() -> None:
    print("另一个进程正在修改政策库，等它完成……", file=sys.stderr)


@contextmanager
def _bar() -> Iterator[Progress]:
    """Show a bar on a terminal, nothing where nobody watches."""
    with tqdm(total=100, disable=None, leave=False, bar_format="{percentage:3.0f}% |{bar:30}| {desc}") as bar:

        def show(share: float, what: str) -> None:
            bar.n = round(100 * share)
            bar.set_description_str(what)

        yield show


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": build,
    "add": add,
    "list": list_documents,
    "show": show,
    "publish": publish,
    "withdraw": withdraw,
    "remove": remove,
    "replace": replace_file,
    "edit": edit,
    "export": export,
    "search": search,
    "check": check,
    "doctor": doctor,
}
