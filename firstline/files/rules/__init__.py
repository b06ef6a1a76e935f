"""Pure: what may be uploaded, how it is named, what it is."""
