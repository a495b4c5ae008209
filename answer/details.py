"""What stands in brackets behind the name of a task: its field and its agencies, as far as the document states them."""

from __future__ import annotations

from answer import messages
from ingest.models import Scenario
from ingest.ownership import HasAgencies, Task, as_listed
from ingest.row_text import further_cells


def with_details(name: str, task: Task, owned: HasAgencies | None = None) -> str:
    """Write a name with its details; without brackets where there is none.

    Args:
        name: how the task is called here.
        task: which has the field.
        owned: which has the agencies; None to leave them out, and all other cells of a row.
    """
    domain = task.domain if isinstance(task, Scenario) else ""
    facts = [messages.DOMAIN.format(domain=domain)] if domain else []
    further = further_cells(task) if owned and isinstance(task, Scenario) else ()
    facts += [messages.CELL.format(head=head, cell=" ".join(cell.split())) if head else cell for head, cell in further]
    facts += [messages.AGENCIES.format(agencies=as_listed(owned))] if owned and owned.agencies else []
    return f"{name}（{'；'.join(facts)}）" if facts else name
