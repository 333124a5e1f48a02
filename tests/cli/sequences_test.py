"""Colors numbered pictures, and turns them into videos and back."""

import unittest

from PIL import Image

from films import add_frames, ffmpeg, frame_times, make_film, make_tone, video
from program import ProgramTest, drawing, files_below, json_lines, run


def opened(path):
    """A picture that is read to its end."""
    with Image.open(path) as picture:
        picture.load()
        return picture


class SequenceTest(ProgramTest):
    def color(self, *arguments, status=0):
        result, _, errors = run("colorize", *arguments)
        self.assertEqual(result, status, errors)
        return errors

    def test_colors_what_a_pattern_names(self):
        pattern = add_frames(self.folder / "in", 11)
        (self.folder / "in/notes.png").write_text("no number")
        self.color(pattern)
        names = [f"{i:04d}.png" for i in range(1, 12)]
        self.assertEqual(files_below(self.folder / "in_colorized"), names)
        errors = self.color(pattern)
        self.assertIn("11 skipped", errors)

    def test_names_outputs_by_a_pattern(self):
        pattern = add_frames(self.folder / "in", 3)
        self.color(pattern, "-o", self.folder / "out/color_%02d.jpg")
        self.assertEqual(files_below(self.folder / "out"),
                         ["color_01.jpg", "color_02.jpg", "color_03.jpg"])
        self.assertEqual(opened(self.folder / "out/color_02.jpg").format, "JPEG")
        self.color(self.folder / "in", "-o", self.folder / "other/%d.png")
        self.assertEqual(files_below(self.folder / "other"), ["1.png", "2.png", "3.png"])

    def test_names_gaps(self):
        pattern = add_frames(self.folder / "in", 9)
        for number in (3, 6, 7):
            (self.folder / f"in/{number:04d}.png").unlink()
        errors = self.color(pattern, "-o", self.folder / "out")
        self.assertIn("number 3 is missing", errors)
        self.assertIn("numbers 6 to 7 are missing", errors)
        self.assertEqual(len(files_below(self.folder / "out")), 6)
        # In a film the picture before a gap stays.
        self.color(pattern, "-o", self.folder / "a.mov", "--fps", "10")
        self.assertEqual([float(t) for t in frame_times(self.folder / "a.mov")],
                         [0, 0.1, 0.3, 0.4, 0.7, 0.8])

    def test_says_where_nothing_is_named_so(self):
        status, _, errors = run("colorize", self.folder / "in/%04d.png")
        self.assertEqual(status, 3)
        self.assertIn("no file has such a name", errors)

    def test_refuses_what_cannot_be(self):
        pattern = add_frames(self.folder / "in", 2)
        for output, reason in [("%04d.bmp", "names no picture that can be written"),
                               ("%04d", "names no picture that can be written")]:
            status, _, errors = run("colorize", pattern, "-o", self.folder / output)
            self.assertEqual(status, 2, errors)
            self.assertIn(reason, errors)
        status, _, errors = run("colorize", pattern, "-o", self.folder / "a.mp4", "--fps", "fast")
        self.assertEqual(status, 2)
        self.assertIn("--fps takes a rate", errors)

    def test_makes_films_of_folders(self):
        add_frames(self.folder / "in", 12)
        for given in (self.folder / "in", self.folder / "in/%04d.png"):
            self.color(given, "-o", self.folder / "a.mp4", "--fps", "24000/1001", "-y")
            times = frame_times(self.folder / "a.mp4")
            self.assertEqual(times, [f"{i * 1001 / 24000:.6f}" for i in range(12)])
            self.assertEqual(video(self.folder / "a.mp4")["pix_fmt"], "yuv420p")

    def test_scales_pictures_of_another_size_and_names_broken_ones(self):
        add_frames(self.folder / "in", 4)
        drawing((96, 96)).save(self.folder / "in/0002.png")
        (self.folder / "in/0003.png").write_text("no picture")
        errors = self.color(self.folder / "in", "-o", self.folder / "a.mp4", status=1)
        self.assertIn("changes its size on the way", errors)
        self.assertIn("0003.png: decode: not a picture", errors)
        self.assertEqual([float(t) for t in frame_times(self.folder / "a.mp4")],
                         [0, round(1 / 24, 6), 0.125])

    def test_takes_films_apart(self):
        frames = add_frames(self.folder / "in", 6)
        film = make_film(self.folder / "film.mkv", frames, "-c:v", "ffv1")
        status, output, errors = run("colorize", film, "-o", self.folder / "out/f_%03d.png",
                                     "--json")
        self.assertEqual(status, 0, errors)
        self.assertEqual(files_below(self.folder / "out"), [f"f_{i:03d}.png" for i in range(1, 7)])
        self.assertEqual(opened(self.folder / "out/f_003.png").size, (64, 48))
        self.assertEqual(json_lines(output)[-1]["written"], 1)
        status, _, errors = run("colorize", film, "-o", self.folder / "out/f_%03d.png")
        self.assertEqual(status, 2)
        self.assertIn("f_001.png exists", errors)

    def test_keeps_transparency_of_pictures(self):
        pattern = add_frames(self.folder / "in", 3, mode="RGBA")
        for path in (self.folder / "in").iterdir():
            picture = Image.open(path)
            picture.putalpha(100)
            picture.save(path)
        self.color(pattern, "-o", self.folder / "a.mov")
        self.assertEqual(video(self.folder / "a.mov")["pix_fmt"], "yuva444p10le")
        data = ffmpeg("-i", self.folder / "a.mov", "-frames:v", 1, "-f", "rawvideo", "-pix_fmt",
                      "rgba", "-")
        self.assertLess(abs(data[3] - 100), 3)

    def test_colors_animations_into_animations(self):
        pictures = [drawing((64, 48), i) for i in range(4)]
        pictures[0].save(self.folder / "a.gif", save_all=True, append_images=pictures[1:],
                         duration=[100, 200, 50, 100])
        self.color(self.folder / "a.gif", "-o", self.folder / "b.gif")
        with Image.open(self.folder / "b.gif") as animation:
            self.assertEqual(animation.n_frames, 4)
        self.assertEqual(frame_times(self.folder / "b.gif"), frame_times(self.folder / "a.gif"))
        # Without a name that asks for it, an animation is a picture.
        errors = self.color(self.folder / "a.gif")
        self.assertIn("only its first frame is colored", errors)

    def test_names_films_in_folders(self):
        frames = add_frames(self.folder / "in", 4)
        make_film(self.folder / "in/film.mp4", frames)
        make_tone(self.folder / "in/sound.wav", 1)
        errors = self.color(self.folder / "in", "-o", self.folder / "out", status=1)
        self.assertIn("film.mp4: list: is a video: color it by itself", errors)
        self.assertEqual(len(files_below(self.folder / "out")), 4)


if __name__ == "__main__":
    unittest.main()
