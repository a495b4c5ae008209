"""Says how the names of a question were understood, where that is not plain; asks back where it is in doubt."""

from __future__ import annotations

from collections.abc import Iterable

from answer import messages
from answer.models import Mention


def names_shown(mentions: Iterable[Mention]) -> str:
    """Write a line for each name that the documents write in another way, or that may mean something else."""
    lines = (_shown(mention) for mention in mentions if mention.kind == "agency" and len(mention.ids) == 1)
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _shown(mention: Mention) -> str:
    if mention.in_doubt:
        return messages.IN_DOUBT.format(written=mention.text, agency=mention.name)
    return messages.EXPANDED.format(written=mention.text, agency=mention.name) if mention.is_expanded else ""
