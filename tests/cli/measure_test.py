"""The commands that measure: evaluate and bench."""

import unittest

from program import ProgramTest, json_lines, run


class Evaluate(ProgramTest):
    def test_scores_the_model_beside_trivial_answers(self):
        self.add_pairs(self.folder / "pairs/train", 4)
        self.add_pairs(self.folder / "pairs/val", 3)
        status, output, errors = run("evaluate", self.folder / "pairs", "--json")
        self.assertEqual(status, 0, errors)
        scores = {line["answer"]: line for line in json_lines(output) if line["event"] == "score"}
        self.assertEqual(list(scores), ["model", "white paper", "the drawing", "one color inside"])
        self.assertEqual({score["pairs"] for score in scores.values()}, {3})
        # The drawing has the truth's ink, white paper has not.
        self.assertLess(scores["the drawing"]["l1"], scores["white paper"]["l1"])
        self.assertEqual(json_lines(output)[-1]["event"], "summary")

    def test_names_pairs_that_cannot_be_used(self):
        self.add_pairs(self.folder / "val", 2)
        self.add_pairs(self.folder / "train", 1)
        (self.folder / "val/bad.png").write_bytes(b"nothing")
        status, output, errors = run("evaluate", self.folder)
        self.assertEqual(status, 1)
        self.assertIn("bad.png", errors)
        self.assertIn("2 pairs", output)

    def test_nothing_to_evaluate(self):
        self.assertEqual(run("evaluate", self.folder / "absent")[0], 3)
        self.assertEqual(run("evaluate")[0], 2)


class Bench(ProgramTest):
    def test_measures_coloring(self):
        self.add_drawings(self.folder / "in", 2)
        status, output, errors = run("bench", self.folder / "in", "--count", 6, "--repeat", 1,
                                     "--json")
        self.assertEqual(status, 0, errors)
        line = json_lines(output)[0]
        self.assertEqual(line["drawings"], 6)
        self.assertAlmostEqual(line["core_ms"], sum(s["core_ms"] for s in line["stages"]), places=6)
        ideal = line["threads"] * 1000 / line["core_ms"]
        self.assertAlmostEqual(line["pipeline_efficiency"], line["per_second"] / ideal, places=6)

    def test_measures_training(self):
        self.add_pairs(self.folder / "train", 20)
        status, output, errors = run("bench", "--pairs", self.folder, "--steps", 1, "--repeat", 1,
                                     "--batch-size", 2, "--json")
        self.assertEqual(status, 0, errors)
        line = json_lines(output)[0]
        self.assertAlmostEqual(line["fed_over_resident"],
                               line["fed_per_second"] / line["resident_per_second"], places=6)

    def test_needs_something_to_measure(self):
        self.assertEqual(run("bench")[0], 2)
        self.assertEqual(run("bench", self.folder / "absent")[0], 3)


if __name__ == "__main__":
    unittest.main()
