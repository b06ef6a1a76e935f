"""The one error that the command line shows as a sentence instead of a traceback."""


class Trouble(Exception):
    """Something the person at the terminal can put right: what is wrong and what to do, in one or two sentences."""
