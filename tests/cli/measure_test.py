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
    def bench(self, *arguments):
        status, output, errors = run("bench", *arguments, "--quick", "--repeat", 1, "--json")
        self.assertEqual(status, 0, errors)
        return json_lines(output)

    def check_coloring(self, line):
        self.assertAlmostEqual(line["core_ms"], sum(s["core_ms"] for s in line["stages"]), places=6)
        costs = {stage["name"]: stage["core_ms"] for stage in line["stages"]}
        self.assertAlmostEqual(line["codec_core_ms"], line["core_ms"] - costs["generate"], places=6)
        ideal = line["threads"] * 1000 / line["core_ms"]
        self.assertAlmostEqual(line["pipeline_efficiency"], line["per_second"] / ideal, places=6)
        self.assertGreater(line["cores_together"], 0)
        self.assertAlmostEqual(line["pipeline_over_generator"],
                               line["per_second"] / line["generator_per_second"], places=6)

    def test_measures_the_pictures_of_a_folder(self):
        self.add_drawings(self.folder / "in", 2)
        lines = self.bench(self.folder / "in", "--count", 6, "--precision", "fp32", "-j", 2)
        coloring, = (line for line in lines if line["event"] == "bench_colorize")
        self.assertEqual(coloring["input"], str(self.folder / "in"))
        self.assertEqual(coloring["drawings"], 6)
        self.check_coloring(coloring)
        tried = [(line["precision"], line["replicas"], line["batch_size"])
                 for line in lines if line["event"] == "bench_generator"]
        self.assertEqual(tried, [("fp32", r, b) for r in (1, 2) for b in (1, 4, 8)])

    def test_makes_its_own_drawings_in_each_format(self):
        lines = self.bench("--count", 4, "--precision", "fp32", "-j", 1)
        coloring = [line for line in lines if line["event"] == "bench_colorize"]
        self.assertEqual([line["input"] for line in coloring], ["PNG", "JPEG", "WebP"])
        for line in coloring:
            self.check_coloring(line)
        events = [line["event"] for line in lines]
        self.assertEqual(events[0], "start")
        for measured in ["bench_generator", "bench_latency", "bench_graph", "bench_memory"]:
            self.assertIn(measured, events)
        for line in lines:
            if line["event"] == "bench_generator":
                self.assertAlmostEqual(line["share_of_peak"],
                                       line["gmac_per_second"] / line["peak_gmac_per_second"],
                                       places=6)

    def test_names_a_drawing_that_cannot_be_measured(self):
        self.add_drawings(self.folder, 1)
        (self.folder / "bad.png").write_bytes(b"nothing")
        status, _, errors = run("bench", self.folder, "--quick", "--count", 4)
        self.assertEqual(status, 4)
        self.assertIn("decode", errors)

    def test_measures_training(self):
        self.add_pairs(self.folder / "train", 20)
        status, output, errors = run("bench", "--pairs", self.folder, "--steps", 1, "--repeat", 1,
                                     "--batch-size", 2, "--json")
        self.assertEqual(status, 0, errors)
        line = json_lines(output)[0]
        self.assertAlmostEqual(line["fed_over_resident"],
                               line["fed_per_second"] / line["resident_per_second"], places=6)

    def test_needs_what_it_shall_measure(self):
        self.assertEqual(run("bench", self.folder / "absent")[0], 3)
        self.assertEqual(run("bench", "--repeat", 0)[0], 2)


if __name__ == "__main__":
    unittest.main()
