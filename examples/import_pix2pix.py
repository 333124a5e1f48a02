#!/usr/bin/env python3
"""Turns a generator of pytorch-CycleGAN-and-pix2pix into one of tintflow.

    import_pix2pix.py latest_net_G.pth imported.safetensors --license "CC BY 4.0"
    tintflow colorize sketches/ --model imported.safetensors

Reads the U-Nets (unet_128, unet_256) of https://github.com/junyanz/pytorch-CycleGAN-and-pix2pix with
3 channels in and out and batch or instance normalization. The network must have been trained with
drawings as input. Needs torch (to read the file), numpy and safetensors from PyPI.

Both programs build the same network: nested blocks there, two lists of levels here.

    block     there                                      here
    level 0   model.model.0 / .3 (transposed)            encoder.0 / decoder.0
    between   .1 conv, .2 norm, .5 transposed, .6 norm   encoder.L, decoder.L
    last      .1 conv, .3 transposed, .4 norm            encoder.L, decoder.L

The next block is .1 of the outermost and .3 of those between. Skip connections come first where
channels are joined, in both.
"""

import argparse
import re

NORM = {
    "weight": "norm_weight",
    "bias": "norm_bias",
    "running_mean": "running_mean",
    "running_var": "running_var",
}


def count_levels(names):
    """How many blocks are nested: the outermost, one at .1, then each at .3."""
    levels = 1
    prefix = "model.model.1.model."
    while any(name.startswith(prefix) for name in names):
        levels += 1
        prefix += "3.model."
    return levels


def block_layers(level, levels):
    """(Here, there) of one block: names of its convolutions and norms below the block."""
    if level == 0:
        return [("encoder", "0", None), ("decoder", "3", None)]
    if level == levels - 1:
        return [("encoder", "1", None), ("decoder", "3", "4")]
    return [("encoder", "1", "2"), ("decoder", "5", "6")]


def convert(state):
    """Maps a state dict, numpy arrays by name, to tintflow's tensors and architecture metadata.

    Raises ValueError where it is no such U-Net.
    """
    # DataParallel puts its own name before each.
    state = {re.sub(r"^module\.", "", name): array for name, array in state.items()}
    state = {name: array for name, array in state.items()
             if not name.endswith("num_batches_tracked")}
    if "model.model.0.weight" not in state:
        raise ValueError("not a U-Net of pytorch-CycleGAN-and-pix2pix: model.model.0.weight is "
                         "missing (resnet generators cannot be converted)")
    levels = count_levels(state)
    tensors = {}

    def take(here, there):
        if there in state:
            tensors[here] = state.pop(there)

    for level in range(levels):
        prefix = "model.model." + ("1.model." + "3.model." * (level - 1) if level else "")
        for side, conv, norm in block_layers(level, levels):
            take(f"{side}.{level}.weight", f"{prefix}{conv}.weight")
            take(f"{side}.{level}.bias", f"{prefix}{conv}.bias")
            for there, here in NORM.items() if norm else ():
                take(f"{side}.{level}.{here}", f"{prefix}{norm}.{there}")
    if state:
        raise ValueError("cannot convert " + ", ".join(sorted(state)))

    outermost = tensors["encoder.0.weight"]
    if outermost.shape[1] != 3 or tensors["decoder.0.weight"].shape[1] != 3:
        raise ValueError("only networks with 3 channels in and 3 out can be converted")
    batch_norm = "decoder.1.norm_weight" in tensors
    return tensors, {
        "architecture": "pix2pix-unet",
        "ngf": str(outermost.shape[0]),
        "levels": str(levels),
        "dropout": "0",
        "norm": "batch" if batch_norm else "instance",
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("network", help="latest_net_G.pth")
    parser.add_argument("model", help="the .safetensors file to write")
    parser.add_argument("--data", default="", help="what it was trained on, kept in the model")
    parser.add_argument("--license", default="", help="license of the weights, kept in the model")
    options = parser.parse_args()

    import torch  # pylint: disable=import-outside-toplevel
    from safetensors.numpy import save_file  # pylint: disable=import-outside-toplevel

    state = torch.load(options.network, map_location="cpu", weights_only=True)
    try:
        tensors, metadata = convert(
            {name: tensor.float().numpy() for name, tensor in state.items()})
    except ValueError as error:
        parser.exit(1, f"{options.network}: {error}\n")
    metadata["from"] = "pytorch-CycleGAN-and-pix2pix"
    for key in ("data", "license"):
        if getattr(options, key):
            metadata[key] = getattr(options, key)
    save_file(tensors, options.model, metadata)


if __name__ == "__main__":
    main()
