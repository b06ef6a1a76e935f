"""Pages of accounts: ``sign_in``, ``profile``, ``users``; ``sentences`` says errors in words."""
