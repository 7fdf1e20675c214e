"""The pages of a workbook, and the book they are bound in."""
