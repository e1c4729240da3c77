"""Writes: requests, invitations, reminders and mail."""
