"""The command line: every job that is not a screen (DESIGN §8)."""
