"""Runs into a full disk of 2 MB and, when there is room, on to the end. Needs root, to mount it."""

import subprocess

from soak import add_drawings, check, check_same, color, contents, new_folder, visible

DRAWINGS = 150


def main():
    with new_folder() as folder:
        add_drawings(folder / "in", DRAWINGS, side=200)
        color(folder / "in", folder / "expected")
        expected = contents(folder / "expected")
        disk = folder / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], check=True)
        try:
            lines, errors = color(folder / "in", disk / "out", status=4)
            failed = [line for line in lines if line["event"] == "error"]
            check(failed and "No space left on device" in failed[0]["reason"], "no reason was told")
            check(failed[0]["input"] in errors and str(disk) in errors, "no file was named")
            finished = contents(disk / "out")
            check(len(finished) == lines[-1]["written"] > 0, "not all that was told is there")
            check(visible(finished) == set(finished), "a temporary file was left")
            for name, content in finished.items():
                check(content == expected[name], f"{name} is torn")

            again, _ = color(folder / "in", disk / "out", status=4)
            check(again[-1]["skipped"] == len(finished), "running again did not skip what is done")

            subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
            lines, _ = color(folder / "in", disk / "out")
            check_same(contents(disk / "out"), expected, "after room was made")
            print(f"full_disk: status 4 after {len(finished)} whole outputs; with more room "
                  f"{lines[-1]['skipped']} skipped, {lines[-1]['written']} written, all {DRAWINGS} "
                  "as expected")
        finally:
            subprocess.run(["umount", disk], check=True)


if __name__ == "__main__":
    main()
