"""What clerks type into one cell into a figure, nothing, or a question."""
