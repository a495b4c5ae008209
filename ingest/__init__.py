"""Policy files in, a parsed policy and its chunks out; of libraries, only some formats need any."""

from ingest.quiet import keep_quiet

keep_quiet()
