"""Runs ``python -m index build --force`` in children of one process that has imported everything, and kills them.

A line on standard input is ``<seconds> <document> <index folder>``; the answer is how the child ended and how many seconds
it had worked. Importing takes seconds, and a build so little that there would be nothing else to hit. The seconds are those
that its threads had a core for, so that a busy machine moves no moment.
"""

from __future__ import annotations

import os
import signal
import sys

import chromadb  # noqa: F401
import llama_index.vector_stores.chroma  # noqa: F401

import index.embedding.onnx_encoder
import index.search_index  # noqa: F401
from index.__main__ import main


def serve() -> None:
    """Answer until standard input ends."""
    print("ready", flush=True)
    for line in sys.stdin:
        seconds, document, index_dir = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            os.environ.update(POLICYQA_DOCUMENT=document, POLICYQA_INDEX_DIR=index_dir, POLICYQA_THREADS="1")
            sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
            # What nobody handles kills at once, as SIGKILL does.
            signal.setitimer(signal.ITIMER_PROF, float(seconds) or 1e-6)
            os._exit(main(["build", "--force"]))
        _, status, used = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        end = "killed" if code == -signal.SIGPROF else f"exited {code}"
        print(f"{end}\t{used.ru_utime + used.ru_stime}", flush=True)


if __name__ == "__main__":
    serve()
