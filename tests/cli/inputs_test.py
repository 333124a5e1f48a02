"""Every way of naming inputs: lists, patterns, odd names, and what cannot be used."""

import os
import unittest

from program import ProgramTest, drawing, files_below, json_lines, run


class Inputs(ProgramTest):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"

    def colorize(self, *arguments, status=0, **options):
        """Colors into `out`; returns the JSON lines and standard error."""
        found, output, errors = run("colorize", *arguments, "-o", self.out, "--json", **options)
        self.assertEqual(found, status, errors)
        return json_lines(output), errors

    def test_a_list_may_come_from_a_pipe(self):
        self.add_drawings(self.folder / "in", 2)
        names = "".join(f"{self.folder}/in/{i}.png\n" for i in range(2))
        status, _, errors = run("colorize", "@/dev/stdin", "-o", self.folder / "out", given=names)
        self.assertEqual(status, 0, errors)
        self.assertEqual(files_below(self.folder / "out"), ["0.png", "1.png"])

    def test_a_list_of_lines(self):
        self.add_drawings(self.folder / "in", 3)
        (self.folder / "list.txt").write_text("in/2.png\n\nin/0.png\n")
        self.colorize(f"@{self.folder}/list.txt", cwd=self.folder)
        self.assertEqual(files_below(self.out), ["0.png", "2.png"])

    def test_a_list_on_standard_input_with_any_names(self):
        names = [b"a\nb.png", b" c.png", b"\xff.png", b"*.png", b"%s \"'.png"]
        for name in names:
            drawing().save((os.fsencode(self.folder) + b"/" + name).decode("utf-8", "surrogateescape"))
        lines, _ = self.colorize("@-", cwd=self.folder, given=b"\0".join(names).decode(
            "utf-8", "surrogateescape"))
        self.assertEqual(sorted(os.listdir(os.fsencode(self.out))),
                         sorted([*names, b".tintflow-journal"]))
        self.assertIn("\N{REPLACEMENT CHARACTER}.png",
                      [line["input"] for line in lines if line["event"] == "item"])

    def test_a_quoted_pattern(self):
        self.add_drawings(self.folder / "in", 3)
        (self.folder / "in/notes.txt").write_text("no picture")
        self.colorize(f"{self.folder}/in/[02].*")
        self.assertEqual(files_below(self.out), ["0.png", "2.png"])

    def test_what_cannot_be_used_is_named_and_the_rest_is_done(self):
        self.add_drawings(self.folder / "in", 1)
        os.mkfifo(self.folder / "pipe.png")
        bad = [self.folder / "absent.png", self.folder / "pipe.png", "/dev/zero",
               f"{self.folder}/*.jpg", f"@{self.folder}/absent.txt"]
        lines, errors = self.colorize(*bad, self.folder / "in/0.png", status=1)
        failed = {line["input"]: line for line in lines if line["event"] == "error"}
        self.assertEqual(set(failed), set(map(str, bad)))
        for name, line in failed.items():
            self.assertEqual(line["stage"], "list")
            self.assertIn(f"{name}: list: {line['reason']}", errors)
        summary = lines[-1]
        self.assertEqual((summary["inputs"], summary["written"], summary["failed"]), (6, 1, 5))
        self.assertEqual(files_below(self.out), ["0.png"])

    def test_nothing_usable_at_all(self):
        os.mkfifo(self.folder / "pipe")
        lines, errors = self.colorize(self.folder / "pipe", self.folder / "absent", status=3)
        self.assertEqual([line["event"] for line in lines], ["error", "error", "summary"])
        self.assertIn("is a pipe", errors)
        self.assertIn("no such file", errors)
        self.assertFalse(self.out.exists())

    def test_a_link_to_nothing_in_a_folder_is_named(self):
        self.add_drawings(self.folder / "in", 1)
        (self.folder / "in/gone.png").symlink_to("nowhere.png")
        (self.folder / "in/loop").symlink_to(".")
        lines, _ = self.colorize(self.folder / "in", status=1)
        self.assertEqual([(line["input"], line["reason"]) for line in lines
                          if line["event"] == "error"],
                         [(str(self.folder / "in/gone.png"), "the file does not exist")])
        self.assertEqual(files_below(self.out), ["0.png"])

    def test_the_output_folder_may_lie_in_the_input_folder(self):
        self.add_drawings(self.folder, 2)
        self.assertEqual(self.colorize(self.folder)[0][-1]["inputs"], 2)
        self.assertEqual(self.colorize(self.folder)[0][-1]["skipped"], 2)
        self.assertEqual(files_below(self.out), ["0.png", "1.png"])

    def test_an_output_folder_that_cannot_be_made(self):
        self.add_drawings(self.folder / "in", 2)
        self.out.write_text("a file")
        lines, _ = self.colorize(self.folder / "in", status=1)
        errors = [line for line in lines if line["event"] == "error"]
        self.assertEqual(len(errors), 2)
        for line in errors:
            self.assertEqual(line["stage"], "write")
            self.assertIn(str(self.out), line["reason"])


if __name__ == "__main__":
    unittest.main()
