"""Feeds training pairs by tintflow and by its peers, in turns, and prints medians and ratios.

Everybody does the same: read and decode pictures of 1024 x 512 pixels, cut them in halves, scale
each to 286 x 286, rotate both by up to 5 degrees, cut 256 x 256 out of them, flip every second pair,
scale to floats in [-1, 1], and put them into batches. A peer whose pictures without random change are
not those of tintflow does not count.
"""

import argparse
import math
import pathlib
import random
import resource
import statistics
import tempfile
import time

import cv2
import numpy as np
import nvidia.dali.fn as dali
import spdl.io
import torch
import torchvision
from nvidia.dali import pipeline_def
from nvidia.dali import types as dali_types
from spdl.pipeline import PipelineBuilder
from torch.utils.data import DataLoader, Dataset
from torchvision.transforms import v2

import tintflow

SIDE, LOAD_SIDE, DEGREES = 256, 286, 5
CORES = 2
LARGEST_MEAN_DIFFERENCE = 3  # 8-bit levels; filters round differently

cv2.setNumThreads(1)
torch.set_num_threads(1)


class Tintflow:
    name = "tintflow"

    def batches(self, files, batch_size, changed):
        augment = tintflow.Augment(rotation=DEGREES) if changed else None
        with tintflow.PairLoader(files, batch_size, SIDE, augment=augment, shuffle=False,
                                 threads=CORES) as loader:
            for batch in loader:
                yield tuple(map(torch.from_dlpack, batch))


class Pairs(Dataset):
    """Decoded by torchvision; (color, drawing), 2 x 3 x 256 x 256."""

    def __init__(self, files, changed):
        self.files = [str(file) for file in files]
        self.transform = v2.Compose([
            *([v2.Resize(LOAD_SIDE, antialias=True),
               v2.RandomRotation(DEGREES, v2.InterpolationMode.BILINEAR, fill=255),
               v2.RandomCrop(SIDE), v2.RandomHorizontalFlip()]
              if changed else [v2.Resize(SIDE, antialias=True)]),
            v2.ToDtype(torch.float32, scale=True),
            v2.Normalize([0.5], [0.5]),
        ])

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        picture = torchvision.io.decode_image(self.files[index], torchvision.io.ImageReadMode.RGB)
        return self.transform(torch.stack(picture.chunk(2, dim=2)))


class TorchLoader:
    name = f"PyTorch DataLoader, {CORES} workers, torchvision"

    def batches(self, files, batch_size, changed):
        for batch in DataLoader(Pairs(files, changed), batch_size, num_workers=CORES):
            yield batch[:, 1], batch[:, 0]


@pipeline_def(num_threads=CORES, device_id=None)
def dali_pipeline(files, changed):
    encoded, _ = dali.readers.file(files=[str(file) for file in files])
    picture = dali.decoders.image(encoded, device="cpu", output_type=dali_types.RGB)
    side = LOAD_SIDE if changed else SIDE
    halves = [dali.resize(dali.slice(picture, start, 0.5, axes=[1]), resize_x=side, resize_y=side)
              for start in (0.5, 0.0)]
    place = {}
    if changed:
        angle = dali.random.uniform(range=(-DEGREES, DEGREES))
        halves = [dali.rotate(half, angle=angle, fill_value=255, keep_size=True)
                  for half in halves]
        place = {"crop_pos_x": dali.random.uniform(range=(0, 1)),
                 "crop_pos_y": dali.random.uniform(range=(0, 1)),
                 "mirror": dali.random.coin_flip()}
    return tuple(
        dali.crop_mirror_normalize(half, crop=(SIDE, SIDE), mean=3 * [127.5], std=3 * [127.5],
                                   output_layout="CHW", **place) for half in halves)


class Dali:
    name = f"NVIDIA DALI on the CPU, {CORES} threads"

    def batches(self, files, batch_size, changed):
        pipeline = dali_pipeline(files, changed, batch_size=batch_size)
        pipeline.build()
        for _ in range(math.ceil(len(files) / batch_size)):
            yield tuple(torch.from_dlpack(halves.as_tensor()) for halves in pipeline.run())


class Spdl:
    """Decodes and scales by FFmpeg; what FFmpeg has no pairwise filter for is done by OpenCV."""

    name = f"spdl-io and OpenCV, {CORES} threads"

    def batches(self, files, batch_size, changed):
        side = LOAD_SIDE if changed else SIDE
        scaled = spdl.io.get_video_filter_desc(
            scale_width=2 * side, scale_height=side, scale_algo="area", scale_mode=None)

        def load(file):
            picture = spdl.io.to_numpy(spdl.io.load_image(str(file), filter_desc=scaled))
            color, drawing = picture[:, :side], picture[:, side:]
            return self.change(drawing, color) if changed else (drawing, color)

        def batch(pairs):
            return tuple(torch.from_numpy(np.stack(half)).permute(0, 3, 1, 2)
                         .to(torch.float32).div_(127.5).sub_(1) for half in zip(*pairs))

        pipeline = (PipelineBuilder().add_source(files)
                    .pipe(load, concurrency=CORES, output_order="input")
                    .aggregate(batch_size).pipe(batch).add_sink(2).build(num_threads=CORES))
        with pipeline.auto_stop():
            yield from pipeline

    @staticmethod
    def change(*halves):
        center = (LOAD_SIDE - 1) / 2
        turn = cv2.getRotationMatrix2D((center, center), random.uniform(-DEGREES, DEGREES), 1)
        x, y = (random.randrange(LOAD_SIDE - SIDE + 1) for _ in "xy")
        flip = random.random() < 0.5
        for half in halves:
            turned = cv2.warpAffine(half, turn, (LOAD_SIDE, LOAD_SIDE), flags=cv2.INTER_LINEAR,
                                    borderValue=(255, 255, 255))
            cut = turned[y:y + SIDE, x:x + SIDE]
            yield cut[:, ::-1] if flip else cut


def mean_difference(feeder, files):
    """Of its pictures to those of tintflow, in 8-bit levels; ends the run where it is too much."""
    differences = [
        float((a - b).abs().mean()) * 127.5
        for own, other in zip(Tintflow().batches(files, 8, changed=False),
                              feeder.batches(files, 8, changed=False), strict=True)
        for a, b in zip(own, other, strict=True)]
    mean = statistics.mean(differences)
    if mean > LARGEST_MEAN_DIFFERENCE:
        raise SystemExit(f"{feeder.name}: its pictures differ by {mean:.1f} levels on average")
    return mean


def processor_seconds():
    """Of this process and those of its children that have ended."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(
        resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def measure(feeder, files, batch_size):
    """Pairs a second from the first batch on, so that nobody's start counts, and core ms a pair."""
    used = processor_seconds()
    batches = feeder.batches(files, batch_size, changed=True)
    first = len(next(batches)[0])
    start = time.perf_counter()
    count = sum(len(drawing) for drawing, _ in batches)
    rate = count / (time.perf_counter() - start)
    return rate, 1e3 * (processor_seconds() - used) / (first + count)


def random_pairs(folder, count):
    """Smooth colors on the left, lines on the right."""
    files = []
    for number in range(count):
        source = np.random.default_rng(number)
        color = cv2.resize(source.integers(0, 256, (8, 8, 3), np.uint8), (512, 512),
                           interpolation=cv2.INTER_CUBIC)
        drawing = np.full((512, 512, 3), 255, np.uint8)
        for _ in range(25):
            ends = source.integers(0, 512, (2, 2)).tolist()
            cv2.line(drawing, *ends, color=(0, 0, 0), thickness=3, lineType=cv2.LINE_AA)
        files.append(folder / f"{number}.png")
        cv2.imwrite(str(files[-1]), np.hstack([color, drawing]))
    return files


def as_jpegs(files, folder):
    """The same pictures as JPEG of quality 95."""
    jpegs = [folder / f"{file.stem}.jpg" for file in files]
    for file, jpeg in zip(files, jpegs, strict=True):
        cv2.imwrite(str(jpeg), cv2.imread(str(file)), [cv2.IMWRITE_JPEG_QUALITY, 95])
    return jpegs


def compare(title, files, options):
    feeders = [Tintflow(), TorchLoader(), Dali(), Spdl()]
    differences = [mean_difference(feeder, files[:32]) for feeder in feeders]
    runs = [[measure(feeder, files, options.batch_size) for feeder in feeders]
            for _ in range(options.repeat)]
    print(f"{title}, {len(files)} pairs, batches of {options.batch_size}, "
          f"{options.repeat} runs in turns")
    print("| | pairs/s | tintflow over it | core ms a pair | mean difference, levels |\n"
          "|---|---|---|---|---|")
    for place, (feeder, difference) in enumerate(zip(feeders, differences, strict=True)):
        rate, core_ms = map(statistics.median, zip(*(run[place] for run in runs), strict=True))
        ratio = statistics.median(run[0][0] / run[place][0] for run in runs)
        print(f"| {feeder.name} | {rate:.0f} | {ratio:.2f} | {core_ms:.1f} | {difference:.2f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=pathlib.Path,
                        help="of 1024 x 512 PNG pairs; random ones without it")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--batch-size", type=int, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        own = pathlib.Path(temporary)
        files = (sorted(options.folder.rglob("*.png"))[:options.count] if options.folder
                 else random_pairs(own, options.count))
        compare("PNG", files, options)
        compare("JPEG", as_jpegs(files, own), options)


if __name__ == "__main__":
    main()
