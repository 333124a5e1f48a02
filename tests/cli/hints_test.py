"""tintflow colorize --hints, as a user runs it."""

import unittest

from PIL import Image

from program import ProgramTest, drawing, json_lines, pixels, run

RED = (230, 30, 30, 255)


def dots(size, *areas):
    """A picture of hints: red in `areas` (left, top, right, bottom), transparent elsewhere."""
    hints = Image.new("RGBA", size, (0, 0, 0, 0))
    for area in areas:
        hints.paste(RED, area)
    return hints


class Hints(ProgramTest):
    def colorize(self, *arguments, status=0):
        result, output, errors = run("colorize", *arguments, "--json")
        self.assertEqual(result, status, errors)
        return json_lines(output), errors

    def test_of_one_drawing_change_its_colors(self):
        source = self.folder / "a.png"
        drawing((200, 100)).save(source)
        dots((200, 100), (50, 50, 60, 60)).save(self.folder / "dots.png")
        self.colorize(source, "-o", self.folder / "plain.png")
        _, errors = self.colorize(source, "-o", self.folder / "hinted.png", "--hints",
                                  self.folder / "dots.png")
        self.assertIn("1 of 1 drawings have hints", errors)
        plain, hinted = pixels(self.folder / "plain.png"), pixels(self.folder / "hinted.png")
        inside = hinted[60:75, 60:80]
        self.assertLess(abs(inside - RED[:3]).max(), 12)
        self.assertGreater(abs(plain[60:75, 60:80] - RED[:3]).max(), 50)
        self.assertEqual(abs(hinted - plain)[:4, :4].max(), 0, "another region")

    def test_of_a_folder_belong_to_drawings_by_name(self):
        sketches, hints = self.folder / "in", self.folder / "hints"
        self.add_drawings(sketches, 2, (64, 64))
        self.add_drawings(sketches / "deep", 1, (64, 64))
        (hints / "deep").mkdir(parents=True)
        dots((64, 64), (20, 20, 40, 40)).save(hints / "deep/0.png")
        _, errors = self.colorize(sketches, "-o", self.folder / "out", "--hints", hints)
        self.assertIn("1 of 3 drawings have hints", errors)
        self.colorize(sketches, "-o", self.folder / "plain")
        for name, differs in (("0.png", False), ("1.png", False), ("deep/0.png", True)):
            plain = pixels(self.folder / "plain" / name)
            self.assertEqual((pixels(self.folder / "out" / name) != plain).any(), differs, name)

    def test_that_change_leave_the_result_out_of_date(self):
        sketches, hints = self.folder / "in", self.folder / "hints"
        self.add_drawings(sketches, 2, (64, 64))
        hints.mkdir()
        dots((64, 64), (20, 20, 40, 40)).save(hints / "0.png")
        arguments = [sketches, "-o", self.folder / "out", "--hints", hints]
        self.colorize(*arguments)
        lines, _ = self.colorize(*arguments)
        self.assertEqual(lines[-1]["skipped"], 2)
        dots((64, 64), (10, 20, 40, 41)).save(hints / "0.png")
        lines, errors = self.colorize(*arguments, status=1)
        self.assertIn("the input has changed since", errors)
        self.assertEqual([line["input"] for line in lines if line["event"] == "kept"],
                         [str(sketches / "0.png")])

    def test_that_are_bad_are_named_and_the_others_done(self):
        sketches, hints = self.folder / "in", self.folder / "hints"
        self.add_drawings(sketches, 3, (64, 64))
        hints.mkdir()
        dots((64, 64), (20, 20, 40, 40)).convert("RGB").save(hints / "0.png")
        dots((64, 32), (20, 20, 30, 30)).save(hints / "1.png")
        lines, errors = self.colorize(sketches, "-o", self.folder / "out", "--hints", hints,
                                      status=1)
        self.assertIn("0.png: decode: the hints: the picture is opaque", errors)
        self.assertIn("1.png: split: the hints are 64 x 32, the drawing 64 x 64", errors)
        self.assertTrue((self.folder / "out/2.png").exists())

    def test_are_for_a_picture_on_standard_input_too(self):
        source = self.folder / "a.png"
        drawing((64, 64)).save(source)
        dots((64, 64), (20, 20, 40, 40)).save(self.folder / "dots.png")
        self.colorize(source, "-o", self.folder / "file.png", "--hints", self.folder / "dots.png")
        status, output, errors = run("colorize", "-", "--hints", self.folder / "dots.png", given=source.read_bytes(),
                                     text=False, errors=None)
        self.assertEqual(status, 0, errors)
        (self.folder / "stream.png").write_bytes(output)
        self.assertTrue((pixels(self.folder / "stream.png") ==
                         pixels(self.folder / "file.png")).all())

    def test_refuses_what_would_leave_them_out(self):
        source = self.folder / "a.png"
        drawing((64, 64)).save(source)
        self.add_drawings(self.folder / "frames", 2, (64, 64))
        dots((64, 64), (20, 20, 40, 40)).save(self.folder / "dots.png")
        (self.folder / "none").mkdir()
        for arguments, reason in (
                ([self.folder / "frames/%d.png", "--hints", self.folder / "none"],
                 "not for those of a film"),
                ([self.folder / "frames", "--hints", self.folder / "none"],
                 "no picture there has the name of a drawing"),
                ([self.folder / "frames", "--hints", self.folder / "dots.png"],
                 "there are 2 drawings"),
                ([source, "--hints", self.folder / "absent.png"],
                 "absent.png does not exist")):
            status, _, errors = run("colorize", *arguments)
            self.assertEqual(status, 2, errors)
            self.assertIn(reason, errors)


if __name__ == "__main__":
    unittest.main()
