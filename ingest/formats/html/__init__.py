"""Web pages: `ingest.formats.html.reader` reads one."""
