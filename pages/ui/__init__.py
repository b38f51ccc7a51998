"""What every screen shares: shell, look, markup, filters, words, caches."""
