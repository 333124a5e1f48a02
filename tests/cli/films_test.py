"""Several films in one run: folders, patterns and files."""

import unittest

from films import add_frames, make_film, video
from program import ProgramTest, drawing, files_below, json_lines, run


class Films(ProgramTest):
    def setUp(self):
        super().setUp()
        self.frames = add_frames(self.folder / "frames", 6)

    def film(self, name):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return make_film(path, self.frames, "-c:v", "libx264", "-pix_fmt", "yuv420p")

    def colorize(self, *arguments, status=0):
        code, output, errors = run("colorize", *arguments)
        self.assertEqual(code, status, errors)
        return output, errors

    def test_a_folder_becomes_a_tree_and_is_finished_once(self):
        for name in ("shots/1.mp4", "elsewhere/2.mkv", "shots/.hidden/3.mp4"):
            self.film(name)
        (self.folder / "shots" / "sub").symlink_to(self.folder / "elsewhere")
        self.colorize(self.folder / "shots")
        colored = self.folder / "shots_colorized"
        self.assertEqual(files_below(colored), ["1.mp4", "sub/2.mkv"])
        self.assertEqual(video(colored / "sub" / "2.mkv")["codec_name"], "h264")
        _, errors = self.colorize(self.folder / "shots")
        self.assertEqual(errors.count("is finished already"), 2)

    def test_results_beside_films_are_no_films(self):
        films = [self.film(name) for name in ("a.mp4", "b.mp4")]
        self.colorize(*films)
        self.colorize(str(self.folder / "*.mp4"))
        self.assertEqual(sorted(p.name for p in self.folder.glob("*.mp4")),
                         ["a.mp4", "a_colorized.mp4", "b.mp4", "b_colorized.mp4"])

    def test_lists_what_it_would_do(self):
        films = [self.film(name) for name in ("x/a.mp4", "y/b.avi")]
        output, _ = self.colorize(*films, "-o", self.folder / "out", "--dry-run")
        self.assertEqual(output, f"{films[0]} -> {self.folder}/out/a.mp4\n"
                                 f"{films[1]} -> {self.folder}/out/b.mkv\n")
        self.assertFalse((self.folder / "out").exists())

    def test_one_that_is_broken_is_named_and_the_others_are_done(self):
        films = [self.film(name) for name in ("a.mp4", "b.mp4", "c.mp4")]
        films[1].write_bytes(films[1].read_bytes()[:200])
        out = self.folder / "out"
        output, errors = self.colorize(*films, "-o", out, "--json", status=1)
        self.assertIn("b.mp4: ", errors)
        self.assertEqual(files_below(out), ["a.mp4", "c.mp4"])
        events = [line["event"] for line in json_lines(output)]
        self.assertEqual((events.count("item"), events.count("summary")), (2, 3))
        self.colorize(films[1], films[1], "-o", out, status=2)
        self.colorize(self.folder / "b.mp4", "-o", out, status=3)

    def test_nothing_runs_where_an_output_is_in_the_way(self):
        films = [self.film(name) for name in ("a.mp4", "b.mp4")]
        out = self.folder / "out"
        out.mkdir()
        (out / "b.mp4").write_bytes(b"mine")
        _, errors = self.colorize(*films, "-o", out, status=2)
        self.assertIn("b.mp4 exists, not made by this job", errors)
        self.assertEqual(files_below(out), ["b.mp4"])
        _, errors = self.colorize(self.film("x/a.mp4"), films[0], "-o", out, status=2)
        self.assertIn("would both become", errors)
        _, errors = self.colorize(*films, "-o", out / "%04d.png", status=2)
        self.assertIn("-o takes a folder for several", errors)

    def test_among_pictures_a_film_is_named(self):
        film = self.film("mixed/a.mp4")
        drawing().save(self.folder / "mixed" / "b.png")
        _, errors = self.colorize(self.folder / "mixed", status=1)
        self.assertIn(f"{film}: list: is a video: color it by itself", errors)


if __name__ == "__main__":
    unittest.main()
