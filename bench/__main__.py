"""`python -m bench [pages] [files] [costs] [long_form] [crowd]`: run the benches and print their tables."""

import argparse
import os
import platform

from bench import costs, crowd, files, long_form, pages

BENCHES = {"pages": pages.run, "files": files.run, "costs": costs.run, "long_form": long_form.run, "crowd": crowd.run}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("which", nargs="*", metavar="NAME", help=f"one of {', '.join(BENCHES)}; all by default")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1.0, help="of the amounts of data")
    given = parser.parse_args()
    if unknown := set(given.which) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}\n")
    for name in given.which or BENCHES:
        BENCHES[name](rounds=given.rounds, scale=given.scale)


if __name__ == "__main__":
    main()
