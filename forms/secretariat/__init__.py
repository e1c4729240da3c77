"""The fixed forms of the secretariat's pages, a file per page family.

They carry what is typed and give it back; the services say what is wrong with it, so that commands and imports are
told the same. Labels stand in the templates.
"""
