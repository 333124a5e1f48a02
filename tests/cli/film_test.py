"""Colors frames that follow one another: repeated drawings, and colors that hold still."""

import hashlib
import unittest

from PIL import Image, ImageDraw

from films import ffmpeg, make_film, pixels
from program import ProgramTest, files_below, json_lines, run

SIZE = (128, 96)


def scene(x):
    """A house that stands still, and a ball at x."""
    picture = Image.new("RGB", SIZE, "white")
    pen = ImageDraw.Draw(picture)
    pen.line([0, 80, 128, 80], fill="black", width=2)
    pen.rectangle([90, 30, 120, 80], outline="black", width=2)
    pen.ellipse([x - 12, 40, x + 12, 64], outline="black", width=2)
    return picture


class FilmTest(ProgramTest):
    def draw(self, drawings, times=2, folder="in"):
        """Frames on twos: each drawing stands for so many."""
        (self.folder / folder).mkdir()
        for i, picture in enumerate(p for p in drawings for _ in range(times)):
            picture.save(self.folder / folder / f"{i + 1:04d}.png")
        return self.folder / folder / "%04d.png"

    def color(self, given, name, *options, status=0):
        """Colors losslessly; returns the output, and the summary."""
        result = self.folder / name
        code, output, errors = run("colorize", given, "-o", result, "--json", *options)
        self.assertEqual(code, status, errors)
        return result, json_lines(output)[-1]

    def calls(self, summary):
        return {stage["name"]: stage["items"] for stage in summary["stages"]}["generate"]

    def flicker(self, film, colored, status=0):
        code, output, errors = run("evaluate", film, "--video", colored, "--json")
        self.assertEqual(code, status, errors)
        return json_lines(output)[-2]

    def hashes(self, film):
        return [hashlib.md5(p.tobytes()).hexdigest() for p in pixels(film, SIZE)]

    def test_colors_each_drawing_once(self):
        given = self.draw([scene(20 + 3 * i) for i in range(12)])
        every, all_of = self.color(given, "all.mkv", "--codec", "ffv1", "--dedupe", "off",
                                   "--temporal", "off")
        once, some = self.color(given, "once.mkv", "--codec", "ffv1", "--temporal", "off")
        self.assertEqual((all_of["reused"], self.calls(all_of)), (0, 24))
        self.assertEqual((some["reused"], self.calls(some)), (12, 12))
        self.assertEqual(self.hashes(once), self.hashes(every))

    def test_overlooks_the_noise_of_codecs_alone(self):
        given = self.draw([scene(20 + 3 * i).resize((640, 480)) for i in range(12)])
        film = make_film(self.folder / "film.mp4", given, "-c:v", "libx264", "-crf", 18)
        _, summary = self.color(film, "a.mkv")
        self.assertLessEqual(self.calls(summary), 0.52 * 24)
        self.assertGreaterEqual(self.calls(summary), 12)

    def test_takes_numbered_pictures_as_a_film(self):
        given = self.draw([scene(20), scene(50), scene(20)], 3)
        code, output, errors = run("colorize", given, "-o", self.folder / "out", "--json")
        self.assertEqual(code, 0, errors)
        self.assertEqual(json_lines(output)[-1]["reused"], 7)
        self.assertEqual(len(files_below(self.folder / "out")), 9)
        first, last = (Image.open(self.folder / f"out/000{i}.png") for i in (1, 9))
        self.assertEqual(first.crop((90, 0, 128, 96)).tobytes(),
                         last.crop((90, 0, 128, 96)).tobytes())

    def test_colors_pictures_of_a_folder_by_themselves(self):
        self.draw([scene(20)])
        code, output, errors = run("colorize", self.folder / "in", "--json")
        self.assertEqual(code, 0, errors)
        self.assertEqual(json_lines(output)[-1]["reused"], 0)
        for option in (["--dedupe", "near"], ["--temporal", "on"]):
            code, _, errors = run("colorize", self.folder / "in", *option, "-y")
            self.assertEqual(code, 2)
            self.assertIn("the inputs have no order", errors)

    def test_refuses_other_words(self):
        given = self.draw([scene(20)])
        for option in ("--dedupe", "--temporal"):
            code, _, errors = run("colorize", given, "-o", self.folder / "a.mkv", option, "maybe")
            self.assertEqual(code, 2)
            self.assertIn(f"{option} takes auto, ", errors)

    def test_holds_colors_where_the_drawing_stands_still(self):
        given = self.draw([scene(16 + 4 * i) for i in range(14)])
        held, _ = self.color(given, "held.mkv", "--codec", "ffv1")
        loose, _ = self.color(given, "loose.mkv", "--codec", "ffv1", "--temporal", "off")
        on, off = self.flicker(given, held), self.flicker(given, loose)
        self.assertEqual((on["frames"], on["cuts"]), (28, 0))
        self.assertEqual(on["still_share"], off["still_share"])
        self.assertGreater(on["still_share"], 0.5)
        self.assertLess(on["still_change"], 0.25 * off["still_change"])
        self.assertLess(on["warped_error"], off["warped_error"] + 1)

    def colored_scene(self, x, name="reference.png"):
        """The scene as somebody has colored it: green sky, red ball."""
        picture = scene(x)
        ImageDraw.floodfill(picture, (4, 4), (20, 180, 60))
        ImageDraw.floodfill(picture, (x, 52), (230, 20, 20))
        picture.save(self.folder / name)
        return self.folder / name

    def is_colored(self, picture, x):
        sky, ball = picture.getpixel((60, 8)), picture.getpixel((x, 52))
        near = [max(abs(a - b) for a, b in zip(pixel, color)) < 12
                for pixel, color in ((sky, (20, 180, 60)), (ball, (230, 20, 20)))]
        return all(near)

    def test_carries_a_reference_through_its_shot(self):
        given = self.draw([scene(16 + 4 * i) for i in range(12)])
        colored, _ = self.color(given, "a.mkv", "--codec", "ffv1", "--pix-fmt", "bgr0",
                                "--reference", self.colored_scene(16))
        for i, picture in enumerate(pixels(colored, SIZE)):
            self.assertTrue(self.is_colored(picture, 16 + 4 * (i // 2)), i)
        code, _, errors = run("colorize", given, "-o", self.folder / "out", "--reference",
                              self.folder / "reference.png")
        self.assertEqual(code, 0, errors)
        self.assertTrue(self.is_colored(Image.open(self.folder / "out/0024.png"), 60))

    def test_a_reference_may_have_a_time(self):
        given = self.draw([scene(16 + 4 * i) for i in range(12)])
        reference = self.colored_scene(16 + 4 * 6)
        colored, _ = self.color(given, "a.mkv", "--codec", "ffv1", "--pix-fmt", "bgr0",
                                "--fps", 24, "--reference", f"{reference}@0.5")
        frames = pixels(colored, SIZE)
        self.assertFalse(any(self.is_colored(p, 16 + 4 * (i // 2))
                             for i, p in enumerate(frames[:12])))
        for i, picture in enumerate(frames[12:], 12):
            self.assertTrue(self.is_colored(picture, 16 + 4 * (i // 2)), i)

    def test_a_changed_reference_leaves_the_result_out_of_date(self):
        given = self.draw([scene(20 + 3 * i) for i in range(2)])
        reference = self.colored_scene(20)
        arguments = ["colorize", given, "-o", self.folder / "out", "--reference", reference]
        self.assertEqual(run(*arguments)[0], 0)
        self.assertEqual(run(*arguments)[0], 0)
        self.colored_scene(23)
        code, _, errors = run(*arguments)
        self.assertEqual(code, 1)
        self.assertIn("it was made with other options or another model", errors)

    def test_says_what_is_wrong_with_a_reference(self):
        given = self.draw([scene(20 + 3 * i) for i in range(2)])
        reference = self.colored_scene(20)
        Image.new("RGB", (64, 64)).save(self.folder / "square.png")
        (self.folder / "text.png").write_text("no picture")
        film = ["-o", self.folder / "a.mkv"]
        for arguments, status, reason in (
                ([given, *film, "--reference", f"{reference}@later"], 2, "FRAME.png@TIME"),
                ([given, *film, "--reference", self.folder / "absent.png"], 2, "absent.png: "),
                ([given, *film, "--reference", self.folder / "text.png"], 2, "text.png: "),
                ([given, *film, "--reference", reference, "--temporal", "off"], 2, "which is off"),
                ([given, "--reference", f"{reference}@1"], 2, "numbered pictures have no times"),
                ([self.folder / "in", "--reference", reference], 2, "the inputs have no order"),
                ([given, *film, "--reference", self.folder / "square.png"], 4,
                 "the reference is 64 x 64, the frames are 128 x 96")):
            code, _, errors = run("colorize", *arguments)
            self.assertEqual(code, status, errors)
            self.assertIn(reason, errors)
        code, _, errors = run("colorize", given, *film, "-y", "--reference", f"{reference}@9")
        self.assertEqual(code, 0, errors)
        self.assertIn("the film ended before 1 of the references", errors)

    def test_a_reference_needs_its_first_picture(self):
        given = self.draw([scene(20 + 3 * i) for i in range(2)])
        reference = self.colored_scene(20)
        out = self.folder / "out"
        arguments = ["colorize", given, "-o", out, "--reference", reference]
        self.assertEqual(run(*arguments)[0], 0)
        self.assertEqual(run(*arguments)[0], 0)
        (out / "0003.png").unlink()
        code, _, errors = run(*arguments)
        self.assertEqual(code, 2)
        self.assertIn("--reference is for the first picture", errors)

    def test_depends_on_no_threads(self):
        given = self.draw([scene(16 + 4 * i) for i in range(10)])
        one, _ = self.color(given, "one.mkv", "--codec", "ffv1", "-j", 1, "--batch-size", 1)
        many, _ = self.color(given, "many.mkv", "--codec", "ffv1", "-j", 5, "--batch-size", 3)
        self.assertEqual(self.hashes(one), self.hashes(many))

    def test_begins_anew_behind_a_cut(self):
        other = [p.rotate(180) for p in map(scene, (30, 34, 38))]
        given = self.draw([scene(20), scene(24), *other])
        both, _ = self.color(given, "both.mkv", "--codec", "ffv1")
        alone, _ = self.color(self.draw(other, folder="alone"), "alone.mkv", "--codec", "ffv1")
        self.assertEqual(self.hashes(both)[4:], self.hashes(alone))
        self.assertEqual(self.flicker(given, both)["cuts"], 1)

    def test_goes_on_behind_a_broken_frame(self):
        given = self.draw([scene(20 + 3 * i) for i in range(6)])
        whole, _ = self.color(given, "whole.mkv", "--codec", "ffv1")
        (self.folder / "in/0005.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        broken, summary = self.color(given, "broken.mkv", "--codec", "ffv1", status=1)
        # The other frame of the same drawing is still there.
        expected = self.hashes(whole)
        self.assertEqual(self.hashes(broken), expected[:4] + expected[5:])

    def test_measures_no_flicker_in_a_film_of_one_color(self):
        given = self.draw([scene(20 + 3 * i) for i in range(4)])
        film = make_film(self.folder / "film.mkv", given, "-c:v", "ffv1")
        ffmpeg("-f", "lavfi", "-i", "color=red:size=128x96:rate=24:duration=0.333", "-c:v", "ffv1",
               self.folder / "red.mkv")
        figures = self.flicker(film, self.folder / "red.mkv")
        self.assertEqual((figures["still_change"], figures["warped_error"]), (0, 0))
        self.assertEqual(figures["frames"], 8)

    def test_names_films_of_other_lengths(self):
        given = self.draw([scene(20), scene(30)])
        film = make_film(self.folder / "film.mkv", given, "-c:v", "ffv1")
        (self.folder / "in/0004.png").unlink()
        code, _, errors = run("evaluate", given, "--video", film)
        self.assertEqual(code, 3)
        self.assertIn("film.mkv has more frames than", errors)


if __name__ == "__main__":
    unittest.main()
