"""A district's own table into a saved layout, and the next file of that shape read by it."""
