"""Sheets into tables: which rows are communes, which columns are items, and how that was found."""
