"""Reads: the council, its members and code book, and its meetings."""
