"""The answer workbook: one organisation's own form, to fill in without the web and to print as a paper form.

`rows` lays the form out, `sheets` writes it, `codes` ties its cells to the questions when it comes back. This module
stays empty of imports: whoever reads a workbook needs the codes alone.
"""
