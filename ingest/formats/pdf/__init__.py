"""PDF files with a text layer: `ingest.formats.pdf.reader` reads one."""
