"""Floor 6: diagnostic questions, nature suggestions, severity."""
