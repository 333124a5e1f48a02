"""What the program tells of itself, of models and of pictures."""

import unittest

from program import ProgramTest, drawing, json_lines, run


class Info(ProgramTest):
    def test_layer_tables_of_the_paper(self):
        status, output, _ = run("info", "--model", "paper", "--json")
        self.assertEqual(status, 0)
        rows = json_lines(output)
        generator = [row for row in rows if row["network"] == "generator"]
        discriminator = [row for row in rows if row["network"] == "discriminator"]
        self.assertEqual(sum(row["trainable"] for row in generator), 54_413_955)
        self.assertEqual([row["parameters"] for row in discriminator if row["parameters"]],
                         [6_144, 131_584, 525_312, 2_097_152, 2_048, 8_193])
        self.assertEqual(discriminator[-1]["output"].replace(" ", ""), "30x30x1")

    def test_facts_of_a_picture(self):
        drawing((31, 17)).save(self.folder / "a.bmp")
        status, output, _ = run("info", self.folder / "a.bmp", "--json")
        self.assertEqual(status, 0)
        line = json_lines(output)[0]
        self.assertEqual((line["format"], line["width"], line["height"]), ("BMP", 31, 17))

    def test_card_of_the_default_model(self):
        status, output, _ = run("info", "--model", "default")
        self.assertEqual(status, 0)
        self.assertIn("license", output)

    def test_missing_file(self):
        status, _, errors = run("info", self.folder / "absent.png")
        self.assertEqual(status, 3)
        self.assertIn("absent.png", errors)


class Help(unittest.TestCase):
    def test_help_is_everywhere(self):
        for arguments in (["help"], ["-h"], ["--help"], ["help", "colorize"], ["colorize", "-h"],
                          ["train", "--help"], ["info", "-h"], ["bench", "-h"], ["help", "help"]):
            status, output, errors = run(*arguments)
            self.assertEqual((status, errors), (0, ""), arguments)
            self.assertIn("Usage: tintflow", output)

    def test_help_of_commands_has_examples(self):
        for command in ("colorize", "train", "info", "bench"):
            self.assertIn("\nExamples:\n  tintflow " + command, run("help", command)[1])

    def test_version(self):
        status, output, _ = run("--version")
        self.assertEqual(status, 0)
        self.assertRegex(output, r"^tintflow \d+\.\d+\.\d+\n$")

    def test_no_command(self):
        self.assertEqual(run()[0], 2)


if __name__ == "__main__":
    unittest.main()
