"""Files that are no plain text: each format has a room whose reader makes an extracted text of it.

`ingest.formats.registry` says which module reads what, `ingest.formats.extracted` what they all return.
"""
