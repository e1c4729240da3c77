"""Builders of rows for tests; see people.py and scenes.py."""
