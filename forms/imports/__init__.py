"""What the readers of other survey programs' files share: texts without HTML, keys, conditions, and the last check."""
