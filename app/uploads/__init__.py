"""Reading of files that people hand in: checked first, then parsed in a process of its own.

`reader.read_workbook` is the way in; `contact_list.read_contacts` makes rows of organisations of what was read.
This module stays empty of imports: the child process imports this package too, and must load little.
"""
