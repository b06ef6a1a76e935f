"""Tests of the teams room."""
