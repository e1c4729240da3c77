"""The answer workbook: made from the draft, and read back into it."""
