"""What stands in brackets behind the name of a task: its field and its agencies, as far as the document states them."""

from __future__ import annotations

from answer import messages
from ingest.models import Scenario
from ingest.ownership import HasAgencies, Task, as_listed


def with_details(name: str, task: Task, owned: HasAgencies | None = None) -> str:
    """Write a name with its details; without brackets where there is none.

    Args:
        name: how the task is called here.
        task: which has the field.
        owned: which has the agencies; None to leave them out.
    """
    domain = task.domain if isinstance(task, Scenario) else ""
    facts = [messages.DOMAIN.format(domain=domain)] if domain else []
    facts += [messages.AGENCIES.format(agencies=as_listed(owned))] if owned and owned.agencies else []
    return f"{name}（{'；'.join(facts)}）" if facts else name
