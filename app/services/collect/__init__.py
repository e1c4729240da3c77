"""Writes of bodies that collect: the coordinator's side, and the member's own view."""
