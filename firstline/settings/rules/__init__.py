"""Pure rules of settings: checking documents, comparing them."""
