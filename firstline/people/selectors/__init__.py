"""Reads of the directory. Everything that leaves this package is cut to what the actor may see."""
