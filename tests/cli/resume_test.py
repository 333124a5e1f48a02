"""Jobs that survive: what a run finds finished, and what it leaves behind when it is ended."""

import os
import signal
import time
import unittest

from program import JOURNAL, ProgramTest, drawing, files_below, json_lines, run, start


def summary_of(output):
    return json_lines(output)[-1]


class Resume(ProgramTest):
    def setUp(self):
        super().setUp()
        self.sketches = self.folder / "sketches"
        self.colored = self.folder / "sketches_colorized"
        self.add_drawings(self.sketches, 4)

    def colorize(self, *options, status=0):
        """Colors the sketches; returns the JSON lines and standard error."""
        found, output, errors = run("colorize", self.sketches, "--json", *options)
        self.assertEqual(found, status, errors)
        return json_lines(output), errors

    def test_running_again_skips_what_is_finished(self):
        self.colorize()
        before = {name: os.stat(self.colored / name) for name in files_below(self.colored)}
        (self.colored / "2.png").unlink()
        lines, _ = self.colorize()
        self.assertEqual([line["output"] for line in lines if line["event"] == "item"],
                         [str(self.colored / "2.png")])
        self.assertEqual((lines[-1]["written"], lines[-1]["skipped"]), (1, 3))
        for name in ("0.png", "1.png", "3.png"):
            self.assertEqual(os.stat(self.colored / name).st_mtime_ns, before[name].st_mtime_ns)

    def test_one_picture_is_skipped_too(self):
        source = self.sketches / "0.png"
        for skipped in (0, 1):
            status, output, _ = run("colorize", source, "--json")
            self.assertEqual((status, summary_of(output)["skipped"]), (0, skipped))

    def test_how_fast_is_no_reason_to_color_again(self):
        self.colorize()
        lines, _ = self.colorize("-j", 1, "--batch-size", 3, "--in-flight", 9, "--quiet")
        self.assertEqual(lines[-1]["skipped"], 4)

    def test_changes_are_told_and_made_only_when_asked(self):
        self.colorize()
        (self.colored / "1.png").write_bytes(b"painted on")
        drawing(seed=9).save(self.sketches / "2.png")
        lines, errors = self.colorize(status=1)
        kept = {line["output"]: line["reason"] for line in lines if line["event"] == "kept"}
        self.assertEqual(kept, {
            str(self.colored / "1.png"): "it was changed after it was made",
            str(self.colored / "2.png"): "the input has changed since"})
        self.assertIn(f"{self.colored}/1.png is kept, but it was changed after it was made; "
                      "-y makes it again", errors)
        summary = lines[-1]
        self.assertEqual((summary["skipped"], summary["kept"], summary["written"]), (4, 2, 0))
        self.assertEqual((self.colored / "1.png").read_bytes(), b"painted on")

        lines, _ = self.colorize("-y")
        self.assertEqual(lines[-1]["written"], 4)
        self.assertEqual(self.colorize()[0][-1]["skipped"], 4)

    def test_other_options_are_told(self):
        self.add_drawings(self.sketches, 12)
        self.colorize()
        lines, errors = self.colorize("--lines", "model", status=1)
        reason = "it was made with other options or another model"
        self.assertEqual([line["reason"] for line in lines if line["event"] == "kept"],
                         [reason] * 12)
        self.assertEqual(errors.count(reason), 10, "the first are told one by one")
        self.assertIn("2 more outputs are kept", errors)

    def test_never_overwriting_is_no_failure(self):
        self.colorize()
        lines, _ = self.colorize("--lines", "model", "-n")
        self.assertEqual((lines[-1]["skipped"], lines[-1]["kept"]), (4, 0))

    def test_foreign_files_are_an_error_before_anything_runs(self):
        self.colored.mkdir()
        (self.colored / "3.png").write_text("mine")
        _, errors = self.colorize(status=2)
        self.assertIn("3.png exists, not made by this job", errors)
        self.assertEqual(os.listdir(self.colored), ["3.png"])

    def test_results_beside_drawings_are_no_inputs(self):
        self.assertEqual(run("colorize", self.sketches / "0.png")[0], 0)
        lines, _ = self.colorize()
        self.assertEqual(lines[-1]["inputs"], 4)
        self.assertNotIn("0_colorized.png", files_below(self.colored))

    def test_a_killed_run_leaves_whole_files_and_nothing_else(self):
        self.add_drawings(self.sketches, 60, (256, 256))
        process = start("colorize", self.sketches)
        deadline = time.monotonic() + 60
        while not (self.colored / JOURNAL).exists() or \
                len((self.colored / JOURNAL).read_bytes().splitlines()) < 5:
            self.assertLess(time.monotonic(), deadline)
        process.kill()
        process.communicate()
        done = [name for name in files_below(self.colored) if not name.startswith(".")]
        self.assertLess(len(done), 60)
        (self.colored / f".tintflow-{process.pid}-7.tmp").write_bytes(b"half a picture")
        lines, _ = self.colorize()
        self.assertEqual((lines[-1]["skipped"], lines[-1]["written"]), (len(done), 60 - len(done)))
        self.assertEqual(sorted(os.listdir(self.colored)),
                         sorted([JOURNAL] + [f"{i}.png" for i in range(60)]))

    def test_two_runs_on_one_folder(self):
        self.add_drawings(self.sketches, 200, (256, 256))
        first = start("colorize", self.sketches, "--json")
        first.stdout.readline()  # It has started, so it holds the folder.
        _, errors = self.colorize(status=2)
        self.assertIn(f"another run is writing to {self.colored}", errors)
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=60)

    def test_names_of_any_bytes_are_known_again(self):
        for name in (b"a\nb.png", b"tab\t.png", b"back\\slash.png", b"\xff\xfe.png", b"100%s.png"):
            drawing().save(os.path.join(bytes(self.sketches), name).decode("utf-8", "surrogateescape"))
        self.assertEqual(self.colorize()[0][-1]["written"], 9)
        self.assertEqual(self.colorize()[0][-1]["skipped"], 9)


if __name__ == "__main__":
    unittest.main()
