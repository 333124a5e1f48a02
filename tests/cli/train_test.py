"""Training from the command line, on networks small enough for seconds."""

import csv
import pathlib
import shutil
import signal
import unittest

from PIL import Image

from program import ProgramTest, drawing, json_lines, pair, run, start

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

    def test_finds_bad_pairs_before_the_first_epoch(self):
        (self.pairs / "train/broken.png").write_bytes(b"nothing")
        pair(side=48).crop((0, 0, 95, 48)).save(self.pairs / "train/odd.png")
        status, output, errors = self.train("--epochs", 2, "--json")
        self.assertEqual(status, 1)
        lines = json_lines(output)
        events = [line["event"] for line in lines]
        self.assertEqual(events, ["start", "error", "error", "epoch", "epoch", "summary"])
        self.assertEqual([line["stage"] for line in lines[1:3]], ["check", "check"])
        self.assertEqual(lines[0]["inputs"], 8)
        self.assertEqual([line["step"] for line in lines[3:5]], [4, 8])
        self.assertIn("odd.png", errors)

    def split_pairs(self, folder, extension):
        """Puts the pairs' halves into two folders."""
        for name in ("train", "val"):
            for half in ("color", "sketch"):
                (folder / name / half).mkdir(parents=True)
            for file in (self.pairs / name).glob("*.png"):
                with Image.open(file) as picture:
                    side = picture.height
                    picture.crop((0, 0, side, side)).save(
                        (folder / name / "color" / file.name).with_suffix(extension))
                    picture.crop((side, 0, 2 * side, side)).save(
                        folder / name / "sketch" / file.name)

    def test_trains_on_two_folders_as_on_joined_pairs(self):
        self.assertEqual(self.train("--epochs", 1, "-j", 1)[0], 0)
        joined = self.log()
        separate = self.folder / "separate"
        self.split_pairs(separate, ".bmp")
        self.pairs, self.run_folder = separate, self.folder / "separate_run"
        status, _, errors = self.train("--epochs", 1, "-j", 1)
        self.assertEqual(status, 0, errors)
        self.assertIn("folders", errors)
        self.assertEqual(self.log()[0]["generator_l1"], joined[0]["generator_l1"])

    def test_names_what_lacks_its_other_half(self):
        separate = self.folder / "separate"
        self.split_pairs(separate, ".png")
        (separate / "train/color/1.png").unlink()
        (separate / "train/sketch/2.png").unlink()
        self.pairs = separate
        status, _, errors = self.train("--epochs", 1)
        self.assertEqual(status, 1)
        self.assertIn(f"{separate}/train/sketch/1.png: check: ", errors)
        self.assertIn(f"{separate}/train/color/2.png", errors)
        status, output, _ = self.train("--check", "--pair-layout", "folders")
        self.assertEqual(status, 1)
        self.assertIn("2.png: no drawing", output)

    def test_trains_on_color_alone(self):
        paintings = self.folder / "paintings"
        paintings.mkdir()
        for i in range(12):
            pair(seed=i).crop((0, 0, 48, 48)).save(paintings / f"{i}.png")
        self.pairs = paintings
        for lines in ("xdog", "edges", "mixed"):
            self.run_folder = self.folder / lines
            status, _, errors = self.train("--epochs", 1, "--pair-layout", "color",
                                           "--lines", lines, "--line-width", 1, "--line-gaps", 5,
                                           "--line-tone", 0.3, "--paper-noise", 20)
            self.assertEqual(status, 0, errors)

    def test_gives_the_same_weights_with_and_without_cache(self):
        weights = []
        for memory in ("0", "1G"):
            self.run_folder = self.folder / f"cache_{memory}"
            status, _, errors = self.train("--epochs", 2, "-j", 1, "--cache-memory", memory)
            self.assertEqual(status, 0, errors)
            self.assertEqual("cache: all 8 pairs" in errors, memory == "1G")
            weights.append(self.tensors(
                (self.run_folder / "checkpoints/last.safetensors").read_bytes()))
        self.assertEqual(*weights)

    def test_preview_shows_samples_and_trains_nothing(self):
        status, _, errors = self.train("--preview", 3, "--rotation", 20, "--paper-noise", 50)
        self.assertEqual(status, 0, errors)
        with Image.open(self.run_folder / "preview.png") as preview:
            # Cells of 256 pixels with gaps of 8: 3 rows of drawing and truth in 4 epochs.
            self.assertEqual(preview.size, (8 * 264 + 8, 3 * 264 + 8))
        self.assertEqual([file.name for file in self.run_folder.iterdir()], ["preview.png"])

    def test_check_finds_nothing_in_good_pairs(self):
        shutil.rmtree(self.pairs / "val")  # which are among the others
        status, output, errors = self.train("--check")
        self.assertEqual(status, 0, output + errors)
        self.assertEqual(output, "8 of 8 pairs checked, 0 bad\n")
        self.assertTrue((self.run_folder / "check.png").exists())

    def test_check_names_and_counts_bad_pairs(self):
        (self.pairs / "train/broken.png").write_bytes(b"nothing")
        shifted = pair(seed=1)
        shifted.paste(pair(seed=8).crop((48, 0, 96, 48)), (48, 0))
        shifted.save(self.pairs / "train/swapped.png")
        shutil.rmtree(self.pairs / "val")
        status, output, errors = self.train("--check", "--json")
        self.assertEqual(status, 1, errors)
        *faults, summary = json_lines(output)
        self.assertEqual({pathlib.Path(line["input"]).name: line["fault"] for line in faults},
                         {"broken.png": "cannot be read",
                          "swapped.png": "drawing does not fit"})
        self.assertEqual(summary["faults"], {"cannot be read": 1, "drawing does not fit": 1})

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
                        ["--load-size", 16], ["--epochs", 0], ["--levels", 1],
                        ["--lines", "pencil"], ["--line-tone", 2], ["--preview", -1],
                        ["--cache-memory", "much"]):
            status, _, errors = self.train(*options)
            self.assertEqual(status, 2, options)
            self.assertTrue(errors.startswith("tintflow: "), errors)


if __name__ == "__main__":
    unittest.main()
