"""Passwords in tests: hashed as in production but for what makes it slow, which is its point everywhere else."""

from argon2 import PasswordHasher

from app.services import staff as staff_service

PASSWORD = "korrekt häst batteri häftklammer"
PRODUCTION_HASHER = staff_service.hasher


def hash_quickly() -> None:
    """Half of the suite's time was the hashing of passwords; a test of its own holds what production uses."""
    staff_service.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
