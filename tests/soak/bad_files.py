"""A folder of 1,000 with 50 bad files: the other 950 come out as without them."""

import random

from soak import add_drawings, check, check_same, color, contents, new_folder

DRAWINGS = 950


def add_bad_files(folder, chance):
    """50 files that look like pictures by their names; returns these."""
    good = sorted(folder.iterdir())
    names = []
    for i in range(50):
        content = chance.choice(good).read_bytes()
        kind = i % 5
        if kind == 0:
            content = b""
        elif kind == 1:
            content = content[:chance.randrange(8, len(content) // 2)]
        elif kind == 2:
            content = chance.randbytes(500)
        elif kind == 3:
            content = b"this is a text\n" * 20
        name = f"bad{i}.png"
        if kind == 4:
            (folder / name).symlink_to("nowhere.png")
        else:
            (folder / name).write_bytes(content)
        names.append(str(folder / name))
    return names


def main():
    with new_folder() as folder:
        add_drawings(folder / "in", DRAWINGS)
        color(folder / "in", folder / "expected")
        bad = add_bad_files(folder / "in", random.Random(0))
        lines, errors = color(folder / "in", folder / "out", status=1)
        reasons = {line["input"]: line["reason"] for line in lines if line["event"] == "error"}
        check(sorted(reasons) == sorted(bad), f"{len(reasons)} failures instead of {len(bad)}")
        for name, reason in reasons.items():
            check(reason and f"{name}: " in errors, f"{name} is not named with a reason")
        check_same(contents(folder / "out"), contents(folder / "expected"), "with bad files")
        print(f"bad_files: {DRAWINGS} outputs as without the bad files, {len(bad)} failures of "
              f"{len(set(reasons.values()))} kinds, status 1")


if __name__ == "__main__":
    main()
