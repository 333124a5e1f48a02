"""The generator in PyTorch, as its users would write it, reading this program's weights."""

import torch
from safetensors import safe_open
from torch import nn


class UNet(nn.Module):
    """pix2pix's U-Net with the tensor names of a tintflow weights file."""

    def __init__(self, levels, ngf):
        super().__init__()
        widths = [min(ngf * 2**level, ngf * 8) for level in range(levels)]
        self.encoder = nn.ModuleList()
        self.decoder = nn.ModuleList()
        for level, width in enumerate(widths):
            inner_or_outer = level in (0, levels - 1)
            down = nn.Conv2d(3 if level == 0 else widths[level - 1], width, 4, 2, 1, bias=False)
            self.encoder.append(nn.Sequential(down) if inner_or_outer
                                else nn.Sequential(down, nn.BatchNorm2d(width)))
            out = 3 if level == 0 else widths[level - 1]
            up = nn.ConvTranspose2d(width if level == levels - 1 else 2 * width, out, 4, 2, 1,
                                    bias=level == 0)
            self.decoder.append(nn.Sequential(up) if level == 0
                                else nn.Sequential(up, nn.BatchNorm2d(out)))

    def forward(self, features):
        skips = []
        for level, layer in enumerate(self.encoder):
            features = layer(features if level == 0 else nn.functional.leaky_relu(features, 0.2))
            skips.append(features)
        for level in reversed(range(len(self.decoder))):
            if level + 1 < len(self.decoder):
                features = torch.cat([skips[level], features], 1)
            features = self.decoder[level](torch.relu(features))
        return torch.tanh(features)


def load(file):
    """The network of a weights file, ready for inference in fp32."""
    parts = {"weight": "0.weight", "bias": "0.bias", "norm_weight": "1.weight",
             "norm_bias": "1.bias", "running_mean": "1.running_mean",
             "running_var": "1.running_var"}
    with safe_open(file, "pt") as weights:
        metadata = weights.metadata()
        network = UNet(int(metadata["levels"]), int(metadata["ngf"]))
        state = {}
        for name in weights.keys():
            layer, part = name.rsplit(".", 1)
            state[f"{layer}.{parts[part]}"] = weights.get_tensor(name).float()
    missing, unexpected = network.load_state_dict(state, strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(f"{file}: missing {missing}, unexpected {unexpected}")
    return network.eval()
