"""Word files: `ingest.formats.word.reader` reads one."""
