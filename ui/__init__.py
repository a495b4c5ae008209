"""The page: asking, and who owns what; its words and look, its files, and its endpoints for programs."""

from ingest.quiet import keep_quiet

keep_quiet()
