"""Reads of bodies that collect: their member form, their link, and the views that came in."""
