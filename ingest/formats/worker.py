"""``python -m ingest.formats.worker``: reads one file from its input, bounded, and writes its text to its output.

`ingest.formats.bounded` starts it: whatever a file makes of its reader then ends with this process.
"""

from __future__ import annotations

import json
import sys
from dataclasses import astuple

from ingest.errors import SourceUnreadableError
from ingest.formats.limits import Limits, confine, forbid
from ingest.formats.registry import reader_of


def main(arguments: list[str]) -> None:
    """Read what the arguments say: the kind, how messages call the file, and the limits.

    The answer is JSON: the fields of an `ExtractedText`, or ``error`` with one line for people.
    """
    kind, name, *limits = arguments
    read = reader_of(kind)
    # Our own modules were still found and compiled without bounds.
    confine(Limits.read(limits))
    forbid()
    answer: dict[str, object]
    try:
        extracted = read(sys.stdin.buffer.read(), name)
        warnings = [astuple(warning) for warning in extracted.warnings]
        answer = {"text": extracted.text, "warnings": warnings, "pages": extracted.pages}
    except SourceUnreadableError as error:
        answer = {"error": str(error)}
    except (MemoryError, RecursionError):
        answer = {"error": f"文件过于庞大或复杂：{name}。请只留下政策正文，另存后再试。"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1:])
