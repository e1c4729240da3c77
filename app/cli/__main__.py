"""`python -m app.cli`: the same as `radslag`."""

from app.cli import main

main()
