"""The errors that unescosearch raises on purpose; each message says what failed, where and what to do.

UnescosearchError
    UsageError              the caller asked for something that makes no sense
    NotFoundError           the named document, passage or generation does not exist
    CollectionError         a collection.toml or the table it names cannot be used
    FetchError              one address cannot be fetched; recorded as a failure, the batch goes on
    UnreadableError         one file or row cannot be read; recorded as a failure, the batch goes on
    ModelError              the encoder cannot be had or is not the one that was expected
    IndexUnavailableError   the index is missing, damaged or of another kind
    BuildError              the index cannot be built or switched
    AnswerError             what answers questions chose something that is no evidence
    ServiceError            the service cannot start
    MissingExtraError       an optional dependency is not installed
"""

from __future__ import annotations


class UnescosearchError(Exception):
    """Base of all errors raised on purpose; `str(error)` may be shown to the user."""


class UsageError(UnescosearchError):
    """The caller asked for something that makes no sense: a parameter, an empty query."""


class NotFoundError(UnescosearchError):
    """The named document, passage or generation does not exist in this index."""


class CollectionError(UnescosearchError):
    """A collection.toml, or the table it names, cannot be used."""


class FetchError(UnescosearchError):
    """One address cannot be fetched; the fetch records it as a failure and goes on."""


class UnreadableError(UnescosearchError):
    """One file or row cannot be read; the build records it as a failure and goes on."""


class ModelError(UnescosearchError):
    """The encoder cannot be had, or is not the one that was expected."""


class IndexUnavailableError(UnescosearchError):
    """The index is missing, damaged, or made by another version of the program."""


class BuildError(UnescosearchError):
    """The index cannot be built or switched: a second build, a full disk, a read-only folder."""


class AnswerError(UnescosearchError):
    """What answers questions chose something that is no evidence."""


class ServiceError(UnescosearchError):
    """The service cannot start: its port is taken."""


class MissingExtraError(UnescosearchError):
    """An optional dependency is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an optional part. Install it with: pip install 'unescosearch[{extra}]'")
