"""Tables into files: xlsx, docx, pdf, pptx and csv in the official layouts. The numbers are those of the tables."""
