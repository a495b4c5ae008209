"""May this process write somewhere?"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_LITTLE_BYTES = 64 * 2**10
"""What SQLite, and Chroma by it, may write beside a file that they only read."""


def may_write(folder: Path) -> bool:
    """Tell whether files may be made in a folder; one on a disk that may only be read is none."""
    # Who a process acts as may differ from who started it, where the system knows the difference.
    is_known = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=is_known)


def can_write_a_little(folder: Path) -> bool:
    """Tell whether files may be made in a folder, and its disk is not full to the last."""
    return may_write(folder) and shutil.disk_usage(folder).free >= _LITTLE_BYTES
