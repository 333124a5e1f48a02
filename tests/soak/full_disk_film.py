"""Colors a film onto a full disk of 8 MB: what was done plays. Needs root, to mount it."""

import json
import subprocess

from soak import check, new_folder, run


def frames_in(film):
    shown = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-count_frames",
                            "-show_entries", "stream=nb_read_frames", "-of", "json", film],
                           capture_output=True, check=True).stdout
    return int(json.loads(shown)["streams"][0]["nb_read_frames"])


def main():
    with new_folder() as folder:
        film = folder / "film.mp4"
        # Noise, which no encoder makes small.
        subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                        "testsrc2=size=640x480:rate=12:duration=20,noise=alls=60:allf=t", "-f",
                        "lavfi", "-i", "sine=duration=20", film], check=True)
        disk = folder / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk], check=True)
        try:
            for kind in ("mp4", "mov", "mkv"):
                status, _, errors = run("colorize", film, "-o", disk / f"a.{kind}", "--crf", "0",
                                        "--no-progress")
                check(status == 4, f"{kind}: status {status}: {errors}")
                check("No space left on device" in errors, "no reason was told")
                partial = disk / f"a.partial.{kind}"
                check([p.name for p in disk.glob("[!.]*")] == [partial.name], "no partial film")
                count = frames_in(partial)
                check(0 < count < 240, f"{count} frames")
                check(not list(disk.glob(".tintflow-*.tmp")), "a temporary file was left")
                print(f"full_disk_film: {kind}: status 4, and {count} frames play")
                partial.unlink()
        finally:
            subprocess.run(["umount", disk], check=True)


if __name__ == "__main__":
    main()
