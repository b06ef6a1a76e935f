"""Tests of the desks room."""
