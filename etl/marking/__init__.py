"""The sender's own workbook given back with its faults marked."""
