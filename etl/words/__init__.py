"""The sheet of words beside the figures: found, read, checked."""
