"""The command that measures the machine: bench."""

import unittest

from program import ProgramTest, json_lines, run


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
        self.assertGreater(line["cached_per_second"], 0)
        self.assertGreater(line["cached_over_resident"], 0)
        self.assertAlmostEqual(line["fed_over_resident"],
                               line["fed_per_second"] / line["resident_per_second"], places=6)

    def test_needs_what_it_shall_measure(self):
        self.assertEqual(run("bench", self.folder / "absent")[0], 3)
        self.assertEqual(run("bench", "--repeat", 0)[0], 2)


if __name__ == "__main__":
    unittest.main()
