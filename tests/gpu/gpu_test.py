"""What the program does on an NVIDIA GPU: the same as on the processor. Run by tests/gpu.sh."""

import pathlib
import sys
import unittest

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cli"))

from films import make_film  # noqa: E402
from program import ProgramTest, drawing, files_below, json_lines, pixels, run  # noqa: E402

SIZES = [(96, 64), (512, 512), (300, 800), (1024, 640)]


class Gpu(ProgramTest):
    def setUp(self):
        super().setUp()
        self.drawings = self.folder / "drawings"
        self.drawings.mkdir()
        for i in range(24):
            drawing(SIZES[i % len(SIZES)], i).save(self.drawings / f"{i}.png")

    def colorize(self, name, *options):
        code, output, errors = run("colorize", self.drawings, "-o", self.folder / name, "--json",
                                   *options)
        self.assertEqual(code, 0, errors)
        return json_lines(output)[0]

    def differences(self, one, other):
        names = files_below(self.folder / one)
        self.assertEqual(len(names), 24)
        return [numpy.abs(pixels(self.folder / one / n) - pixels(self.folder / other / n))
                for n in names]

    def test_auto_takes_it(self):
        _, output, _ = run("info")
        self.assertIn("cuda:0", output)
        self.assertEqual(self.colorize("auto")["device"], "cuda:0")

    def test_colors_as_the_processor_does(self):
        self.colorize("cpu", "--device", "cpu", "--precision", "fp32")
        self.colorize("fp32", "--device", "cuda", "--precision", "fp32")
        self.colorize("bf16", "--device", "cuda", "--precision", "bf16")
        for name, mean, most in (("fp32", 0.05, 4), ("bf16", 0.7, 16)):
            for difference in self.differences("cpu", name):
                self.assertLessEqual(difference.mean(), mean)
                self.assertLessEqual(difference.max(), most)

    def test_neighbors_in_the_batch_change_nothing(self):
        self.colorize("alone", "--device", "cuda", "--batch-size", 1)
        self.colorize("together", "--device", "cuda", "--batch-size", 16)
        for difference in self.differences("alone", "together"):
            self.assertLessEqual(difference.max(), 1)

    def test_takes_batches_that_are_larger_than_its_memory(self):
        self.colorize("huge", "--device", "cuda", "--size", 2048, "--batch-size", 512)
        self.assertEqual(len(files_below(self.folder / "huge")), 24)

    def test_trains_and_goes_on(self):
        self.add_pairs(self.folder / "pairs", 40)
        train = ["train", self.folder / "pairs", "--run", self.folder / "run", "--device", "cuda",
                 "--ngf", 8, "--ndf", 8, "--lambda-region", 10, "--lambda-flat", 10, "--ema", 0.9,
                 "--batch-size", 4, "--json"]
        code, output, errors = run(*train, "--epochs", 1)
        self.assertEqual(code, 0, errors)
        code, output, errors = run(*train, "--epochs", 2, "--resume")
        self.assertEqual(code, 0, errors)
        code, output, errors = run("colorize", self.drawings / "0.png", "-o",
                                   self.folder / "one.png", "--model",
                                   self.folder / "run" / "generator.safetensors")
        self.assertEqual(code, 0, errors)

    def test_decodes_films_on_it(self):
        frames = self.folder / "frames"
        frames.mkdir()
        for i in range(30):
            drawing((320, 240), i).save(frames / f"{i:04d}.png")
        film = make_film(self.folder / "film.mp4", frames / "%04d.png", "-c:v", "libx264",
                         "-pix_fmt", "yuv420p")
        code, _, errors = run("colorize", film, "-o", self.folder / "colored" / "%04d.png")
        self.assertEqual(code, 0, errors)
        self.assertNotIn("is decoded on the processor", errors)
        code, _, errors = run("colorize", film, "-o", self.folder / "on_cpu" / "%04d.png",
                              "--device", "cpu", "--precision", "bf16")
        self.assertEqual(code, 0, errors)
        for name in files_below(self.folder / "colored"):
            difference = numpy.abs(pixels(self.folder / "colored" / name) -
                                   pixels(self.folder / "on_cpu" / name))
            self.assertLessEqual(difference.mean(), 1)

    def test_a_missing_device_is_named(self):
        code, _, errors = run("colorize", self.drawings, "--device", "cuda:99")
        self.assertEqual(code, 4)
        self.assertIn("there is no device cuda:99", errors)


if __name__ == "__main__":
    unittest.main()
