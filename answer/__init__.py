"""Question in, a short cited answer or an honest refusal out (no UI, no Chroma)."""
