"""How Chinese policies are written: everything the parser knows of their form, and nothing of any one document.

Read in the order of the parser: `lines` (what a line can be), `labels` (printed numbers), `blocks` (lines with their
place), `furniture` (what pages and crawlers put between them), `settling` (what only looks like a label),
`document_title`, `notice` (the head and the signature) and `parts` (where head, body and annexes part), `outline` (which
label stands under which), `votes` and `levels` (which of them are the measures), `titles`, `unit_lists`, `roles` and
`agencies` (who is responsible, in which role), `conventions` (what is declared once for all), `dates`; the classes of
words that headings and paragraphs are told by are in `words`.
"""
