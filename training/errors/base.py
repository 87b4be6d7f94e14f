"""The root of all errors of the training program."""


class TrainingError(Exception):
    """Something the user can put right; the message is one line."""
