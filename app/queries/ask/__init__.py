"""Reads: questionnaires and their versions."""
