"""Reading the queue: its lists, what narrows and orders them, what people keep of it."""
