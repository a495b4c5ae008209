"""What can go wrong while a policy text is read and parsed.

The tree::

    PolicyError                 base; the message is one line and says what to do next
    ├── SourceMissingError      no such file, or a folder
    ├── SourceUnreadableError   no ordinary file, empty, binary, too large, damaged, or in an unknown encoding
    ├── NoMeasuresError         readable text in which no numbered measure was found
    └── MetadataError           the metadata file beside the text does not fit
    SettingsError               an environment variable or option has a wrong name or value
"""


class PolicyError(Exception):
    """Base of all errors about a policy text."""

    def __init__(self, message: str) -> None:
        # The name of a file, too, may have line breaks.
        super().__init__(" ".join(message.splitlines()))


class SourceMissingError(PolicyError):
    """The source file is not there."""


class SourceUnreadableError(PolicyError):
    """The source file is there, but holds no text that can be read."""


class NoMeasuresError(PolicyError):
    """The text was read to its end and no measure was recognised."""


class MetadataError(PolicyError):
    """The metadata file beside the text is missing a field or is not JSON."""


class SettingsError(Exception):
    """A setting has an unknown name or a value out of bounds."""
