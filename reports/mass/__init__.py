"""Many communes and rounds judged at once, by flat figures."""
