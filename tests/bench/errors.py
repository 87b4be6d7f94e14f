"""Errors: what stops the benchmark, each in one line.

BenchError
├── ServerFailed       a server ended, or did not answer in time
├── ProgramFailed      a program that was to be measured ended with an error
└── AnswerWrong        an answer is not what it must be, so its speed is of no interest
"""


class BenchError(Exception):
    """The benchmark cannot go on; the message is one line."""


class ServerFailed(BenchError):
    """A server ended, or did not answer in time."""

    def __init__(self, name: str, reason: str, said: str) -> None:
        last = f" Its last line: {said}" if said else ""
        super().__init__(f"The server {name} {reason}.{last}")


class ProgramFailed(BenchError):
    """A program that was to be measured ended with an error."""

    def __init__(self, program: str, said: str) -> None:
        super().__init__(f"{program} failed. Its last line: {said}")


class AnswerWrong(BenchError):
    """An answer is not what it must be."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} answers wrongly: {reason}.")
