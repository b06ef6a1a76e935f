"""Tests of putting right what was written wrong."""
