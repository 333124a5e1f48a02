"""tune, and what colorize makes of what it stored."""

import json
import unittest

from program import ProgramTest, json_lines, run


class Tune(ProgramTest):
    def setUp(self):
        super().setUp()
        self.add_drawings(self.folder / "in", 2)
        self.variables = {"XDG_CACHE_HOME": str(self.folder / "cache")}

    def tune(self, *arguments):
        status, output, errors = run("tune", self.folder / "in", "--seconds", 3, "--precision",
                                     "fp32", "--json", *arguments, variables=self.variables)
        self.assertEqual(status, 0, errors)
        return json_lines(output)

    def colorize(self, *arguments):
        status, output, errors = run("colorize", self.folder / "in", "-y", "--json", *arguments,
                                     variables=self.variables)
        self.assertEqual(status, 0, errors)
        return json_lines(output)[0], errors

    def stored(self):
        file, = (self.folder / "cache/tintflow").iterdir()
        return file

    def change(self, part, name, value):
        content = json.loads(self.stored().read_text())
        content[part][name] = value
        self.stored().write_text(json.dumps(content))

    def test_stores_one_of_the_settings_that_it_tried(self):
        *tried, tuned = self.tune()
        self.assertEqual(tuned["event"], "tuned")
        settings = ["precision", "batch_size", "threads", "in_flight"]
        self.assertIn([tuned[s] for s in settings], [[line[s] for s in settings] for line in tried])
        self.assertEqual(tuned["file"], str(self.stored()))
        content = json.loads(self.stored().read_text())["settings"]
        self.assertEqual(content, {s: tuned[s] for s in settings})
        # Three seconds are too short to prove anything against the rule, which is tried first.
        rule = tried[0]
        self.assertEqual([tuned[s] for s in settings], [rule[s] for s in settings])
        self.assertEqual(tuned["over_rule"], 1)
        self.assertIn(tuned["bottleneck"], tuned["advice"])

    def test_dry_run_stores_nothing(self):
        self.assertEqual(self.tune("--dry-run")[-1]["file"], "")
        self.assertFalse((self.folder / "cache").exists())

    def test_colorize_takes_what_is_stored(self):
        before, _ = self.colorize()
        self.assertIs(before["tuned"], False)
        self.tune()
        for name, value in [("batch_size", 3), ("threads", 1), ("in_flight", 7)]:
            self.change("settings", name, value)
        after, errors = self.colorize()
        self.assertEqual([after[name] for name in ["batch_size", "threads", "in_flight", "tuned"]],
                         [3, 1, 7, True])
        self.assertEqual(after["precision"], "fp32")
        self.assertIn("as tune found", errors.splitlines()[0])

    def test_an_option_that_is_given_stays(self):
        self.tune()
        self.change("settings", "in_flight", 7)
        start, _ = self.colorize("--batch-size", 5)
        self.assertEqual(start["batch_size"], 5)
        # What was tuned for other batches does not fit these.
        self.assertEqual(start["in_flight"], 2 * (start["threads"] + 1) * 5)
        self.assertEqual(self.colorize("--in-flight", 9)[0]["in_flight"], 9)

    def test_damaged_and_foreign_files_are_ignored_with_a_warning(self):
        self.tune()
        good = self.stored().read_text()
        damages = [lambda: self.stored().write_text(good[:-20]),
                   lambda: self.stored().write_text("[]"),
                   lambda: self.change("settings", "batch_size", 0),
                   lambda: self.change("settings", "threads", "many"),
                   lambda: self.change("settings", "in_flight", 1e300),
                   lambda: self.change("settings", "precision", "fp8"),
                   lambda: self.change("settings", "precision", "auto"),
                   lambda: self.change("key", "cores", 4711)]
        for number, damage in enumerate(damages):
            with self.subTest(number):
                self.stored().write_text(good)
                damage()
                start, errors = self.colorize()
                self.assertIs(start["tuned"], False)
                self.assertIn(f"{self.stored()} is ignored", errors)

    def test_another_model_has_settings_of_its_own(self):
        self.tune()
        (self.folder / "pairs").mkdir()
        self.add_pairs(self.folder / "pairs/train", 2)
        status, _, errors = run("train", self.folder / "pairs", "--run", self.folder / "run",
                                "--epochs", 1, "--batch-size", 1)
        self.assertEqual(status, 0, errors)
        start, _ = self.colorize("--model", self.folder / "run/generator.safetensors")
        self.assertIs(start["tuned"], False)

    def test_what_cannot_be(self):
        self.assertEqual(run("tune", "--seconds", 0)[0], 2)
        self.assertEqual(run("tune", self.folder / "absent")[0], 3)


if __name__ == "__main__":
    unittest.main()
