"""Chunks in, ranked search results out: Chroma vectors and BM25, fused."""

import os

from ingest.quiet import keep_quiet

keep_quiet()

# Among very many vectors numpy's BLAS compares on several threads. After each search these keep their cores busy for some 30 ms,
# waiting for the next one: in 50,000 passages four visitors at once then get 180 searches a second rather than 420. BLAS reads
# this when numpy is imported, which is why it stands here.
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")
