"""One report of several runs, as a page, JSON and CSV."""
