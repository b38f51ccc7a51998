"""Tables into facts, and every fault at once."""
