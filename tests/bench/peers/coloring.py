"""Colors one folder by tintflow and by its peers in Python, in turns, and prints medians and ratios.

Everybody does the same: decode, scale to 256 x 256, run the same weights, scale back, write PNG at
level 1. A peer whose pictures are not those of tintflow does not count.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import onnxruntime
import openvino
import torch
from PIL import Image, ImageOps
from torch.utils.data import DataLoader, Dataset

import unet

SIDE = 256
CORES = 2
EXAMPLES = pathlib.Path(__file__).parents[3] / "examples" / "sketches"
LARGEST_MEAN_DIFFERENCE = 2.0  # 8-bit levels; filters round differently

cv2.setNumThreads(1)


def read(file):
    """An RGB drawing as the network's input, 1 x 3 x 256 x 256 in [-1, 1], and its own size."""
    picture = cv2.cvtColor(cv2.imread(str(file)), cv2.COLOR_BGR2RGB)
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    planes = small.transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1
    return np.ascontiguousarray(planes), (picture.shape[1], picture.shape[0])


def write(planes, size, file):
    """The network's output, 3 x 256 x 256 in [-1, 1], as a PNG of `size`."""
    picture = np.clip(planes.transpose(1, 2, 0) * 127.5 + 127.5, 0, 255).round().astype(np.uint8)
    picture = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR)
    cv2.imwrite(str(file), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR),
                [cv2.IMWRITE_PNG_COMPRESSION, 1])


class Drawings(Dataset):
    """The reference way: Pillow in the workers of a DataLoader."""

    def __init__(self, files):
        self.files = files

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        picture = Image.open(self.files[index]).convert("RGB")
        small = np.asarray(picture.resize((SIDE, SIDE), Image.BOX), np.float32)
        return torch.from_numpy(small.transpose(2, 0, 1) / 127.5 - 1), picture.size, index


class Reference:
    """PyTorch, DataLoader and Pillow."""

    def __init__(self, network, precision, batch):
        self.name = f"PyTorch + DataLoader + Pillow, {precision}, batch {batch}"
        self.network, self.bf16, self.batch = network, precision == "bf16", batch

    @torch.inference_mode()
    def color(self, files, folder):
        torch.set_num_threads(CORES)
        for batch, (widths, heights), indices in DataLoader(
                Drawings(files), self.batch, num_workers=CORES):
            with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
                output = self.network(batch).float().numpy()
            for planes, width, height, index in zip(output, widths, heights, indices):
                pixels = (planes.transpose(1, 2, 0) * 127.5 + 127.5).clip(0, 255).round()
                Image.fromarray(pixels.astype(np.uint8)).resize(
                    (int(width), int(height)), Image.BILINEAR).save(
                        folder / f"{files[index].stem}.png", compress_level=1)


class Threaded:
    """One thread a core: each decodes, runs its own replica on one thread, encodes."""

    def __init__(self, name, infer):
        self.name, self.infer = name, infer

    def color(self, files, folder):
        torch.set_num_threads(1)

        def one(file):
            planes, size = read(file)
            write(self.infer(planes)[0], size, folder / f"{file.stem}.png")

        with ThreadPoolExecutor(CORES) as pool:
            list(pool.map(one, files))


class OpenVino:
    """OpenVINO's own queue for throughput; codecs on threads."""

    def __init__(self, model, precision):
        self.name = f"OpenVINO async, {precision}"
        self.model = openvino.Core().compile_model(
            model, "CPU", {"PERFORMANCE_HINT": "THROUGHPUT", "INFERENCE_NUM_THREADS": CORES,
                           "INFERENCE_PRECISION_HINT": {"fp32": "f32", "bf16": "bf16"}[precision]})

    def color(self, files, folder):
        with ThreadPoolExecutor(CORES) as codecs:
            queue = openvino.AsyncInferQueue(self.model)
            writes = []

            def finished(request, context):
                size, file = context
                planes = request.get_output_tensor().data[0].copy()
                writes.append(codecs.submit(write, planes, size, file))

            queue.set_callback(finished)
            ahead = 4 * CORES
            reads = [codecs.submit(read, file) for file in files[:ahead]]
            for index, file in enumerate(files):
                planes, size = reads[index].result()
                if index + ahead < len(files):
                    reads.append(codecs.submit(read, files[index + ahead]))
                queue.start_async({0: planes}, (size, folder / f"{file.stem}.png"))
            queue.wait_all()
            for done in writes:
                done.result()


class Tintflow:
    def __init__(self, program, model, precision):
        self.name = f"tintflow, {precision}"
        self.command = [program, "colorize", "-y", "--quiet", "--json", "--lines", "model",
                        "--line-scale", "none", "--format", "png", "--precision", precision,
                        "--model", model]

    def color(self, files, folder):
        output = subprocess.run(self.command + [files[0].parent, "-o", folder], check=True,
                                capture_output=True, text=True).stdout
        return json.loads(output.splitlines()[-1])["seconds"]


def traced(network, precision):
    """A replica for one picture, batch norm folded, laid out for oneDNN."""
    dtype = torch.bfloat16 if precision == "bf16" else torch.float32
    example = torch.zeros(1, 3, SIDE, SIDE, dtype=dtype).contiguous(
        memory_format=torch.channels_last)
    with torch.inference_mode():
        model = torch.jit.freeze(torch.jit.trace(
            network.to(dtype).to(memory_format=torch.channels_last), example))

    @torch.inference_mode()
    def infer(planes):
        batch = torch.from_numpy(planes).to(dtype).contiguous(memory_format=torch.channels_last)
        return model(batch).float().numpy()

    return infer


def contenders(arguments, scratch):
    weights = arguments.model
    onnx = scratch / "generator.onnx"
    torch.onnx.export(unet.load(weights), torch.zeros(1, 3, SIDE, SIDE), onnx, dynamo=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(onnx), options)
    name = session.get_inputs()[0].name
    yield Tintflow(arguments.program, weights, "fp32")
    yield Tintflow(arguments.program, weights, "bf16")
    for precision in ("fp32", "bf16"):
        for batch in (1, 8):
            yield Reference(unet.load(weights), precision, batch)
        yield Threaded(f"PyTorch, frozen, one thread a core, OpenCV, {precision}",
                       traced(unet.load(weights), precision))
        yield OpenVino(str(onnx), precision)
    yield Threaded("ONNX Runtime, one thread a core, OpenCV, fp32",
                   lambda planes: session.run(None, {name: planes})[0])


def mean_difference(folder, truth):
    return statistics.mean(
        float(cv2.absdiff(cv2.imread(str(file)), cv2.imread(str(folder / file.name))).mean())
        for file in truth.glob("*.png"))


def timed(contender, files, folder):
    start = time.perf_counter()
    seconds = contender.color(files, folder)
    return seconds or time.perf_counter() - start


def turned_examples(folder):
    """The examples at 512 x 512, each turned and mirrored in all ways."""
    folder.mkdir()
    for file in sorted(EXAMPLES.glob("*.*g")):
        picture = Image.open(file).convert("RGB")
        square = ImageOps.pad(picture, (512, 512), color="white")
        for mirrored in (square, ImageOps.mirror(square)):
            for quarter in range(4):
                mirrored.rotate(90 * quarter).save(
                    folder / f"{file.stem}_{int(mirrored is not square)}{quarter}.png")
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("model", help="weights, .safetensors")
    parser.add_argument("drawings", type=pathlib.Path, nargs="?",
                        help="folder of square PNG drawings; default: made from the examples")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        files = sorted((arguments.drawings or turned_examples(scratch / "in")).glob("*.png"))
        field = list(contenders(arguments, scratch))
        rates = {contender.name: [] for contender in field}
        for _ in range(arguments.rounds):
            for number, contender in enumerate(field):
                folder = scratch / str(number)
                folder.mkdir(exist_ok=True)
                rates[contender.name].append(len(files) / timed(contender, files, folder))
        print(f"{'':60} drawings/s  tintflow bf16 is  difference")
        best = statistics.median(rates[field[1].name])
        failed = False
        for number, contender in enumerate(field):
            rate = statistics.median(rates[contender.name])
            difference = mean_difference(scratch / str(number), scratch / "0")
            failed |= difference > LARGEST_MEAN_DIFFERENCE
            print(f"{contender.name:60} {rate:10.1f} {best / rate:13.2f} x {difference:11.2f}")
    return "pictures differ: the comparison does not count" if failed else 0


if __name__ == "__main__":
    sys.exit(main())
