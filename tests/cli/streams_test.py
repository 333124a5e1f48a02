"""One picture through standard input and output, and how much memory a run takes."""

import io
import os
import pty
import re
import unittest

from PIL import Image

from program import ProgramTest, drawing, files_below, json_lines, run


def encoded(kind="PNG", **options):
    content = io.BytesIO()
    drawing((120, 80)).save(content, kind, **options)
    return content.getvalue()


def pipe(*arguments, given=None, status=0):
    """Runs with bytes on the standard streams; returns output and errors."""
    found, output, errors = run(*arguments, given=given, text=False, errors=None)
    assert found == status, (found, errors)
    return output, errors.decode()


class Streams(ProgramTest):
    def test_a_picture_from_standard_input_to_standard_output(self):
        for kind, options, result in (("PNG", [], "PNG"), ("JPEG", [], "JPEG"), ("BMP", [], "PNG"),
                                      ("PNG", ["--format", "webp"], "WEBP")):
            output, errors = pipe("colorize", "-", *options, given=encoded(kind))
            with Image.open(io.BytesIO(output)) as picture:
                self.assertEqual((picture.format, picture.size), (result, (120, 80)))
            self.assertIn("1 colored", errors)

    def test_is_the_same_picture_as_from_files(self):
        source = self.folder / "a.png"
        source.write_bytes(encoded())
        self.assertEqual(run("colorize", source)[0], 0)
        expected = (self.folder / "a_colorized.png").read_bytes()
        self.assertEqual(pipe("colorize", "-", given=encoded())[0], expected)
        self.assertEqual(pipe("colorize", source, "-o", "-")[0], expected)

    def test_from_standard_input_to_a_file(self):
        out = self.folder / "out.jpg"
        output, _ = pipe("colorize", "-", "-o", out, "--json", given=encoded())
        lines = json_lines(output.decode())
        self.assertEqual([(line["input"], line["output"]) for line in lines
                          if line["event"] == "item"], [("standard input", str(out))])
        with Image.open(out) as picture:
            self.assertEqual(picture.format, "JPEG")
        before = out.read_bytes()
        _, errors = pipe("colorize", "-", "-o", out, given=encoded(), status=2)
        self.assertIn(f"{out} exists", errors)
        pipe("colorize", "-", "-o", out, "-n", given=b"unread")
        self.assertEqual(out.read_bytes(), before)
        pipe("colorize", "-", "-o", out, "-y", "--lines", "model", given=encoded())
        self.assertNotEqual(out.read_bytes(), before)
        self.assertEqual(os.listdir(self.folder), ["out.jpg"])

    def test_bad_input_gives_no_output(self):
        for content in (b"", b"no picture", encoded()[:99]):
            output, errors = pipe("colorize", "-", given=content, status=1)
            self.assertEqual(output, b"")
            self.assertIn("standard input: decode: ", errors)
        output, errors = pipe("colorize", self.folder / "absent", "-o", "-", status=3)
        self.assertIn("absent: the file does not exist", errors)

    def test_a_full_device_ends_the_run(self):
        with open("/dev/full", "wb") as full:
            status, _, errors = run("colorize", "-", given=encoded(), text=False, errors=None,
                                    stdout=full)
        self.assertEqual(status, 4)
        self.assertIn(b"cannot write standard output: No space left on device", errors)

    def test_refuses_what_cannot_be(self):
        source = self.folder / "a.png"
        source.write_bytes(encoded())
        for arguments, reason in (
                (["-", "--json"], "--json and the picture"),
                (["-", "--contact-sheet", "sheet.png"], "--contact-sheet"),
                (["-", source], "must be the only input"),
                ([source, source, "-o", "-"], "one input"),
                ([self.folder, "-o", "-"], "is a folder"),
                (["-", "-o", self.folder], "has no name"),
                (["-", "-o", self.folder / "a.tif"], "TIFF cannot be written"),
                (["-", "-o", self.folder / "b.png", "--format", "jpg"], "contradicts")):
            _, errors = pipe("colorize", *arguments, given=encoded(), status=2)
            self.assertIn(reason, errors)
        self.assertEqual(files_below(self.folder), ["a.png"])

    def test_refuses_terminals(self):
        source = self.folder / "a.png"
        source.write_bytes(encoded())
        leader, terminal = pty.openpty()
        self.addCleanup(os.close, leader)
        self.addCleanup(os.close, terminal)
        status, _, errors = run("colorize", source, "-o", "-", stdout=terminal)
        self.assertEqual(status, 2)
        self.assertIn("standard output is a terminal", errors)
        status, _, errors = run("colorize", "-", stdin=terminal)
        self.assertEqual(status, 2)
        self.assertIn("standard input is a terminal", errors)


class Memory(ProgramTest):
    def test_a_limit_makes_large_pictures_take_turns(self):
        # Each takes 31 MB by its header; 12 would be in flight without a limit.
        self.add_drawings(self.folder / "in", 12, (2400, 1600))
        status, output, errors = run("colorize", self.folder / "in", "--json", "--stats",
                                     "--max-memory", "450M", "-j", 2)
        self.assertEqual(status, 0, errors)
        self.assertLess(json_lines(output)[-1]["peak_rss_mb"], 460)
        self.assertLessEqual(int(re.search(r"at most (\d+) in flight", errors)[1]), 6)

    def test_refuses_what_is_no_size_or_too_little(self):
        self.add_drawings(self.folder / "in", 1)
        for size in ("", "0", "-1G", "2T", "1G2", "lots", "nan", "0.1"):
            status, _, errors = run("colorize", self.folder / "in", f"--max-memory={size}")
            self.assertEqual(status, 2, size)
            self.assertIn("--max-memory", errors)
        status, _, errors = run("colorize", self.folder / "in", "--max-memory", "20M")
        self.assertEqual(status, 2)
        self.assertIn("--max-memory 20 MiB is too little", errors)
        self.assertEqual(files_below(self.folder), ["in/0.png"])


if __name__ == "__main__":
    unittest.main()
