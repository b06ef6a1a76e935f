"""Pages of the teams room: one's own line state."""
