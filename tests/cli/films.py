"""Makes films with ffmpeg and looks into them with ffprobe; what the tests of videos share."""

import json
import subprocess

from PIL import Image
from program import drawing


def ffmpeg(*arguments, given=None):
    """Runs ffmpeg; returns its standard output."""
    done = subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments)]
                          if given is None else
                          ["ffmpeg", "-v", "error", "-y", *map(str, arguments)],
                          input=given, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def probe(film, *arguments):
    """What ffprobe says of a film, as JSON."""
    done = subprocess.run(["ffprobe", "-v", "error", "-of", "json", *arguments, str(film)],
                          capture_output=True, timeout=60)
    return json.loads(done.stdout)


def frame_times(film):
    """Presentation times of the video's frames in seconds, as ffprobe prints them."""
    frames = probe(film, "-select_streams", "v:0", "-show_entries", "frame=pts_time")["frames"]
    return [frame["pts_time"] for frame in frames]


def streams(film):
    return probe(film, "-show_streams")["streams"]


def video(film):
    return next(s for s in streams(film) if s["codec_type"] == "video")


def packets(film, stream):
    """Time and content of all packets of a stream such as a:0."""
    shown = probe(film, "-select_streams", stream, "-show_data_hash", "md5", "-show_entries",
                  "packet=pts_time,data_hash")["packets"]
    return [(p["pts_time"], p["data_hash"]) for p in shown]


def pixels(film, size, name="rgb24", mode="RGB"):
    """All frames as Pillow pictures."""
    width, height = size
    data = ffmpeg("-i", film, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", name, "-")
    step = width * height * len(mode)
    return [Image.frombytes(mode, size, data[i:i + step]) for i in range(0, len(data), step)]


def add_frames(folder, count, size=(64, 48), mode="RGB"):
    """Numbered drawings from 0001.png on; each shows another one."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        drawing(size, i).convert(mode).save(folder / f"{i + 1:04d}.png")
    return folder / "%04d.png"


def make_film(film, frames, *options, rate="24", inputs=()):
    """Puts numbered drawings together to a film; `inputs`: files with more streams."""
    more = [argument for name in inputs for argument in ("-i", name)]
    maps = [argument for i in range(len(inputs) + 1) for argument in ("-map", i)]
    ffmpeg("-framerate", rate, "-i", frames, *more, *maps, *options, film)
    return film


def make_tone(path, seconds, frequency=440, *options):
    ffmpeg("-f", "lavfi", "-i", f"sine=frequency={frequency}:duration={seconds}", *options, path)
    return path
