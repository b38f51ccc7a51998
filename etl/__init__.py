"""How a workbook becomes facts: register, template, reading, matching, checks, loading, the store."""
