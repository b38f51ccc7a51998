"""Screens, one module each: choose, ask one service, show."""
