"""Tests of the kernel: plain Python, no database."""
