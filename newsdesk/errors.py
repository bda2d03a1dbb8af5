"""One tree of errors: what happened, in a person's words, and what to do.

Raised anywhere, shown by the command line on stderr and by the terminal as a notice. The exit codes are
those of the command line: 1 the work failed, 2 the call was wrong, 3 the desk is locked or damaged.
"""


class NewsdeskError(Exception):
    """What happened, to what (`what`), and what to do about it (`hint`, may be empty)."""

    exit_code = 1
    title = "That did not work"

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.what} {self.hint}".strip()


class CallWrong(NewsdeskError):
    """The person's request cannot be understood or names a thing that is not there."""

    exit_code = 2
    title = "That was not understood"


class FeedFailed(NewsdeskError):
    """One feed could not be fetched or read. Never stops another feed: callers turn it into a value."""

    title = "A feed failed"

    def of(self, name: str) -> "FeedFailed":
        """The same, with the name of the file or the address that it is about."""
        return FeedFailed(f"{name}: {self.what}", self.hint)


class DeskError(NewsdeskError):
    """The desk folder itself is in the way."""

    exit_code = 3
    title = "The desk cannot be used"


class DeskLocked(DeskError):
    """Another newsdesk is writing to this desk."""


class DeskDamaged(DeskError):
    """The desk's files cannot be trusted; nothing was changed."""


class DeskFull(DeskError):
    """The disk refused the write; memory and disk still agree, and nothing acknowledged was lost."""

    title = "This was not stored"


class SettingsWrong(NewsdeskError):
    """A setting cannot be used; `at` names it, such as "keys.desk.accept", and what reads the file adds the line."""

    exit_code = 2
    title = "The settings cannot be used"

    def __init__(self, what: str, hint: str = "", *, at: str = "") -> None:
        super().__init__(what, hint)
        self.at = at
