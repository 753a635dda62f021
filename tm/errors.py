"""Failures that a user can repair; `tm.cli` prints them once and exits with 2."""


class TmError(Exception):
    """A failure the user can repair.

    what:  one sentence naming the thing that failed
    where: file, line or option at fault, such as "glossary.csv:14"
    hint:  the next step, as a command or an edit
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint
        self.others: tuple[TmError, ...] = ()  #: further failures of the same file

    def __str__(self) -> str:
        parts = [("error: ", self.what), ("  --> ", self.where), ("  hint: ", self.hint)]
        own = "\n".join(label + text for label, text in parts if text)
        return "\n".join([own, *map(str, self.others)])


class FormatError(TmError):
    """A file is not what its format says it is."""


class ConfigError(TmError):
    """A setting is unknown, or has a value that it cannot have."""


class UsageError(TmError):
    """The command line asks for something that cannot be done."""


class MissingExtraError(TmError):
    """An optional package is needed; the hint is the command that installs it."""
