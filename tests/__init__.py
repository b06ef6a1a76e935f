"""Tests that cross rooms, and the support that every test uses."""
