"""What the service survives: killed processes, a database or a relay that is away, the same form sent at once."""
