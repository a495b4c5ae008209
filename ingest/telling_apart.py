"""Measures that bear one label, since numbers begin again in every section: what tells them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.models import Measure, Section, sections_over

_NTH = "{path}第{place}个"


def tell_apart(measures: Sequence[Measure], sections: Sequence[Section]) -> tuple[Measure, ...]:
    """Give each measure whose label others bear, too, what no two of them share: 一、, 第二章一、, 一、第2个."""
    over = sections_over(sections, [measure.span for measure in measures])
    paths = {measure.id: tuple(section.label for section in path) for measure, path in zip(measures, over, strict=True)}
    borne_in: Counter[tuple[str, ...]] = Counter()
    nth: dict[str, str] = {}
    for measure in measures:
        key = (measure.spoken, *paths[measure.id])
        borne_in[key] += 1
        nth[measure.id] = _NTH.format(path="".join(paths[measure.id]), place=borne_in[key])
    innermost = {one: "".join(path[-1:]) for one, path in paths.items()}
    whole = {one: "".join(path) for one, path in paths.items()}
    told: dict[str, str] = {}
    for way in (dict.fromkeys(paths, ""), innermost, whole):
        left = [measure for measure in measures if measure.id not in told]
        borne = Counter((way[measure.id], measure.spoken) for measure in left)
        told |= {measure.id: way[measure.id] for measure in left if borne[way[measure.id], measure.spoken] == 1}
    return tuple(replace(measure, among=told.get(measure.id, nth[measure.id])) for measure in measures)
