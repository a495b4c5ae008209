"""Chunks in, ranked search results out: Chroma vectors and BM25, fused."""
