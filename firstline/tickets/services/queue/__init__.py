"""Use cases of the queue: acts on many tickets and their undo, what people keep of it."""
