"""Measures the assistant: retrieval on public sets, answers on judged questions, refusal thresholds."""

from ingest.quiet import keep_quiet

keep_quiet()
