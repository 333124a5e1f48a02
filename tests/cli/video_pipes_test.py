"""Colors videos that come and go through pipes."""

import subprocess
import unittest

from films import add_frames, ffmpeg, frame_times, make_film
from program import PROGRAM, ProgramTest, run, start


def color(*options, given):
    """Colors what is given on standard input; returns output, messages and status."""
    process = start("colorize", "-", *options, text=False, errors=None, stdin=subprocess.PIPE)
    return (*process.communicate(given, timeout=60), process.returncode)


class VideoPipesTest(ProgramTest):
    def make(self, name="film.mp4", count=24):
        return make_film(self.folder / name, add_frames(self.folder / "frames", count, (64, 48)))

    def test_pipes_yuv4mpeg_through(self):
        film = self.make()
        y4m = ffmpeg("-i", film, "-f", "yuv4mpegpipe", "-")
        output, errors, status = color("-o", "-", given=y4m)
        self.assertEqual(status, 0, errors)
        self.assertTrue(output.startswith(b"YUV4MPEG2 W64 H48 F24:1"), output[:60])
        ffmpeg("-f", "yuv4mpegpipe", "-i", "-", self.folder / "out.mp4", given=output)
        self.assertEqual(len(frame_times(self.folder / "out.mp4")), 24)

    def test_pipes_between_two_ffmpegs(self):
        film = self.make()
        out = self.folder / "out.mp4"
        line = (f"ffmpeg -v error -i {film} -f yuv4mpegpipe - | {PROGRAM} colorize - -o - --quiet |"
                f" ffmpeg -v error -i - {out}")
        subprocess.run(["bash", "-o", "pipefail", "-c", line], check=True, timeout=60)
        self.assertEqual(len(frame_times(out)), 24)

    def test_pipes_raw_video_through(self):
        size = 64 * 48 * 3
        film = ffmpeg("-i", self.make(), "-f", "rawvideo", "-pix_fmt", "rgb24", "-")
        self.assertEqual(len(film), 24 * size)
        raw = ["--raw-input", "64x48:rgb24", "--fps", "12"]
        output, errors, status = color(*raw, "-o", "-", "--raw-output", given=film)
        self.assertEqual((status, len(output)), (0, len(film)), errors)
        self.assertNotEqual(output, film)
        as_y4m, errors, status = color(*raw, "-o", "-", "--pix-fmt", "yuv444p", given=film)
        self.assertEqual(status, 0, errors)
        self.assertTrue(as_y4m.startswith(b"YUV4MPEG2 W64 H48 F12:1"), as_y4m[:60])
        gray, errors, status = color(*raw, "-o", "-", "--raw-output", "--pix-fmt", "gray",
                                     given=film)
        self.assertEqual((status, len(gray)), (0, 24 * 64 * 48), errors)
        _, errors, status = color(*raw, "-o", self.folder / "out.mp4", given=film)
        self.assertEqual(status, 0, errors)
        self.assertEqual(frame_times(self.folder / "out.mp4"), [f"{n / 12:.6f}" for n in range(24)])
        # A frame that breaks off is named, and those before it are kept.
        output, errors, status = color(*raw, "-o", "-", "--raw-output", given=film[:-100])
        self.assertEqual((status, len(output)), (1, 23 * size), errors)
        self.assertIn(b"missing", errors)

    def test_refuses_raw_video_that_cannot_be(self):
        film = self.make()
        for options, reason in [(["-", "--raw-input", "64:rgb24"], "takes WxH:FORMAT"),
                                (["-", "--raw-input", "64x48:rgb"], "takes a pixel format"),
                                (["-", "--raw-input", "64x48:rgb24", "-o", "a.mp4", "--raw-output"],
                                 "give -o -"),
                                ([film, "--raw-input", "64x48:rgb24"], "name - as the input"),
                                ([film, "--raw-output"], "give -o -"),
                                ([self.folder / "frames", "--raw-output"], "are for a video")]:
            status, _, errors = run("colorize", *options)
            self.assertEqual(status, 2, errors)
            self.assertIn(reason, errors)


if __name__ == "__main__":
    unittest.main()
