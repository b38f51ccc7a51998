"""The paper trail: rounds and deadlines, filings and their versions, completeness, the sample rounds."""
