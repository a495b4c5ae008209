"""Measures the assistant: retrieval on public sets, answers on judged questions, refusal thresholds."""
