"""Rows in, bytes out: every file the secretariat can download, made from frozen records and nothing else."""
