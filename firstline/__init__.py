"""Firstline: the help desk for public agencies."""

__version__ = "0.1.0"
