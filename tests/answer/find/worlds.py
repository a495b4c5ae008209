"""Documents for queries: each alone, several at once, and made-up ones in which much happens in few lines."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from answer.find.table import Table
from index.catalogue.catalogue import Catalogue, NewRevision
from index.catalogue.models import NOTHING_SETTLED
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from ingest.places import place_of
from tests.answer.find.reference import Reference

ROOT = Path(__file__).parents[3]
FILES = {
    "whole": ROOT / "tests" / "answer" / "whole_policy.md",
    **{
        name: ROOT / "eval" / "data" / "documents" / file
        for name, file in {
            "zero-waste": "zero-waste-cities-2018.md",
            "sports": "sports-events-2018.md",
            "opc-plan": "hangzhou-opc-plan-2026.md",
            "consulted": "qingdao-opc-list-2.md",
            "tables": "guangzhou-internship-bases.html",
            "law": "notarization-law.md",
        }.items()
    },
}
"""With declared agencies, nested sections, those who are consulted, tables in annexes, no agencies at all."""

CLASSES = """海州市支持若干措施

一、总体

（一）建设平台。补助50万元。（责任单位：市教育局、各区各部门）

（二）支持创新。

第二节 企业

（三）支持企业。支持3家。（牵头单位：各区、市教育局考试院；配合单位：市财政局、各区各部门）

（四）支持人才。（责任单位：各镇各部门等）

二、保障

（五）加强检查。每年2次。（牵头单位：各区；配合单位：市教育局）

（六）加强宣传。（责任单位：市教育局、各区各部门）

（七）支持创业。（责任单位：各区各部门、市教育局）
"""
NOW = datetime.datetime(2026, 6, 30, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class World:
    """The same documents twice: for the engine, and for who works things out in the simplest way."""

    documents: Mapping[str, PolicyDocument]
    table: Table
    reference: Reference


def alone(document: PolicyDocument, place: str = "") -> World:
    """Give a document that is in no library."""
    name = document.metadata.doc_id
    return World({name: document}, Table.of_document(document, place), Reference({name: document}, {name: place}))


def together(documents: Mapping[str, PolicyDocument], folder: Path) -> World:
    """Give several documents in the file of a catalogue; they have no vectors.

    The order in which they are open is not that in which they were added.
    """
    catalogue = Catalogue(folder)
    catalogue.database.migrate()
    for name, document in documents.items():
        place = place_of(document)
        new = NewRevision(document, {}, name, name, "", f"of {name}", 0, "", "", place.name, place.tier.value)
        catalogue.put(name, new, NOTHING_SETTLED, "published", NOW)
    snapshot = catalogue.snapshot()
    opened = {name: documents[name] for name in reversed(list(documents))}
    revisions = {name: snapshot.entry(name).revision for name in opened}
    return World(opened, Table.of_catalogue(catalogue, revisions), Reference(opened))


def load(name: str) -> PolicyDocument:
    """Parse one of the documents by its name here; `plan` is the built-in one."""
    if name in ("classes", "other-classes"):
        return parse_policy(
            CLASSES if name == "classes" else CLASSES.replace("海州", "云山").replace("50万元", "3亿元")
        )
    return load_policy(FILES[name]) if name in FILES else load_policy()
