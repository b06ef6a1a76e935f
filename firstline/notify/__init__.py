"""Floor 4: notices to staff inside the product."""
