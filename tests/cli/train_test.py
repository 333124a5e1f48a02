"""Training from the command line, on networks small enough for seconds."""

import csv
import signal
import unittest

from PIL import Image

from program import ProgramTest, drawing, json_lines, run, start

SMALL = ["--ngf", 4, "--ndf", 4, "--levels", 4, "--size", 32, "--load-size", 36,
         "--batch-size", 2]


class Train(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pairs = self.folder / "pairs"
        self.add_pairs(self.pairs / "train", 8)
        self.add_pairs(self.pairs / "val", 3)
        self.run_folder = self.folder / "run"

    def train(self, *options):
        return run("train", self.pairs, "--run", self.run_folder, *SMALL, *options)

    def log(self):
        with open(self.run_folder / "log.csv", newline="") as file:
            return list(csv.DictReader(file))

    def test_makes_a_generator_that_colorizes(self):
        status, output, errors = self.train("--epochs", 2, "--json", "--license", "CC0-1.0")
        self.assertEqual(status, 0, errors)
        epochs = [line for line in json_lines(output) if line["event"] == "epoch"]
        self.assertEqual([line["step"] for line in epochs], [4, 8])
        self.assertEqual(set(epochs[0]["validation"]), {"l1", "psnr", "ssim"})
        self.assertEqual([row["epoch"] for row in self.log()], ["1", "2"])
        with Image.open(self.run_folder / "panels/epoch_0002.png") as panel:
            self.assertEqual(panel.mode, "RGB")

        generator = self.run_folder / "generator.safetensors"
        status, card, _ = run("info", generator)
        self.assertEqual(status, 0)
        self.assertIn("CC0-1.0", card)
        drawing().save(self.folder / "a.png")
        status, _, errors = run("colorize", self.folder / "a.png", "--model", generator,
                                "--size", 32)
        self.assertEqual(status, 0, errors)

    def test_resumes_to_the_same_weights(self):
        self.assertEqual(self.train("--epochs", 2, "-j", 1)[0], 0)
        whole = (self.run_folder / "checkpoints/last.safetensors").read_bytes()
        self.run_folder = self.folder / "halves"
        self.assertEqual(self.train("--epochs", 1, "-j", 1)[0], 0)
        status, _, errors = self.train("--epochs", 2, "-j", 1, "--resume")
        self.assertEqual(status, 0, errors)
        halves = (self.run_folder / "checkpoints/last.safetensors").read_bytes()
        self.assertEqual(self.tensors(whole), self.tensors(halves))

    @staticmethod
    def tensors(file):
        """What follows the header, which holds the time that the run took."""
        return file[8 + int.from_bytes(file[:8], "little"):]

    def test_never_mixes_two_runs(self):
        self.assertEqual(self.train("--epochs", 1)[0], 0)
        status, _, errors = self.train("--epochs", 1)
        self.assertNotEqual(status, 0)
        self.assertIn("--resume", errors)

    def test_interrupt_saves_and_resume_goes_on(self):
        process = start("train", self.pairs, "--run", self.run_folder, *SMALL,
                        "--epochs", 100000, "--json")
        while '"epoch"' not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        done = len(self.log())
        self.assertGreaterEqual(done, 1)
        status, _, errors = self.train("--epochs", done + 1, "--resume")
        self.assertEqual(status, 0, errors)
        self.assertEqual([int(row["epoch"]) for row in self.log()], list(range(1, done + 2)))

    def test_names_bad_pairs_and_trains_on_the_others(self):
        (self.pairs / "train/odd.png").write_bytes(b"nothing")
        status, _, errors = self.train("--epochs", 1)
        self.assertEqual(status, 1)
        self.assertIn(str(self.pairs / "train/odd.png"), errors)
        self.assertEqual(len(self.log()), 1)

    def test_shows_the_expected_tree(self):
        empty = self.folder / "empty"
        empty.mkdir()
        status, _, errors = run("train", empty, "--run", self.run_folder)
        self.assertEqual(status, 3)
        self.assertIn(f"{empty}/train/*.png", errors)

    def test_shows_the_expected_tree_when_no_picture_is_a_pair(self):
        single = self.folder / "single"
        self.add_drawings(single / "train", 3, (33, 20))
        status, _, errors = run("train", single, "--run", self.run_folder, *SMALL)
        self.assertEqual(status, 3)
        self.assertIn("even width", errors)
        self.assertIn(f"{single}/train/*.png", errors)

    def test_usage_errors(self):
        for options in (["--preset", "vast"], ["--pair-layout", "top-bottom"], ["--size", 33],
                        ["--load-size", 16], ["--epochs", 0], ["--levels", 1]):
            status, _, errors = self.train(*options)
            self.assertEqual(status, 2, options)
            self.assertTrue(errors.startswith("tintflow: "), errors)


if __name__ == "__main__":
    unittest.main()
