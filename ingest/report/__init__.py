"""What a person and a program see of parsed policies."""

from ingest.report.explanation import explanation
from ingest.report.outline import outline
from ingest.report.tables import comparison, overview
from ingest.report.values import to_json

__all__ = ["comparison", "explanation", "outline", "overview", "to_json"]
