"""Pages of the tickets room, one file a screen."""
