"""The command that tells how good a model is: evaluate.

The environment variable FEATURE_MODULE names the program that writes a network for FID and KID.
"""

import base64
import csv
import html.parser
import io
import math
import os
import signal
import subprocess
import time
import unittest

from PIL import Image, ImageDraw

from program import ProgramTest, json_lines, run, start

ANSWERS = ["model", "white paper", "the drawing", "one color inside", "nearest drawing"]
FIGURES = ["region_error", "regions_under_10", "region_spread", "lab_l1", "colorfulness",
           "bleeding", "l1", "psnr", "ssim", "masked_psnr", "masked_ssim"]


def scores_of(output, group=None):
    return {line["answer"]: line for line in json_lines(output)
            if line["event"] == "score" and line.get("group") == group}


class Page(html.parser.HTMLParser):
    """What a report's page holds."""

    def __init__(self, text):
        super().__init__()
        self.pictures = []
        self.cells = []
        self.links = []
        self.captions = []
        self.inside = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.inside = tag
        if tag == "img":
            header, data = attributes["src"].split(",")
            assert header == "data:image/jpeg;base64", header
            picture = Image.open(io.BytesIO(base64.b64decode(data, validate=True)))
            assert picture.size == (int(attributes["width"]), int(attributes["height"]))
            self.pictures.append(picture)
        elif "src" in attributes or "href" in attributes:
            self.links.append((tag, attributes))

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside == "td":
            self.cells.append(data)
        elif self.inside == "figcaption":
            self.captions.append(data)


class Evaluate(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pairs = self.folder / "pairs"

    def add_figures(self, folder, count, name="pair-{}", side=256):
        """Pairs of a filled circle, each of its own color and size."""
        folder.mkdir(parents=True, exist_ok=True)
        for i in range(count):
            picture = Image.new("RGB", (2 * side, side), "white")
            pen = ImageDraw.Draw(picture)
            inset = 30 + 3 * i % 40
            box = [inset, inset, side - inset, side - inset]
            pen.ellipse(box, fill=("red", "green", "blue", "orange")[i % 4], outline="black",
                        width=2)
            pen.ellipse([box[0] + side, box[1], box[2] + side, box[3]], outline="black", width=2)
            picture.save(folder / (name.format(i) + ".png"))

    def add_usual_pairs(self):
        self.add_figures(self.pairs / "train", 4)
        self.add_figures(self.pairs / "val", 3)

    def evaluate(self, *arguments):
        status, output, errors = run("evaluate", self.pairs, *arguments)
        self.assertEqual(status, 0, errors)
        return output

    def test_scores_the_model_beside_trivial_answers(self):
        self.add_usual_pairs()
        output = self.evaluate("--json")
        scores = scores_of(output)
        self.assertEqual(list(scores), ANSWERS)
        for score in scores.values():
            self.assertEqual((score["pairs"], score["regions"]), (3, 3))
            self.assertAlmostEqual(score["true_region_spread"], 0)
            for figure in FIGURES:
                low, high = score["intervals"][figure]
                # Means of pictures that are all alike round in their own ways.
                self.assertLessEqual(low, score[figure] + 1e-9, figure)
                self.assertGreaterEqual(high, score[figure] - 1e-9, figure)
        # The drawing has the truth's ink, white paper has not.
        self.assertLess(scores["the drawing"]["l1"], scores["white paper"]["l1"])
        self.assertEqual(scores["white paper"]["region_error"],
                         scores["the drawing"]["region_error"])
        # The same pairs are in both halves.
        self.assertEqual(scores["nearest drawing"]["region_error"], 0)
        self.assertEqual(scores["nearest drawing"]["regions_under_10"], 1)
        self.assertEqual(scores["nearest drawing"]["psnr"], 100)
        first, *_, last = json_lines(output)
        self.assertEqual((first["event"], first["command"], first["inputs"]),
                         ("start", "evaluate", 3))
        self.assertEqual((last["event"], last["written"], last["failed"]), ("summary", 3, 0))

    def test_prints_a_table(self):
        self.add_usual_pairs()
        output = self.evaluate()
        self.assertIn("3 pairs, 3 closed regions", output)
        for text in ANSWERS + ["95% interval", "region error, CIEDE2000", "PSNR dB, masked"]:
            self.assertIn(text, output)

    def test_figures_do_not_depend_on_threads_or_the_run(self):
        self.add_usual_pairs()
        one = scores_of(self.evaluate("--json", "-j", 1, "--precision", "fp32"))
        two = scores_of(self.evaluate("--json", "-j", 3, "--batch-size", 2, "--precision", "fp32"))
        for answer in ANSWERS:
            self.assertAlmostEqual(one[answer]["region_error"], two[answer]["region_error"], 1)
        self.assertEqual(one["one color inside"], two["one color inside"])
        other_seed = scores_of(self.evaluate("--json", "--seed", 5))
        self.assertEqual(one["white paper"]["l1"], other_seed["white paper"]["l1"])

    def test_groups_pairs(self):
        self.add_figures(self.pairs / "train", 2)
        self.add_figures(self.pairs / "val", 3, "cats-{}")
        self.add_figures(self.pairs / "val/more", 2, "dogs_{}")
        output = self.evaluate("--json", "--group-by", "prefix", "--resamples", 20)
        self.assertEqual(scores_of(output)["model"]["pairs"], 5)
        self.assertEqual(scores_of(output, "cats")["model"]["pairs"], 3)
        self.assertEqual(scores_of(output, "dogs")["white paper"]["pairs"], 2)
        output = self.evaluate("--json", "--group-by", "folder", "--resamples", 20)
        self.assertEqual(scores_of(output, "val")["model"]["pairs"], 3)
        self.assertEqual(scores_of(output, "more")["model"]["pairs"], 2)

    def test_compares_two_models(self):
        self.add_usual_pairs()
        output = self.evaluate("--compare", "default", "--json", "--precision", "fp32")
        scores = scores_of(output)
        self.assertEqual(list(scores), ["model", "compared model"] + ANSWERS[1:])
        comparison, = (line for line in json_lines(output) if line["event"] == "comparison")
        self.assertEqual((comparison["answer"], comparison["less"]), ("model", "compared model"))
        for figure in FIGURES:
            self.assertAlmostEqual(
                comparison[figure], scores["model"][figure] - scores["compared model"][figure])
        self.assertEqual(comparison["l1"], 0)
        self.assertEqual(comparison["intervals"]["l1"], [0, 0])
        self.assertIn("model less compared model", self.evaluate("--compare", "default"))

    def test_flat_gives_each_region_one_color(self):
        self.add_usual_pairs()
        plain = scores_of(self.evaluate("--json"))["model"]
        flat = scores_of(self.evaluate("--json", "--flat"))["model"]
        self.assertLess(flat["region_spread"], 0.5)
        self.assertGreater(plain["region_spread"], 0.5)

    def test_pairs_in_two_folders_score_as_those_in_one_picture(self):
        self.add_usual_pairs()
        apart = self.folder / "apart"
        for file in sorted(self.pairs.rglob("*.png")):
            with Image.open(file) as pair:
                width, height = pair.size
                for name, left in (("color", 0), ("sketch", width // 2)):
                    folder = apart / file.parent.name / name
                    folder.mkdir(parents=True, exist_ok=True)
                    pair.crop((left, 0, left + width // 2, height)).save(folder / file.name)
        for options in ([], ["--hints", 5]):
            joined = scores_of(self.evaluate("--json", *options))
            status, output, errors = run("evaluate", apart, "--json", *options)
            self.assertEqual(status, 0, errors)
            self.assertEqual(scores_of(output), joined)
        status, _, errors = run("evaluate", apart, "--pair-layout", "color")
        self.assertEqual(status, 2)
        self.assertIn("hold no drawings", errors)

    def test_hints_of_the_truth_reach_the_result(self):
        self.add_usual_pairs()
        unhinted, hinted, again = (
            scores_of(self.evaluate("--json", "--hints", count, "-j", jobs))
            for count, jobs in ((0, 1), (20, 1), (20, 3)))
        self.assertGreater(unhinted["model"]["region_error"], 10)
        self.assertLess(hinted["model"]["region_error"], 3)
        self.assertAlmostEqual(hinted["model"]["l1"], again["model"]["l1"], 5)
        self.assertEqual(unhinted["white paper"], hinted["white paper"])
        curve = scores_of(self.evaluate("--json", "--hints", "0,20"))
        self.assertEqual(curve["no hints"]["l1"], unhinted["model"]["l1"])
        self.assertAlmostEqual(curve["20 hints"]["l1"], hinted["model"]["l1"], 5)
        table = self.evaluate("--hints", "0,1,20", "--html", self.folder / "report.html")
        for name in ("no hints", "1 hint", "20 hints"):
            self.assertIn(name, table)
        self.assertIn("drawing, truth, no hints, 1 hint, 20 hints",
                      (self.folder / "report.html").read_text())

    def test_writes_figures_of_every_pair(self):
        self.add_usual_pairs()
        (self.pairs / "val/pair-1.png").rename(self.pairs / 'val/a "b", c-1.png')
        file = self.folder / "out/figures.csv"
        scores = scores_of(self.evaluate("--json", "--csv", file, "--group-by", "prefix"))
        with open(file, newline="") as lines:
            rows = list(csv.DictReader(lines))
        self.assertEqual(list(rows[0]),
                         ["pair", "group", "answer", "regions", "true_region_spread"] + FIGURES)
        self.assertEqual(len(rows), 3 * len(ANSWERS))
        self.assertEqual({row["pair"] for row in rows},
                         {str(path) for path in (self.pairs / "val").iterdir()})
        self.assertEqual({row["group"] for row in rows}, {"pair", 'a "b", c'})
        for answer in ANSWERS:
            values = [float(row["l1"]) for row in rows if row["answer"] == answer]
            self.assertAlmostEqual(sum(values) / 3, scores[answer]["l1"], places=5)

    def test_writes_a_report_in_one_page(self):
        self.add_figures(self.pairs / "train", 2)
        self.add_figures(self.pairs / "val", 5, "p&lt;{}")
        file = self.folder / "report.html"
        output = self.evaluate("--html", file, "--examples", 2, "--json")
        page = Page(file.read_text())
        self.assertEqual(page.links, [])
        # The two worst and the two best: drawing, truth and result of each.
        self.assertEqual(len(page.pictures), 4 * 3)
        self.assertEqual({picture.size for picture in page.pictures}, {(192, 192)})
        for drawing, truth, _ in zip(*[iter(page.pictures)] * 3):
            self.assertTrue(all(level > 240 for level in drawing.getpixel((96, 96))))
            self.assertLess(min(truth.getpixel((96, 96))), 100)
        errors = [float(text.rsplit(" ", 1)[1]) for text in page.captions]
        self.assertEqual(errors[:2], sorted(errors[:2], reverse=True))
        self.assertEqual(errors[2:], sorted(errors[2:]))
        self.assertGreaterEqual(min(errors[:2]), max(errors[2:]))
        self.assertTrue(all(text.startswith("p&lt;") for text in page.captions), page.captions)
        shown = f'{scores_of(output)["model"]["region_error"]:.2f}'
        self.assertIn(shown, page.cells)

    def test_report_shows_the_compared_model_too(self):
        self.add_usual_pairs()
        file = self.folder / "report.html"
        self.evaluate("--html", file, "--examples", 1, "--compare", "default")
        self.assertEqual(len(Page(file.read_text()).pictures), 2 * 4)

    def test_measures_sets_by_features(self):
        self.add_usual_pairs()
        weights = self.folder / "features.pt"
        subprocess.run([os.environ["FEATURE_MODULE"], weights], check=True)
        scores = scores_of(self.evaluate("--json", "--fid-weights", weights))
        self.assertEqual(list(scores), ANSWERS)
        # The same pairs are in both halves.
        self.assertAlmostEqual(scores["nearest drawing"]["fid"], 0, places=3)
        self.assertGreater(scores["white paper"]["fid"], scores["one color inside"]["fid"])
        for score in scores.values():
            self.assertTrue(math.isfinite(score["kid"]))
        output = self.evaluate("--fid-weights", weights, "--compare", "default",
                               "--html", self.folder / "report.html")
        for text in ["FID", "KID"]:
            self.assertIn(text, output)
            self.assertIn(text, Page((self.folder / "report.html").read_text()).cells)
        self.assertNotIn("fid", scores_of(self.evaluate("--json"))["model"])

    def test_refuses_weights_that_are_none(self):
        self.add_usual_pairs()
        (self.folder / "features.pt").write_text("none")
        status, _, errors = run("evaluate", self.pairs, "--fid-weights",
                                self.folder / "features.pt")
        self.assertEqual(status, 5)
        self.assertIn("cannot be used as a TorchScript module", errors)

    def test_pairs_without_regions_leave_their_figures_open(self):
        self.add_pairs(self.pairs / "train", 2)
        (self.pairs / "val").mkdir()
        picture = Image.new("RGB", (96, 48), "white")
        ImageDraw.Draw(picture).line([50, 10, 90, 40], fill="black", width=3)
        ImageDraw.Draw(picture).line([2, 10, 42, 40], fill="red", width=9)
        picture.save(self.pairs / "val/line.png")
        output = self.evaluate("--json", "--html", self.folder / "report.html")
        score = scores_of(output)["model"]
        self.assertEqual(score["regions"], 0)
        self.assertIsNone(score["region_error"])
        self.assertEqual(score["intervals"]["region_error"], [None, None])
        self.assertTrue(math.isfinite(score["lab_l1"]))
        self.assertEqual(Page((self.folder / "report.html").read_text()).pictures, [])

    def test_names_pairs_that_cannot_be_used(self):
        self.add_usual_pairs()
        (self.pairs / "val/bad.png").write_bytes(b"nothing")
        (self.pairs / "train/bad.png").write_bytes(b"nothing")
        Image.new("RGB", (16, 8), "white").save(self.pairs / "val/tiny.png")
        status, output, errors = run("evaluate", self.pairs)
        self.assertEqual(status, 1)
        self.assertIn("val/bad.png: decode", errors)
        self.assertIn("val/tiny.png: measure: too small to compare", errors)
        self.assertIn("1 training pairs cannot be read", errors)
        self.assertIn("3 pairs", output)

    def test_nothing_to_evaluate(self):
        self.assertEqual(run("evaluate", self.folder / "absent")[0], 3)
        self.assertEqual(run("evaluate")[0], 2)

    def test_refuses_what_cannot_be(self):
        self.add_usual_pairs()
        for option in [["--group-by", "color"], ["--resamples", 0], ["--examples", -1],
                       ["--hints", -1], ["--hints", "1,two"], ["--hints", ""],
                       ["--hints", "0,5", "--compare", "default"], ["--hints", 5, "--video", "colored.mp4"],
                       ["--pair-layout", "above"], ["--size", 100]]:
            self.assertEqual(run("evaluate", self.pairs, *option)[0], 2, option)
        self.assertEqual(run("evaluate", self.pairs, "--compare", self.folder / "absent")[0], 5)

    def test_a_report_that_cannot_be_written_ends_the_run(self):
        self.add_usual_pairs()
        (self.folder / "file").write_text("in the way")
        status, _, errors = run("evaluate", self.pairs, "--csv", self.folder / "file/figures.csv")
        self.assertEqual(status, 4)
        self.assertIn("figures.csv", errors)

    def test_an_interrupt_shows_what_was_measured(self):
        self.add_figures(self.pairs / "train", 2)
        self.add_figures(self.pairs / "val", 60)
        process = start("evaluate", self.pairs, "--json", "-j", 1)
        for line in process.stdout:
            if '"item"' in line:
                break
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertLess(scores_of(output)["model"]["pairs"], 60)
        self.assertGreater(scores_of(output)["model"]["pairs"], 0)


if __name__ == "__main__":
    unittest.main()
