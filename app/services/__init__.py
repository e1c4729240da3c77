"""Writes: verbs, in folders by stage of the spine. Services flush and never commit; they raise domain errors."""
