"""Reads: requests, invitations, reminders and mail."""
