"""Colorizing from the command line: results, errors, exit statuses, JSON lines."""

import signal
import unittest
import zipfile
from xml.etree import ElementTree

import numpy
from PIL import Image, ImageChops, ImageDraw

from program import ProgramTest, drawing, files_below, json_lines, pixels, run, start


class Colorize(ProgramTest):
    def test_mirrors_a_folder_at_full_size(self):
        sketches = self.folder / "sketches"
        self.add_drawings(sketches, 2, (200, 120))
        self.add_drawings(sketches / "deep", 1, (77, 131))
        status, _, errors = run("colorize", sketches)
        self.assertEqual(status, 0, errors)
        colored = self.folder / "sketches_colorized"
        self.assertEqual(files_below(colored), ["0.png", "1.png", "deep/0.png"])
        self.assertEqual(pixels(colored / "deep/0.png").shape, (131, 77, 3))
        self.assertIn("cpu", errors, "the choice of device is always printed")

    def test_keeps_the_lines_of_the_drawing(self):
        source = self.folder / "a.png"
        drawing((300, 300)).save(source)
        self.assertEqual(run("colorize", source, "-o", self.folder / "b.png")[0], 0)
        ink = pixels(source).max(axis=2) == 0
        self.assertGreater(ink.sum(), 500)
        self.assertEqual(pixels(self.folder / "b.png")[ink].max(), 0)

    def test_cleans_photographed_paper_when_asked_to(self):
        light = numpy.linspace(0.85, 0.6, 300)[None, :, None]
        noise = numpy.random.default_rng(1).normal(0, 3, (300, 300, 3))
        photograph = numpy.asarray(drawing((300, 300))) * light + noise
        source = self.folder / "a.png"
        Image.fromarray(photograph.clip(0, 255).astype(numpy.uint8)).save(source)
        status, _, errors = run("colorize", source, "-o", self.folder / "as_is.png")
        self.assertEqual(status, 0, errors)
        self.assertIn("--clean auto", errors, "where cleaning would help, a message says so")
        status, _, errors = run("colorize", source, "-o", self.folder / "clean.png",
                                "--clean", "auto")
        self.assertEqual(status, 0, errors)
        self.assertNotIn("--clean", errors)
        self.assertLess(pixels(self.folder / "as_is.png").max(), 230)
        self.assertGreater(pixels(self.folder / "clean.png").max(), 240)

    def test_light_lines_on_dark_stay_light(self):
        source = self.folder / "a.png"
        ImageChops.invert(drawing((300, 300))).save(source)
        status, _, errors = run("colorize", source, "-o", self.folder / "b.png")
        self.assertEqual(status, 0, errors)
        self.assertIn("--ink dark", errors, "a message says what it was taken for")
        ink = pixels(source).min(axis=2) == 255
        self.assertGreater(ink.sum(), 500)
        self.assertEqual(pixels(self.folder / "b.png")[ink].min(), 255)
        self.assertLess(numpy.median(pixels(self.folder / "b.png")[~ink]), 60)

    def test_layers_look_together_like_the_flat_picture(self):
        sketch = drawing((300, 200))
        ImageDraw.Draw(sketch).line([20, 180, 280, 40], fill=(240, 120, 120), width=5)
        source = self.folder / "a.png"
        sketch.save(source)
        self.assertEqual(run("colorize", source, "-o", self.folder / "flat.png")[0], 0)
        status, _, errors = run("colorize", source, "--layers")
        self.assertEqual(status, 0, errors)
        with zipfile.ZipFile(self.folder / "a_colorized.ora") as archive:
            first = archive.infolist()[0]
            self.assertEqual((first.filename, first.compress_type), ("mimetype", zipfile.ZIP_STORED))
            self.assertEqual(archive.read("mimetype"), b"image/openraster")
            stack = ElementTree.fromstring(archive.read("stack.xml")).find("stack")
            self.assertEqual([layer.get("name") for layer in stack], ["Ink", "Color", "Paper"])
            self.assertEqual(stack[0].get("composite-op"), "svg:multiply")
            pictures = [Image.open(archive.open(layer.get("src"))) for layer in stack]
            merged = numpy.asarray(Image.open(archive.open("mergedimage.png")).convert("RGB"))
            thumbnail = Image.open(archive.open("Thumbnails/thumbnail.png"))
        self.assertEqual(thumbnail.size, (256, 171))
        ink = numpy.asarray(pictures[0].convert("RGBA")) / 255
        color = numpy.asarray(pictures[1].convert("RGB")) / 255
        opacity = ink[:, :, 3:]
        self.assertEqual(opacity[5, 5], 0, "ink without paper")
        laid = 255 * color * (1 - opacity + opacity * ink[:, :, :3])
        flat = pixels(self.folder / "flat.png")
        self.assertTrue((merged == flat).all())
        self.assertLessEqual(abs(laid - flat).max(), 1)

    def test_refuses_what_contradicts_layers_or_flat_color(self):
        source = self.folder / "a.png"
        drawing().save(source)
        for arguments in (["--layers", "--format", "jpg"], ["--layers", "--lines", "model"],
                          ["--flat", "--lines", "model"],
                          ["--layers", "-o", self.folder / "a.jpg"]):
            status, _, errors = run("colorize", source, *arguments)
            self.assertEqual(status, 2, arguments)
            self.assertIn("contradict", errors)

    def test_result_does_not_depend_on_threads_or_batch(self):
        sketches = self.folder / "sketches"
        self.add_drawings(sketches, 9, (130, 90))
        results = {}
        for threads in (1, 2):
            for batch in (1, 8):
                out = self.folder / f"out-{threads}-{batch}"
                status, _, errors = run("colorize", sketches, "-o", out, "-j", threads,
                                        "--batch-size", batch)
                self.assertEqual(status, 0, errors)
                results[threads, batch] = [pixels(out / f"{i}.png") for i in range(9)]
        for settings, pictures in results.items():
            for one, other in zip(results[1, 1], pictures):
                self.assertLessEqual(abs(one - other).max(), 1, settings)

    def test_names_bad_files_and_does_the_others(self):
        sketches = self.folder / "sketches"
        self.add_drawings(sketches, 3)
        (sketches / "empty.png").touch()
        (sketches / "cut.png").write_bytes((sketches / "0.png").read_bytes()[:200])
        (sketches / "text.jpg").write_text("no picture")
        status, output, errors = run("colorize", sketches, "--json")
        self.assertEqual(status, 1)
        lines = json_lines(output)
        self.assertEqual(lines[0]["event"], "start")
        self.assertEqual(lines[0]["inputs"], 6)
        failed = {line["input"]: line for line in lines if line["event"] == "error"}
        self.assertEqual(set(failed), {str(sketches / name)
                                       for name in ("empty.png", "cut.png", "text.jpg")})
        for path, line in failed.items():
            self.assertEqual(line["stage"], "decode")
            self.assertTrue(line["reason"])
            self.assertIn(path, errors)
        summary = lines[-1]
        self.assertEqual(summary["event"], "summary")
        self.assertEqual((summary["written"], summary["failed"], summary["skipped"]), (3, 3, 0))
        self.assertEqual(len(files_below(self.folder / "sketches_colorized")), 3)

    def test_refuses_more_pixels_than_allowed(self):
        source = self.folder / "a.png"
        drawing((100, 100)).save(source)
        status, _, errors = run("colorize", source, "--max-pixels", 9999)
        self.assertEqual(status, 1)
        self.assertIn("9999", errors.replace(",", ""))

    def test_transparent_layer_of_lines_becomes_visible(self):
        layer = Image.new("RGBA", (128, 128), (0, 0, 0, 0))
        layer.paste((0, 0, 0, 255), (30, 30, 98, 34))
        layer.save(self.folder / "layer.png")
        self.assertEqual(run("colorize", self.folder / "layer.png")[0], 0)
        with Image.open(self.folder / "layer_colorized.png") as result:
            self.assertEqual(result.mode, "RGB")
            self.assertEqual(result.getpixel((60, 32)), (0, 0, 0))

    def test_half_of_a_pair(self):
        pair = Image.new("RGB", (128, 64), "white")
        pair.paste("black", (64 + 20, 20, 64 + 40, 24))
        pair.save(self.folder / "pair.png")
        out = self.folder / "out.png"
        self.assertEqual(run("colorize", self.folder / "pair.png", "-o", out, "--split", "right")[0], 0)
        self.assertEqual(pixels(out).shape, (64, 64, 3))
        self.assertEqual(pixels(out)[22, 30].max(), 0)

    def test_output_formats_and_sizes(self):
        source = self.folder / "a.png"
        drawing((200, 100)).save(source)
        for options, name, kind, size in (
                (["--format", "jpg"], "a_colorized.jpg", "JPEG", (200, 100)),
                (["--format", "webp"], "a_colorized.webp", "WEBP", (200, 100)),
                (["--output-size", "50x60"], "a_colorized.png", "PNG", (50, 60)),
                (["--output-size", "model", "-y"], "a_colorized.png", "PNG", (256, 128))):
            self.assertEqual(run("colorize", source, *options)[0], 0)
            with Image.open(self.folder / name) as result:
                self.assertEqual((result.format, result.size), (kind, size))

    def test_existing_outputs_are_an_error_unless_told(self):
        source = self.folder / "a.png"
        drawing().save(source)
        out = self.folder / "b.png"
        out.write_text("mine")
        status, _, errors = run("colorize", source, "-o", out)
        self.assertEqual(status, 2)
        self.assertIn(str(out), errors)
        status, output, _ = run("colorize", source, "-o", out, "-n", "--json")
        self.assertEqual(status, 0)
        self.assertEqual(json_lines(output)[-1]["skipped"], 1)
        self.assertEqual(out.read_text(), "mine")
        self.assertEqual(run("colorize", source, "-o", out, "-y")[0], 0)
        self.assertEqual(pixels(out).shape, (64, 96, 3))

    def test_dry_run_lists_and_writes_nothing(self):
        self.add_drawings(self.folder / "in", 2)
        status, output, _ = run("colorize", self.folder / "in", "--dry-run")
        self.assertEqual(status, 0)
        self.assertEqual(output.splitlines(),
                         [f"{self.folder}/in/{i}.png -> {self.folder}/in_colorized/{i}.png"
                          for i in range(2)])
        self.assertFalse((self.folder / "in_colorized").exists())

    def test_contact_sheet_shows_drawing_beside_result(self):
        self.add_drawings(self.folder / "in", 1, (256, 256))
        sheet = self.folder / "sheet.png"
        self.assertEqual(run("colorize", self.folder / "in", "--contact-sheet", sheet)[0], 0)
        shown = pixels(sheet)
        drawn = pixels(self.folder / "in/0.png")
        colored = pixels(self.folder / "in_colorized/0.png")
        self.assertTrue((shown[8:264, 8:264] == drawn).all())
        self.assertTrue((shown[8:264, 272:528] == colored).all())

    def test_nothing_to_do(self):
        (self.folder / "empty").mkdir()
        for missing in (self.folder / "absent", self.folder / "empty"):
            status, output, errors = run("colorize", missing, "--json")
            self.assertEqual(status, 3)
            self.assertIn(str(missing), errors)
            self.assertEqual(json_lines(output)[-1]["event"], "summary")

    def test_usage_errors(self):
        source = self.folder / "a.png"
        drawing().save(source)
        other = self.folder / "sub" / "a.png"
        other.parent.mkdir()
        drawing().save(other)
        for arguments in (["colorize"], ["colorise"], ["colorize", source, "--nonsense"],
                          ["colorize", source, "--lines", "bold"],
                          ["colorize", source, "--size", "100"],
                          ["colorize", source, "--line-scale", "11"],
                          ["colorize", source, "--clean", "yes"],
                          ["colorize", source, "--precision", "fp8"],
                          ["colorize", source, "--batch-size", "0"],
                          ["colorize", source, "-y", "-n"],
                          ["colorize", source, other, "-o", self.folder / "out"],
                          ["colorize", source, "-o", source, "-y"]):
            status, _, errors = run(*arguments)
            self.assertEqual(status, 2, arguments)
            self.assertTrue(errors.startswith("tintflow: "), errors)
        self.assertEqual(files_below(self.folder), ["a.png", "sub/a.png"])

    def test_int8_colors_almost_as_fp32_does(self):
        source = self.folder / "a.png"
        drawing().save(source)
        pictures = []
        # Decided choices between what is as likely turn over by the smallest difference.
        for precision in ("fp32", "int8"):
            result = self.folder / f"{precision}.png"
            self.assertEqual(run("colorize", source, "-o", result, "--lines", "model",
                                 "--temperature", 1, "--bandwidth", 0,
                                 "--precision", precision)[0], 0)
            pictures.append(pixels(result))
        difference = abs(pictures[0] - pictures[1]).mean()
        self.assertGreater(difference, 0, "both were computed in the same precision")
        self.assertLess(difference, 4)

    def test_missing_device(self):
        source = self.folder / "a.png"
        drawing().save(source)
        status, _, errors = run("colorize", source, "--device", "cuda:99")
        self.assertEqual(status, 4)
        self.assertIn("cuda", errors)

    def test_unusable_weights(self):
        source = self.folder / "a.png"
        drawing().save(source)
        damaged = self.folder / "damaged.safetensors"
        for content in (b"", b"\xff" * 100, b"\x08\0\0\0\0\0\0\0{}      "):
            damaged.write_bytes(content)
            status, _, errors = run("colorize", source, "--model", damaged)
            self.assertEqual(status, 5, content)
            self.assertIn(str(damaged), errors)
        self.assertEqual(run("colorize", source, "--model", self.folder / "absent.safetensors")[0], 5)

    def test_settings_from_environment_and_file(self):
        source = self.folder / "a.png"
        drawing().save(source)
        config = self.folder / "settings"
        config.write_text("format = webp\nbatch-size = 3\n")
        status, output, _ = run("colorize", source, "--config", config, "--json",
                                "--batch-size", 2, variables={"TINTFLOW_FORMAT": "jpg"})
        self.assertEqual(status, 0)
        self.assertEqual(json_lines(output)[0]["batch_size"], 2)
        self.assertTrue((self.folder / "a_colorized.jpg").exists())

    def test_interrupt_finishes_what_is_in_flight(self):
        sketches = self.folder / "sketches"
        self.add_drawings(sketches, 400, (256, 256))
        process = start("colorize", sketches, "--json")
        first = process.stdout.readline()
        second = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        # communicate() would pass over what the pipe's buffer holds behind the two lines.
        rest, errors = process.stdout.read(), process.stderr.read()
        self.assertEqual(process.wait(timeout=60), 130, errors)
        lines = json_lines(first + second + rest)
        self.assertEqual(lines[-1]["event"], "summary")
        items = [line for line in lines if line["event"] == "item"]
        self.assertEqual(lines[-1]["written"], len(items))
        self.assertLess(len(items), 400)
        for item in items:
            self.assertEqual(pixels(item["output"]).shape, (256, 256, 3))
        self.assertEqual(len(files_below(self.folder / "sketches_colorized")), len(items))


if __name__ == "__main__":
    unittest.main()
