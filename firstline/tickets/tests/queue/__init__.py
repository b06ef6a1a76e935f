"""The queue: list, keeps, acts on many, export."""
