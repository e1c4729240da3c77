"""Writes: questionnaires and their versions."""
