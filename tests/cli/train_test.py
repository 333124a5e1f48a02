"""Training from the command line, on networks small enough for seconds."""

import csv
import fcntl
import io
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import struct
import termios
import unittest

from PIL import Image
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

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

    def test_an_epoch_shows_pairs_repeatedly(self):
        # 8 pairs in batches of 2; a broken one is named once.
        (self.pairs / "train" / "9.png").write_bytes(b"no picture")
        status, output, errors = self.train("--epochs", 1, "--repeat", 3, "--json")
        self.assertEqual(status, 1, errors)
        epoch = next(line for line in json_lines(output) if line["event"] == "epoch")
        self.assertEqual(epoch["step"], 12)
        self.assertEqual(errors.count("9.png"), 1)
        self.assertEqual(self.train("--repeat", 0)[0], 2)

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
            "--dropout", 0.5, "--palette", 4, "--lambda-gan", 1, "--lambda-l1", 100)

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
            weights.append(self.tensors(self.newest_checkpoint()))
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

    def events(self):
        accumulator = EventAccumulator(str(self.run_folder), size_guidance={"scalars": 0})
        return accumulator.Reload()

    def test_writes_what_tensorboard_shows(self):
        self.assertEqual(self.train("--epochs", 3)[0], 0)
        events = self.events()
        self.assertEqual(set(events.Tags()["scalars"]), {
            *(f"{group}/{loss}" for group in ("train", "epoch")
              for loss in ("generator_gan", "generator_l1", "discriminator", "region", "flat",
                           "palette", "feature", "total_variation")),
            "train/pairs_per_second", "epoch/images_per_second",
            "validation/l1", "validation/psnr", "validation/ssim"})
        self.assertEqual([e.step for e in events.Scalars("train/generator_l1")], [10])
        for tag, column in (("epoch/generator_l1", "generator_l1"), ("validation/ssim", "ssim")):
            shown = events.Scalars(tag)
            self.assertEqual([e.step for e in shown], [4, 8, 12])
            for event, row in zip(shown, self.log()):
                self.assertAlmostEqual(event.value, float(row[column]), places=4)
        panels = events.Images("panel")
        self.assertEqual([panel.step for panel in panels], [4, 8, 12])
        png = self.run_folder / "panels/epoch_0003.png"
        self.assertEqual(panels[-1].encoded_image_string, png.read_bytes())
        with Image.open(io.BytesIO(panels[-1].encoded_image_string)) as picture:
            self.assertEqual(picture.size, (panels[-1].width, panels[-1].height))

    def test_tensorboard_forgets_what_a_killed_run_did_after_its_checkpoint(self):
        self.assertEqual(self.train("--epochs", 2)[0], 0)
        self.assertEqual(self.train("--epochs", 4, "--resume", "--keep", 3)[0], 0)
        for step in (12, 16):  # as if it had been killed before it saved again
            (self.run_folder / f"checkpoints/step_{step:08}.safetensors").unlink()
        self.assertEqual(self.train("--epochs", 5, "--resume", "--lr", 0.01)[0], 0)
        self.assertEqual(len(list(self.run_folder.glob("events.out.tfevents.*"))), 3)
        shown = self.events().Scalars("validation/l1")
        self.assertEqual([event.step for event in shown], [4, 8, 12, 16, 20])
        for event, row in zip(shown, self.log(), strict=True):
            self.assertAlmostEqual(event.value, float(row["l1"]), places=5)

    def options(self):
        return json.loads((self.run_folder / "options.json").read_text())

    def test_int8_is_refused(self):
        status, _, errors = self.train("--epochs", 1, "--precision", "int8")
        self.assertEqual(status, 4)
        self.assertIn("networks cannot be trained in int8; use --precision auto", errors)
        self.assertFalse(self.run_folder.exists())

    def test_writes_down_its_options(self):
        self.assertEqual(self.train("--epochs", 1, "--lr", 0.001, "--preset", "paper",
                                    "--precision", "fp32", "--device", "cpu")[0], 0)
        written = self.options()
        self.assertEqual(written["data"], {"folder": str(self.pairs), "training_pairs": 8,
                                           "validation_pairs": 3})
        options = written["options"]
        expected = {"epochs": 1, "lr": 0.001, "preset": "paper", "ngf": 4, "rotation": 10,
                    "seed": 0, "beta1": 0.5, "device": "cpu", "precision": "fp32",
                    "batch-size": 2, "resume": False}
        self.assertEqual({name: options[name] for name in expected}, expected)
        self.assertNotIn(None, options.values())
        self.assertIn("lr", written["given"])
        self.assertNotIn("beta1", written["given"])

    def test_tells_where_it_resumes_with_other_options(self):
        self.assertEqual(self.train("--epochs", 1, "--lr", 0.001)[0], 0)
        status, _, errors = self.train("--epochs", 1, "--lr", 0.001, "--resume", "--json")
        self.assertEqual(status, 0, errors)
        self.assertNotIn("other options", errors)
        status, _, errors = self.train("--epochs", 1, "--flip", 0.25, "--resume")
        self.assertEqual(status, 0, errors)
        told = [line for line in errors.splitlines() if "other options" in line]
        self.assertEqual([line.split(": ", 2)[2] for line in told],
                         ["--flip 0.25, was 0.5", "--lr 0.0002, was 0.001"])
        self.assertEqual(self.options()["options"]["lr"], 0.0002)
        self.assertEqual(self.options()["resumed"][1]["changes"]["lr"],
                         {"before": 0.001, "now": 0.0002})

    def test_a_refused_run_changes_nothing(self):
        self.assertEqual(self.train("--epochs", 1)[0], 0)
        before = {path: path.stat().st_mtime_ns for path in self.run_folder.rglob("*")}
        self.assertEqual(self.train("--epochs", 1, "--lr", 0.001)[0], 4)
        after = {path: path.stat().st_mtime_ns for path in self.run_folder.rglob("*")}
        self.assertEqual(before, after)

    def report(self):
        page = (self.run_folder / "report.html").read_text()
        return json.loads(re.search(r'type="application/json">(.*?)</script>', page).group(1))

    def test_writes_a_report(self):
        (self.pairs / "train/odd.png").write_bytes(b"nothing")
        self.assertEqual(self.train("--epochs", 2)[0], 1)
        report = self.report()
        self.assertEqual(report["run"], "run")
        self.assertEqual([row[:2] for row in report["rows"]], [[1, 4], [2, 8]])
        self.assertEqual([panel["epoch"] for panel in report["panels"]], [1, 2])
        self.assertEqual(report["settings"], self.options())
        self.assertEqual(report["failures"]["count"], 1)
        self.assertEqual(report["failures"]["list"][0]["pair"], str(self.pairs / "train/odd.png"))

    def test_shows_a_live_line_on_a_terminal(self):
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("4H", 24, 60, 0, 0))
        process = start("train", self.pairs, "--run", self.run_folder, *SMALL, "--epochs", 10,
                        stderr=terminal, variables={"TERM": "xterm"})
        os.close(terminal)
        shown = b""
        while True:
            try:
                shown += os.read(controller, 4096)
            except OSError:  # the program has closed its end
                break
        os.close(controller)
        process.communicate()
        self.assertEqual(process.returncode, 0)
        live = re.findall(r"\r(epoch [^\x1b]*)\x1b\[K", shown.decode())
        self.assertTrue(live)
        for line in live:
            self.assertLess(len(line), 60)
            self.assertRegex(line, r"^epoch \d+/10  \d/8  step \d+  [\d.]+ pairs/s  \d+ .*")
        self.assertTrue(any(" left  GAN" in line for line in live), live)

    def test_usage_errors(self):
        for options in (["--preset", "vast"], ["--pair-layout", "top-bottom"], ["--size", 33],
                        ["--load-size", 16], ["--epochs", 0], ["--levels", 1], ["--keep", 0],
                        ["--save-minutes", -1], ["--ema", 1], ["--lambda-flat", -1],
                        ["--gan-mode", "wgan"], ["--lr-policy", "step"], ["--upsample", "cubic"],
                        ["--accumulate", 0], ["--lambda-gan", 0, "--diff-augment"],
                        ["--lines", "pencil"], ["--line-tone", 2], ["--preview", -1],
                        ["--cache-memory", "much"]):
            status, _, errors = self.train(*options)
            self.assertEqual(status, 2, options)
            self.assertTrue(errors.startswith("tintflow: "), errors)


if __name__ == "__main__":
    unittest.main()
