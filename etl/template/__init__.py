"""The blank workbook of one filing unit and round."""
