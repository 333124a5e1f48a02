"""Models with a palette from the command line: trained, fine-tuned, and made to choose."""

import unittest

from program import ProgramTest, drawing, run

SMALL = ["--size", 32, "--load-size", 36, "--batch-size", 2, "--epochs", 1]
TINY = ["--ngf", 4, "--ndf", 4, "--levels", 4, *SMALL]


class Palette(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pairs = self.folder / "pairs"
        self.add_pairs(self.pairs / "train", 8)
        self.add_pairs(self.pairs / "val", 3)

    def train(self, name, *options):
        """The generator of a run, and what the run said."""
        status, _, errors = run("train", self.pairs, "--run", self.folder / name, *options)
        self.assertEqual(status, 0, errors)
        return self.folder / name / "generator.safetensors", errors

    def card(self, model):
        status, card, _ = run("info", model)
        self.assertEqual(status, 0)
        return card

    def test_is_learned_by_the_choice_alone(self):
        model, errors = self.train("first", *TINY, "--palette", 4)
        self.assertIn("choosing 4 colors", errors)
        self.assertRegex(errors, r"losses: palette [\d.]+; validation")
        for text in ("palette", "temperature", "vivid", "agreement", "bandwidth"):
            self.assertIn(text, self.card(model))

    def test_other_losses_can_be_added(self):
        _, errors = self.train("both", *TINY, "--palette", 4, "--lambda-l1", 10)
        self.assertRegex(errors, r"losses: L1 [\d.]+, palette [\d.]+; validation")

    def test_must_be_asked_for(self):
        status, _, errors = run("train", self.pairs, "--run", self.folder / "run", *TINY,
                                "--lambda-palette", 1)
        self.assertEqual(status, 2)
        self.assertIn("--lambda-palette needs --palette", errors)

    def test_fine_tuning_keeps_a_palette_or_finds_a_new_one(self):
        plain, _ = self.train("plain", *TINY)
        first, errors = self.train("first", "--from", plain, *SMALL, "--palette", 4)
        self.assertIn("choosing 4 colors", errors)
        kept, errors = self.train("kept", "--from", first, *SMALL)
        self.assertNotIn("choosing", errors)
        self.assertRegex(self.card(kept), r"palette\W+4\b")
        new, errors = self.train("new", "--from", first, *SMALL, "--palette", 5)
        self.assertIn("choosing 5 colors", errors)
        self.assertRegex(self.card(new), r"palette\W+5\b")

    def test_options_change_the_choice(self):
        model, _ = self.train("first", *TINY, "--palette", 4)
        source = self.folder / "a.png"
        drawing().save(source)
        results = set()
        for options in ((), ("--temperature", 1), ("--temperature", 1, "--vivid", 2),
                        ("--temperature", 1, "--bandwidth", 90)):
            result = self.folder / "b.png"
            status, _, errors = run("colorize", source, "-y", "-o", result, "--model", model,
                                    "--size", 32, *options)
            self.assertEqual(status, 0, errors)
            results.add(result.read_bytes())
        self.assertEqual(len(results), 4)

    def test_wrong_choices_are_named(self):
        model, _ = self.train("first", *TINY, "--palette", 4)
        plain, _ = self.train("plain", *TINY)
        source = self.folder / "a.png"
        drawing().save(source)
        for options, message in (
                (("--model", model, "--temperature", 0), '"temperature" must be 0.01 to 10'),
                (("--model", model, "--vivid", "much"), '"vivid" is not a number'),
                (("--model", model, "--bandwidth", -1), '"bandwidth" must be 0 to 100'),
                (("--model", plain, "--vivid", 1), "--vivid needs a model with a palette")):
            status, _, errors = run("colorize", source, "--size", 32, *options)
            self.assertEqual(status, 2, errors)
            self.assertIn(message, errors)


if __name__ == "__main__":
    unittest.main()
