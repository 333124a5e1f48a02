"""Colors videos with the program, and compares them with their inputs by ffprobe."""

import pathlib
import re
import signal
import subprocess
import time
import unittest

from PIL import Image

from films import (add_frames, ffmpeg, frame_times, make_film, make_tone, packets, pixels, probe,
                   streams, video)
from program import ProgramTest, json_lines, run, start

SUBTITLES = "1\n00:00:00,100 --> 00:00:00,400\nHello\n\n2\n00:00:00,500 --> 00:00:00,900\nthere\n"
CHAPTERS = (";FFMETADATA1\ntitle=A film\nartist=Somebody\n"
            "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=One\n"
            "[CHAPTER]\nTIMEBASE=1/1000\nSTART=500\nEND=1000\ntitle=Two\n")


class VideoTest(ProgramTest):
    def make(self, name="film.mp4", count=12, size=(64, 48), *options, **more):
        frames = add_frames(self.folder / f"frames{count}_{size[0]}", count, size)
        return make_film(self.folder / name, frames, *options, **more)

    def color(self, film, *options, status=0):
        """Colors a film; returns the output and what was said."""
        result, output, errors = run("colorize", film, *options)
        self.assertEqual(result, status, errors)
        written = re.search(r"x\)(?:, \d+ (?:reused|failed))*: (.*)$", errors, re.M)
        return pathlib.Path(written[1]) if written else None, errors

    def assert_same_times(self, film, result):
        times = frame_times(film)
        self.assertGreater(len(times), 1)
        self.assertEqual(frame_times(result), times)

    def test_writes_a_film_beside_its_input(self):
        film = self.make(count=24)
        result, _ = self.color(film)
        self.assertEqual(result, self.folder / "film_colorized.mp4")
        self.assert_same_times(film, result)
        self.assertEqual(video(result)["codec_name"], "h264")
        self.assertEqual(video(result)["pix_fmt"], "yuv420p")
        self.assertEqual(video(result)["r_frame_rate"], "24/1")
        self.assertEqual(sorted(p.name for p in self.folder.glob("[!.]*")),
                         ["film.mp4", "film_colorized.mp4", "frames24_64"])
        drawings, colored = pixels(film, (64, 48)), pixels(result, (64, 48))
        for before, after in zip(drawings, colored):
            # Lines stay, and no frame stands in another's place.
            dark = [i for i, p in enumerate(before.convert("L").get_flattened_data()) if p < 60]
            shown = list(after.convert("L").get_flattened_data())
            self.assertLess(sum(shown[i] for i in dark) / len(dark), 90)

    def test_keeps_every_kind_of_time(self):
        kinds = {
            "ntsc.mp4": (["-c:v", "libx264", "-bf", "3"], "24000/1001"),
            "ntsc.mkv": (["-c:v", "libx264", "-bf", "3"], "30000/1001"),
            "variable.mp4": (["-c:v", "libx264", "-fps_mode", "passthrough", "-enc_time_base",
                              "1/1000", "-vf", "settb=1/1000,setpts=N*40+mod(N*N*7\\,31)"], "25"),
            "late.mp4": (["-c:v", "libx264", "-output_ts_offset", "0.5"], "25"),
            "late.mkv": (["-c:v", "libx264", "-output_ts_offset", "1.25"], "25"),
            "lossless.mov": (["-c:v", "prores_ks"], "12.5"),
        }
        for name, (options, rate) in kinds.items():
            with self.subTest(name):
                film = self.make(name, 12, (64, 48), *options, rate=rate)
                result, _ = self.color(film)
                self.assert_same_times(film, result)

    def test_copies_sound_subtitles_chapters_and_tags(self):
        first = make_tone(self.folder / "a.m4a", 1, 440)
        second = make_tone(self.folder / "b.m4a", 1, 880)
        film = self.make_rich(first, second)
        result, errors = self.color(film)
        self.assert_same_times(film, result)
        for stream in ("a:0", "a:1", "s:0"):
            self.assertGreater(len(packets(film, stream)), 1)
            self.assertEqual(packets(result, stream), packets(film, stream), stream)
        self.assertEqual([s["codec_type"] for s in streams(result)],
                         ["video", "audio", "audio", "subtitle"])
        self.assertEqual([s["tags"]["language"] for s in streams(result)[1:]],
                         ["ger", "fre", "eng"])
        chapters = probe(result, "-show_chapters")["chapters"]
        self.assertEqual([(c["start_time"], c["end_time"], c["tags"]["title"]) for c in chapters],
                         [("0.000000", "0.500000", "One"), ("0.500000", "1.000000", "Two")])
        tags = probe(result, "-show_format")["format"]["tags"]
        self.assertEqual((tags["title"], tags["ARTIST"]), ("A film", "Somebody"))
        self.assertNotIn("left out", errors)

    def make_rich(self, first, second):
        """A film with two sounds, subtitles, chapters and tags."""
        (self.folder / "a.srt").write_text(SUBTITLES)
        (self.folder / "meta.txt").write_text(CHAPTERS)
        frames = add_frames(self.folder / "rich", 24)
        film = self.folder / "film.mkv"
        ffmpeg("-framerate", 24, "-i", frames, "-i", first, "-i", second,
               "-i", self.folder / "a.srt", "-i", self.folder / "meta.txt",
               "-map", "0", "-map", "1", "-map", "2", "-map", "3", "-map_metadata", "4",
               "-map_chapters", "4", "-c:v", "libx264", "-c:a", "copy", "-c:s", "srt",
               "-metadata:s:a:0", "language=ger", "-metadata:s:a:1", "language=fre",
               "-metadata:s:s:0", "language=eng", film)
        return film

    def test_keeps_sound_of_mp4_in_step(self):
        tone = make_tone(self.folder / "a.m4a", 1)
        film = self.make("film.mp4", 24, (64, 48), "-c:v", "libx264", "-c:a", "copy",
                         inputs=[tone])
        for name in ("film_colorized.mp4", "other.mkv"):
            result, errors = self.color(film, "-o", self.folder / name)
            for before, after in zip(frame_times(film), frame_times(result), strict=True):
                self.assertLess(abs(float(before) - float(after)), 0.0006)
            self.assertEqual("Matroska rounds times" in errors, name == "other.mkv")
            self.assertEqual([h for _, h in packets(result, "a:0")],
                             [h for _, h in packets(film, "a:0")])
        self.assert_same_times(film, self.folder / "film_colorized.mp4")
        self.assertEqual(packets(self.folder / "film_colorized.mp4", "a:0"), packets(film, "a:0"))

    def test_moves_a_start_before_zero_and_says_so(self):
        # Times of transport streams have 33 bits; ffmpeg reads those before they wrap as negative.
        film = self.make("film.ts", 12, (64, 48), "-c:v", "libx264", "-mpegts_copyts", 1,
                         "-output_ts_offset", 2**33 / 90000 - 0.2, rate="25")
        self.assertLess(float(frame_times(film)[0]), 0)
        for name in ("a.mp4", "a.mkv"):
            result, errors = self.color(film, "-o", self.folder / name)
            self.assertIn("starts at -0:00.2: all times are moved on together", errors)
            times, shown = frame_times(film), frame_times(result)
            self.assertEqual(len(shown), 12)
            steps = {round(float(b) - float(a), 3) for a, b in zip(times, shown)}
            self.assertEqual(len(steps), 1, steps)
            self.assertGreaterEqual(float(shown[0]), 0)

    def test_names_what_the_target_cannot_hold(self):
        tone = make_tone(self.folder / "a.m4a", 1)
        film = self.make_rich(tone, tone)
        _, errors = self.color(film, "-o", self.folder / "a.mp4")
        self.assertIn("track 3 (subtitle, subrip, eng) is left out: MP4 cannot hold it", errors)
        _, errors = self.color(film, "-o", self.folder / "a.webm")
        self.assertIn("track 1 (audio, aac, ger) is left out: WebM cannot hold it", errors)

    def test_keeps_more_than_eight_bits(self):
        film = self.make("film.mkv", 6, (64, 48), "-c:v", "libx265", "-pix_fmt", "yuv420p10le",
                         "-x265-params", "log-level=none")
        result, errors = self.color(film)
        self.assertEqual(video(result)["codec_name"], "hevc")
        self.assertEqual(video(result)["pix_fmt"], "yuv420p10le")
        result, _ = self.color(film, "-o", self.folder / "a.mp4", "--codec", "h264")
        self.assertEqual(video(result)["pix_fmt"], "yuv420p10le")
        self.assert_same_times(film, result)
        self.assertNotIn("x265", errors)

    def test_keeps_transparency_where_the_codec_can(self):
        frames = add_frames(self.folder / "clear", 6, mode="RGBA")
        for frame in (self.folder / "clear").iterdir():
            picture = Image.open(frame)
            picture.putalpha(Image.linear_gradient("L").resize((64, 48)))
            picture.save(frame)
        film = make_film(self.folder / "film.mov", frames, "-c:v", "png", "-pix_fmt", "rgba")
        result, errors = self.color(film)
        self.assertEqual(video(result)["codec_name"], "prores")
        alpha = [p.getchannel("A") for p in pixels(film, (64, 48), "rgba", "RGBA")]
        kept = [p.getchannel("A") for p in pixels(result, (64, 48), "rgba", "RGBA")]
        for before, after in zip(alpha, kept):
            self.assertLess(max(abs(a - b) for a, b in zip(before.get_flattened_data(), after.get_flattened_data())), 4)
        _, errors = self.color(film, "-o", self.folder / "film.mp4")
        self.assertIn("keeps no transparency", errors)

    def test_turns_films_upright_once(self):
        film = self.make("film.mp4", 6, (64, 48), "-c:v", "libx264")
        turned = self.folder / "turned.mp4"
        ffmpeg("-i", film, "-c", "copy", "-metadata:s:v", "rotate=90", turned)
        result, _ = self.color(turned)
        stream = video(result)
        self.assertEqual((stream["width"], stream["height"]), (48, 64))
        self.assertNotIn("side_data_list", stream)
        shown = pixels(turned, (48, 64))  # ffmpeg turns
        colored = pixels(result, (48, 64))
        for before, after in zip(shown, colored):
            dark = [i for i, p in enumerate(before.convert("L").get_flattened_data()) if p < 60]
            levels = list(after.convert("L").get_flattened_data())
            self.assertLess(sum(levels[i] for i in dark) / len(dark), 100)

    def test_keeps_the_shape_of_pixels_and_odd_sizes(self):
        film = self.make("film.mkv", 6, (65, 49), "-c:v", "ffv1", "-vf", "setsar=4/3")
        result, _ = self.color(film)
        stream = video(result)
        self.assertEqual((stream["width"], stream["height"]), (65, 49))
        self.assertEqual(stream["sample_aspect_ratio"], "4:3")

    def test_scales_frames_of_another_size_and_says_so(self):
        one = self.make("a.ts", 6, (64, 48), "-c:v", "libx264")
        other = self.make("b.ts", 6, (96, 72), "-c:v", "libx264", "-output_ts_offset", "1")
        film = self.folder / "film.ts"
        ffmpeg("-i", f"concat:{one}|{other}", "-c", "copy", film)
        result, errors = self.color(film)
        self.assertIn("changes its size on the way", errors)
        self.assertEqual(result.name, "film_colorized.mkv")
        self.assertEqual((video(result)["width"], video(result)["height"]), (64, 48))
        self.assertEqual(len(frame_times(result)), 12)

    def test_writes_every_codec(self):
        film = self.make(count=6)
        for name, codec, found in [("a.mp4", "hevc", "hevc"), ("a.webm", "vp9", "vp9"),
                                   ("a.mkv", "av1", "av1"), ("a.mov", "prores", "prores"),
                                   ("b.mkv", "ffv1", "ffv1"), ("c.mp4", "h264", "h264")]:
            with self.subTest(name):
                result, errors = self.color(film, "-o", self.folder / name, "--codec", codec)
                self.assertEqual(video(result)["codec_name"], found)
                self.assertEqual(len(frame_times(result)), 6)
                for line in errors.splitlines():  # no encoder talks
                    self.assertTrue(line.startswith("tintflow: "), errors)

    def test_leaves_out_damage_and_keeps_in_step(self):
        tone = make_tone(self.folder / "a.m4a", 2)
        film = self.make("film.mkv", 48, (64, 48), "-c:v", "ffv1", "-level", 3, "-g", 1, "-c:a", "copy", inputs=[tone])
        positions = probe(film, "-select_streams", "v:0", "-show_entries", "packet=pos,size")
        content = bytearray(film.read_bytes())
        for packet in positions["packets"][20:23]:
            content[int(packet["pos"]) + int(packet["size"]) // 2] ^= 0x55
        film.write_bytes(content)
        result, errors = self.color(film, status=1)
        times, left = frame_times(film), set(frame_times(result))
        missing = [i for i, shown in enumerate(times) if shown not in left]
        self.assertEqual(missing, list(range(missing[0], missing[0] + 3)))
        self.assertEqual(left, {shown for i, shown in enumerate(times) if i not in missing})
        first, behind = (float(times[i]) for i in (missing[0], missing[-1] + 1))
        self.assertIn(f"film.mkv: decode: damaged from 0:0{first:.1f} to 0:0{behind:.1f}, which is "
                      "left out", errors)
        self.assertEqual(packets(result, "a:0"), packets(film, "a:0"))

    def test_shows_nothing_that_damage_made_up(self):
        film = self.make("film.mkv", 72, (64, 48), "-c:v", "libx264", "-g", 12, "-bf", 2, "-crf", 10)
        whole, _ = self.color(film, "-o", self.folder / "whole.mkv", "--codec", "ffv1",
                              "--temporal", "off")
        shown = dict(zip(frame_times(whole), pixels(whole, (64, 48))))
        found = probe(film, "-select_streams", "v:0", "-show_entries", "packet=pos,size")["packets"]
        content = bytearray(film.read_bytes())
        for packet in (found[15], found[38]):
            start, size = int(packet["pos"]) + 24, int(packet["size"]) - 24
            content[start:start + size] = b"\xFF" * size
        film.write_bytes(content)
        result, errors = self.color(film, "-o", self.folder / "left.mkv", "--codec", "ffv1",
                                    "--temporal", "off",
                                    status=1)
        times = frame_times(result)
        self.assertGreater(len(times), 36)
        self.assertLess(len(times), 72)
        for when, picture in zip(times, pixels(result, (64, 48)), strict=True):
            self.assertEqual(picture.tobytes(), shown[when].tobytes(), (when, errors))

    def test_takes_what_a_truncated_film_still_holds(self):
        film = self.make("film.mkv", 48, (64, 48), "-c:v", "ffv1")
        content = film.read_bytes()
        film.write_bytes(content[:len(content) // 2])
        result, errors = self.color(film, status=1)
        self.assertIn("film.mkv: decode: breaks off at 0:0", errors)
        self.assertGreater(len(frame_times(result)), 10)
        self.assertLess(len(frame_times(result)), 48)

    def test_names_what_is_no_film(self):
        make_tone(self.folder / "sound.mp4", 1)
        (self.folder / "broken.mp4").write_bytes(b"\0\0\0\x20ftypisom" + bytes(200))
        for name, reason in [("sound.mp4", "holds no video"), ("broken.mp4", "")]:
            status, _, errors = run("colorize", self.folder / name)
            self.assertEqual(status, 3, errors)
            self.assertIn(f"{name}: {reason}", errors)
        film = self.make("plain.mp4", 6)
        ffmpeg("-i", film, "-c", "copy", "-encryption_scheme", "cenc-aes-ctr", "-encryption_key",
               "76a6c65c5ea762046bd749a2e632ccbb", "-encryption_kid",
               "a7e61c373e219033c21091fa607bf3b8", self.folder / "locked.mp4")
        status, _, errors = run("colorize", self.folder / "locked.mp4")
        self.assertEqual(status, 3, errors)
        self.assertIn("encrypted", errors)
        self.assertFalse((self.folder / "locked_colorized.mp4").exists())

    def test_ctrl_c_leaves_a_film_that_plays(self):
        film = self.make("film.mp4", 240)
        process = start("colorize", film, "--json", "-j", 1, "--no-progress", stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not list(self.folder.glob(".tintflow-*.tmp")):
            time.sleep(0.01)
        time.sleep(0.7)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, errors)
        self.assertEqual(json_lines(output)[-1]["event"], "summary")
        partial = self.folder / "film_colorized.partial.mp4"
        self.assertTrue(partial.exists(), errors)
        times = frame_times(partial)
        self.assertGreater(len(times), 0)
        self.assertLess(len(times), 240)
        self.assertEqual(times, frame_times(film)[:len(times)])
        self.assertFalse((self.folder / "film_colorized.mp4").exists())
        self.assertEqual(list(self.folder.glob(".tintflow-*.tmp")), [])

    def test_json_tells_of_frames(self):
        film = self.make(count=12)
        status, output, errors = run("colorize", film, "--json")
        self.assertEqual(status, 0, errors)
        lines = json_lines(output)
        self.assertEqual(lines[0]["event"], "start")
        self.assertEqual(lines[0]["inputs"], 1)
        item = next(line for line in lines if line["event"] == "item")
        self.assertEqual((item["width"], item["height"], item["frames"]), (64, 48, 12))
        self.assertEqual(item["output"], str(self.folder / "film_colorized.mp4"))
        self.assertEqual((lines[-1]["event"], lines[-1]["written"]), ("summary", 1))

    def test_keeps_existing_outputs(self):
        film = self.make(count=6)
        (self.folder / "film_colorized.mp4").write_text("mine")
        status, _, errors = run("colorize", film)
        self.assertEqual(status, 2)
        self.assertIn("exists, not made by this job; -y overwrites it", errors)
        status, _, errors = run("colorize", film, "-n")
        self.assertEqual(status, 0)
        self.assertEqual((self.folder / "film_colorized.mp4").read_text(), "mine")
        self.color(film, "-y")
        self.assertEqual(len(frame_times(self.folder / "film_colorized.mp4")), 6)

    def test_skips_what_is_finished(self):
        film = self.make(count=6)
        result, _ = self.color(film)
        content = result.read_bytes()
        _, errors = self.color(film)
        self.assertIn("is finished already", errors)
        _, errors = self.color(film, "--flat", status=1)
        self.assertIn("is kept, but it was made with other options", errors)
        self.assertEqual(result.read_bytes(), content)
        self.make("film.mp4", 7)
        _, errors = self.color(film, status=1)
        self.assertIn("is kept, but the input has changed since", errors)
        self.color(film, "-y")
        self.assertEqual(len(frame_times(result)), 7)

    def test_refuses_what_cannot_be(self):
        film = self.make(count=6)
        for options, reason in [(["-o", self.folder / "a.avi"], "names no kind of video"),
                                (["-o", film, "-y"], "would replace its input"),
                                (["--codec", "divx"], "--codec takes"),
                                (["--codec", "ffv1"], "MP4 holds"),
                                (["--crf", "x"], "--crf takes"),
                                (["--crf", "99"], "from 0 to 51"),
                                (["--format", "png"], "--format is for pictures"),
                                (["--crop", "auto"], "--crop auto")]:
            status, _, errors = run("colorize", film, *options)
            self.assertEqual(status, 2, errors)
            self.assertIn(reason, errors)
        self.assertEqual(len(list(self.folder.glob("film*"))), 1)
        status, _, errors = run("colorize", self.folder / "frames6_64", "--codec", "h264")
        self.assertEqual(status, 2)
        self.assertIn("are for a video", errors)


if __name__ == "__main__":
    unittest.main()
