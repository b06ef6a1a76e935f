"""Pure rules of the front room: where a role lands."""
