"""What can go wrong with the index.

The tree::

    SearchIndexError           base; the message is one line and says what to do next
    ├── IndexMissingError      there is no index yet
    ├── IndexStaleError        it was built from another text, model or parser
    ├── IndexDamagedError      its files cannot be opened or do not belong together
    ├── IndexBusyError         another process is building it
    ├── IndexUnwritableError   it has to be built, and its folder cannot be written
    └── IndexServerError       the Chroma server that holds it cannot be reached or fails

Errors of the embedding model are those of `index.embedding.errors`.
"""


class SearchIndexError(Exception):
    """Base of all errors about the index."""


class IndexMissingError(SearchIndexError):
    """No index has been built in the folder."""


class IndexStaleError(SearchIndexError):
    """The index does not fit the text, the model or the parser of today."""


class IndexDamagedError(SearchIndexError):
    """The files of the index cannot be used."""


class IndexBusyError(SearchIndexError):
    """Another process has been building the index for longer than we wait."""


class IndexUnwritableError(SearchIndexError):
    """The index has to be built, and its folder cannot be written: no space, no permission."""


class IndexServerError(SearchIndexError):
    """The Chroma server cannot be reached, or does not do what it is asked."""
