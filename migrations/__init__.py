"""The migration chain; `upgrade` and `current` are its only doors from the application."""
