"""Question in, a short cited answer or an honest refusal out (no UI, no Chroma)."""

from ingest.quiet import keep_quiet

keep_quiet()
