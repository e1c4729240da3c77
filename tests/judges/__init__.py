"""Judges of pages that are not written in Python: two of markup, one of accessibility, one that reads aloud.

They come from npm (package.json, its lock file) and run in Node.js or the browser, one of them in Java. README.md says what each is for.
"""
