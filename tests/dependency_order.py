#!/usr/bin/env python3
"""Fails where a folder includes one that comes after it in the order of dependency.

    dependency_order.py ROOT
"""

import pathlib
import re
import sys

ORDER = ["io", "stages", "models", "pipeline", "cli", "python"]
# Headers that only one folder and those after it may know.
OWNERS = {
    "torch/": "models", "ATen/": "models", "c10/": "models",
    "tbb/": "pipeline", "oneapi/": "pipeline",
    "boost/": "cli", "spdlog/": "cli",
    "nanobind/": "python",
}
# Needs what the two before it offer, without LibTorch, so that it builds under every sanitizer.
FORBIDDEN = {("pipeline", "models"), ("pipeline", "torch/"), ("pipeline", "ATen/"),
             ("pipeline", "c10/"), ("cli", "torch/"), ("cli", "ATen/"), ("cli", "c10/"),
             ("cli", "tbb/"), ("cli", "oneapi/"),
             # Beside another PyTorch in its process, so without LibTorch and the program's parts.
             ("python", "models"), ("python", "cli"), ("python", "torch/"), ("python", "ATen/"),
             ("python", "c10/"), ("python", "boost/"), ("python", "spdlog/"),
             ("python", "tbb/"), ("python", "oneapi/")}
INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]')


def violations(root: pathlib.Path):
    for rank, folder in enumerate(ORDER):
        for path in sorted((root / folder).glob("*.[ch]*")):
            for number, line in enumerate(path.read_text().splitlines(), 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                header = match.group(1)
                place = f"{path.relative_to(root)}:{number}: {header}"
                first = header.split("/")[0]
                if first in ORDER and ORDER.index(first) > rank:
                    yield f"{place} belongs to a later folder than {folder}/"
                for prefix, owner in OWNERS.items():
                    if header.startswith(prefix) and rank < ORDER.index(owner):
                        yield f"{place} is for {owner}/ and what comes after it"
                for user, used in FORBIDDEN:
                    if folder == user and (first == used or header.startswith(used)):
                        yield f"{place} must not be known in {folder}/"


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    found = list(violations(root))
    print("\n".join(found) or "every include points backward in: " + " < ".join(ORDER))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
