"""Tests of the search for tickets."""
