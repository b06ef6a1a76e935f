"""Tests of the front room."""
