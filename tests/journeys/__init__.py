"""Whole stories from the help desk procedure."""
