"""Floor 3: persons, sites, buildings, rooms, vehicles, departments; finding a caller; import."""
