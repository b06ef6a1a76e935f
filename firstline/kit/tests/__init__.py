"""Tests of the kit room, and the parts page they use."""
