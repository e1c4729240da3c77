"""Reads: one module per noun, in folders by stage of the spine. They return models or small rows, always ordered."""
