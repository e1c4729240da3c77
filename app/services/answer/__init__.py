"""Writes: drafts and submissions."""
