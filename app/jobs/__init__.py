"""Jobs: each a module with run(now) -> counts; schedule.py is the one table of when."""
