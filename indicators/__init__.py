"""What is measured and how it is judged: pure definitions, no store, no frames, no screens."""
