"""Why a query is not run.

The tree::

    PlanError              base; the message says what is wrong with the query
    ├── IllTypedError      it asks something of a kind of things that these do not have
    ├── TooDeepError       its conditions are nested too deeply, or there are too many
    └── TooManyRowsError   more was found than anybody reads
"""

from __future__ import annotations


class PlanError(Exception):
    """Base of all errors about a query."""


class IllTypedError(PlanError):
    """It asks something of a kind of things that these do not have: which number a section states."""


class TooDeepError(PlanError):
    """Its conditions are nested too deeply, or there are too many."""


class TooManyRowsError(PlanError):
    """More was found than anybody reads."""
