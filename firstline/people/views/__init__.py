"""Pages of people, sites and imports. Floors forbid the kit's views here; its templates are used by name."""
