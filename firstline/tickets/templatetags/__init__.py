"""Template tags of the tickets room."""
