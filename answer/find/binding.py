"""What is bound in a statement, and what was made for it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from answer.find.links import OWNER
from ingest.models import Role

_MOST = 2**63 - 1


class Binding:
    """Keeps the values and relations that a statement is about, so that its text has none of them.

    Attributes:
        parameters: bound values, by name.
        relations: that were made for the statement, by name.
    """

    def __init__(self) -> None:
        """Begin with nothing bound."""
        self.parameters: dict[str, object] = {}
        self.relations: list[tuple[str, str]] = []
        self._aliases = 0

    def bind(self, value: object) -> str:
        """Return what stands for a value in a statement; a number that SQLite cannot hold is the largest that it can."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = max(-_MOST, min(value, _MOST)) if isinstance(value, int) else value
        return f":{name}"

    def among(self, values: Sequence[object]) -> str:
        """Return what stands for some values, of which something is one."""
        return f"(SELECT value FROM json_each({self.bind(json.dumps(values))}))"  # noqa: S608 - it is the name of a value

    def part(self, role: Role | None, first: bool) -> str:
        """Return the condition on an agency's part in a task."""
        of_role = OWNER if role is None else f"role = {self.bind(role.value)}"
        return f"{of_role} AND first" if first else of_role

    def alias(self) -> str:
        """Return a name for a row that no other one has."""
        self._aliases += 1
        return f"t{self._aliases}"
