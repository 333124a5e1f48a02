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
        self.check_resuming()

    def test_resumes_to_the_same_weights_with_every_option(self):
        self.check_resuming(
            "--lambda-region", 10, "--lambda-flat", 10, "--ema", 0.99, "--lr-policy", "constant",
            "--gan-mode", "lsgan", "--spectral-norm", "--lambda-feature", 1, "--lambda-tv", 1,
            "--diff-augment", "--accumulate", 2, "--upsample", "resize", "--hints",
            "--dropout", 0.5)

    def check_resuming(self, *options):
        self.assertEqual(self.train("--epochs", 2, "-j", 1, *options)[0], 0)
        whole = self.newest_checkpoint()
        self.run_folder = self.folder / "halves"
        self.assertEqual(self.train("--epochs", 1, "-j", 1, *options)[0], 0)
        status, _, errors = self.train("--epochs", 2, "-j", 1, "--resume", *options)
        self.assertEqual(status, 0, errors)
        self.assertTrue(self.tensors(whole) == self.tensors(self.newest_checkpoint()))

    def newest_checkpoint(self):
        return max((self.run_folder / "checkpoints").glob("step_*.safetensors")).read_bytes()

    def test_goes_on_from_the_checkpoint_before_a_damaged_one(self):
        self.assertEqual(self.train("--epochs", 2)[0], 0)
        newest = self.run_folder / "checkpoints/step_00000008.safetensors"
        newest.write_bytes(newest.read_bytes()[:-1])
        status, _, errors = self.train("--epochs", 3, "--resume")
        self.assertEqual(status, 0, errors)
        self.assertIn(str(newest), errors)
        self.assertIn("step_00000004.safetensors", errors)
        self.assertEqual([row["epoch"] for row in self.log()], ["1", "2", "3"])

    def test_starts_from_a_model(self):
        self.assertEqual(self.train("--epochs", 1, "--data", "old pairs", "--license", "A")[0], 0)
        model = self.run_folder / "generator.safetensors"
        self.run_folder = self.folder / "tuned"
        status, _, errors = run(
            "train", self.pairs, "--run", self.run_folder, "--from", model, "--hints", "--size",
            32, "--load-size", 36, "--batch-size", 2, "--epochs", 1, "--ndf", 4,
            "--data", "new pairs", "--license", "B")
        self.assertEqual(status, 0, errors)
        status, card, _ = run("info", self.run_folder / "generator.safetensors")
        self.assertEqual(status, 0)
        for text in ("old pairs; new pairs", "A; B", str(model), "hints"):
            self.assertIn(text, card)
        status, _, errors = run("train", self.pairs, "--run", self.folder / "wider", "--from",
                                model, "--ngf", 8)
        self.assertEqual(status, 2)
        self.assertIn("--ngf 8 does not go with --from: that model has ngf 4", errors)

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
                        ["--load-size", 16], ["--epochs", 0], ["--levels", 1], ["--keep", 0],
                        ["--save-minutes", -1], ["--ema", 1], ["--lambda-flat", -1],
                        ["--gan-mode", "wgan"], ["--lr-policy", "step"], ["--upsample", "cubic"],
                        ["--accumulate", 0], ["--lambda-gan", 0, "--diff-augment"]):
            status, _, errors = self.train(*options)
            self.assertEqual(status, 2, options)
            self.assertTrue(errors.startswith("tintflow: "), errors)


if __name__ == "__main__":
    unittest.main()
