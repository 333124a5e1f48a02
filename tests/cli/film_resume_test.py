"""Films whose run was ended: the next one goes on, and what it makes is the same."""

import signal
import time
import unittest

from films import add_frames, ffmpeg, make_tone
from program import JOURNAL, ProgramTest, files_below, run, start

FRAMES = 900
SEGMENT = 250
# Drawings that come over and over, so that most of them need no network.
CYCLE = 20


class FilmResume(ProgramTest):
    def setUp(self):
        super().setUp()
        drawings = add_frames(self.folder / "drawings", CYCLE)
        tone = make_tone(self.folder / "tone.wav", FRAMES / 24)
        ffmpeg("-stream_loop", FRAMES // CYCLE - 1, "-framerate", 24, "-i", drawings, "-i", tone,
               "-map", 0, "-map", 1, "-c:v", "ffv1", self.folder / "in.mkv")

    def colorize(self, name, *options, status=0):
        code, _, errors = run("colorize", self.folder / "in.mkv", "-o", self.folder / name,
                              *options)
        self.assertEqual(code, status, errors)
        return errors

    def end(self, name, state, with_signal, *options):
        """Ends a run when it has come to a frame, the first of a segment."""
        process = start("colorize", self.folder / "in.mkv", "-o", self.folder / name, *options)
        wanted = self.folder / f".{name}.resume" / f"frame_{state}.json"
        while not wanted.exists():
            self.assertIsNone(process.poll(), "ended before it came there")
            time.sleep(0.005)
        process.send_signal(with_signal)
        process.communicate(timeout=60)
        return process.returncode

    def hidden(self):
        return sorted(p.name for p in self.folder.iterdir()
                      if p.name.startswith(".") and p.name != JOURNAL)

    def test_a_killed_run_goes_on_to_the_same_file(self):
        self.colorize("whole.mp4")
        self.assertEqual(self.hidden(), [])
        self.assertEqual(self.end("parts.mp4", 2 * SEGMENT, signal.SIGKILL), -signal.SIGKILL)
        self.assertFalse((self.folder / "parts.mp4").exists())
        self.assertEqual(self.end("parts.mp4", 3 * SEGMENT, signal.SIGKILL), -signal.SIGKILL)
        errors = self.colorize("parts.mp4")
        self.assertRegex(errors, r"goes on with frame (501|751), where a run was ended")
        self.assertEqual((self.folder / "parts.mp4").read_bytes(),
                         (self.folder / "whole.mp4").read_bytes())
        self.assertEqual(self.hidden(), [])
        self.assertIn("is finished already", self.colorize("parts.mp4"))

    def test_a_stopped_run_goes_on(self):
        self.colorize("whole.mp4", "--temporal", "off")
        # Without held colors nothing but packets is kept, so the end comes when some are.
        process = start("colorize", self.folder / "in.mkv", "-o", self.folder / "parts.mp4",
                        "--temporal", "off")
        packets = self.folder / ".parts.mp4.resume" / "packets"
        whole = (self.folder / "whole.mp4").stat().st_size
        while not packets.exists() or packets.stat().st_size < whole / 2:
            self.assertIsNone(process.poll(), "ended before it came there")
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        errors = process.communicate(timeout=60)[1]
        self.assertEqual(process.returncode, 130)
        self.assertIn("plays and holds what was done before the end; the same command goes on",
                      errors)
        self.assertIn("parts.partial.mp4", files_below(self.folder))
        self.assertIn("goes on with frame", self.colorize("parts.mp4", "--temporal", "off"))
        self.assertEqual((self.folder / "parts.mp4").read_bytes(),
                         (self.folder / "whole.mp4").read_bytes())

    def test_other_options_begin_anew(self):
        self.colorize("whole.mp4", "--crf", 30)
        self.end("parts.mp4", 2 * SEGMENT, signal.SIGKILL)
        errors = self.colorize("parts.mp4", "--crf", 30)
        self.assertNotIn("goes on", errors)
        self.assertEqual((self.folder / "parts.mp4").read_bytes(),
                         (self.folder / "whole.mp4").read_bytes())

    def test_overwriting_begins_anew(self):
        self.end("parts.mp4", 2 * SEGMENT, signal.SIGKILL)
        self.assertNotIn("goes on", self.colorize("parts.mp4", "-y"))

    def test_a_film_of_pictures_goes_on_and_is_finished_once(self):
        given = self.folder / "drawings" / "%04d.png"
        film = self.folder / "film.mp4"
        for said in ("20 frames", "is finished already"):
            status, _, errors = run("colorize", given, "-o", film)
            self.assertEqual(status, 0, errors)
            self.assertIn(said, errors)
        add_frames(self.folder / "drawings", 1, size=(64, 50))
        status, _, errors = run("colorize", given, "-o", film)
        self.assertEqual(status, 1, errors)
        self.assertIn("is kept, but the input has changed since", errors)


if __name__ == "__main__":
    unittest.main()
