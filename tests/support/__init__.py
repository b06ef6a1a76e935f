"""What tests stand on: a database of their own, a server to look at, a browser."""
