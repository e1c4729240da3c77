"""Reads: drafts and submissions."""
