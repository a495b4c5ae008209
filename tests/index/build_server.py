"""Runs ``python -m index build --force`` in children of one process that has imported everything, and kills them.

A line on standard input is ``<seconds> <document> <index folder>``; the answer is how the child ended. Importing takes
seconds, and a build so little that there would be nothing else to hit.
"""

from __future__ import annotations

import os
import signal
import sys
import time

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
            os._exit(main(["build", "--force"]))
        print(_end(child, float(seconds)), flush=True)


def _end(child: int, seconds: float) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return f"exited {os.waitstatus_to_exitcode(status)}"
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "killed"


if __name__ == "__main__":
    serve()
