"""Writes: answers as they are read, their themes, and the digest."""
