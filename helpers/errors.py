"""What people can mend themselves: errors whose message says how, and that a notebook shows as that message."""


class Told(Exception):
    """What somebody can mend: its message says how. A notebook shows that alone, not the way through the kit to it."""

    __str__ = Exception.__str__  # a KeyError would print its message as Python writes a string

    def _render_traceback_(self) -> list[str]:  # IPython asks for it
        return [f"{type(self).__name__}: {self}"]


class InputError(Told, ValueError):
    """Something that a verb was handed and cannot take."""


class MissingFileError(Told, FileNotFoundError):
    """A file that is not there."""


class MissingPackageError(Told, ImportError):
    """A package that only some verbs need, and that is not installed."""


class UnknownIdError(Told, KeyError):
    """An id that no article has."""
