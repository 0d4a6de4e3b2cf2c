"""Every error that a user can meet, in one tree.

VerslagfilterError          1   something went wrong inside
├── UsageError              2   the command was used in a way that cannot work
├── InputError              4   a file could not be read, or not fully
├── GuardError              5   the leak guard refused an extract
├── ConfigError             6   a policy, recognizer or casus file is invalid
└── BusyError               7   another run holds the lock

The numbers are the exit codes. A message is one clear Dutch sentence that says what to do, and never holds text
from minutes.
"""

from __future__ import annotations


class VerslagfilterError(Exception):
    """Base of every error that is reported to the user as one Dutch sentence."""

    exit_code = 1


class UsageError(VerslagfilterError):
    """The command or function was called in a way that cannot work."""

    exit_code = 2


class InputError(VerslagfilterError):
    """A file could not be read, or not fully."""

    exit_code = 4


class GuardError(VerslagfilterError):
    """The leak guard found something that may not go to this recipient, also after removal."""

    exit_code = 5


class ConfigError(VerslagfilterError):
    """A policy, recognizer or casus file is invalid."""

    exit_code = 6


class BusyError(VerslagfilterError):
    """Another run holds the lock on the output folder."""

    exit_code = 7
