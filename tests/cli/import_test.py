"""Converting generators of pytorch-CycleGAN-and-pix2pix, of the names and shapes that these have."""

import importlib.util
import pathlib
import unittest

import numpy as np
from safetensors.numpy import save_file

from program import ProgramTest, drawing, run

SCRIPT = pathlib.Path(__file__).parents[2] / "examples/import_pix2pix.py"
spec = importlib.util.spec_from_file_location("import_pix2pix", SCRIPT)
import_pix2pix = importlib.util.module_from_spec(spec)
spec.loader.exec_module(import_pix2pix)

NORM = ("weight", "bias", "running_mean", "running_var")


class OriginalUNet:
    """The state dict of UnetGenerator(3, 3, levels, ngf) as its constructor nests it."""

    def __init__(self, levels, ngf, batch_norm=True):
        self.random = np.random.default_rng(1)
        self.batch_norm = batch_norm
        self.levels = levels
        self.widths = [ngf * min(2**level, 8) for level in range(levels)]
        self.state = {}
        self.add_block("model.", 0)

    def array(self, *shape):
        return self.random.normal(0, 0.1, shape).astype(np.float32)

    def add_conv(self, name, shape, outputs, bias):
        self.state[name + ".weight"] = self.array(*shape, 4, 4)
        if bias:
            self.state[name + ".bias"] = self.array(outputs)

    def add_norm(self, name, channels):
        if not self.batch_norm:
            return
        for key in NORM:
            self.state[f"{name}.{key}"] = np.abs(self.array(channels)) + 0.5
        self.state[name + ".num_batches_tracked"] = np.array(7)

    def add_block(self, prefix, level):
        """UnetSkipConnectionBlock: what it is made of depends on where it stands."""
        outer = 3 if level == 0 else self.widths[level - 1]
        inner = self.widths[level]
        bias = not self.batch_norm
        modules = []
        if level > 0:
            modules.append("downrelu")
        modules.append("downconv")
        innermost = level == self.levels - 1
        if level > 0 and not innermost:
            modules.append("downnorm")
        if not innermost:
            modules.append("submodule")
        modules += ["uprelu", "upconv"]
        modules.append("tanh" if level == 0 else "upnorm")
        for index, module in enumerate(modules):
            name = f"{prefix}model.{index}"
            if module == "downconv":
                self.add_conv(name, (inner, outer), inner, bias)
            elif module == "downnorm":
                self.add_norm(name, inner)
            elif module == "submodule":
                self.add_block(name + ".", level + 1)
            elif module == "upconv":
                inputs = inner if innermost else 2 * inner
                self.add_conv(name, (inputs, outer), outer, bias or level == 0)
            elif module == "upnorm":
                self.add_norm(name, outer)


class Import(ProgramTest):
    def test_names(self):
        state = OriginalUNet(8, 2).state
        self.assertIn("model.model.1.model.3.model.3.model.3.model.3.model.3.model.3.model.1.weight",
                      state)
        tensors, metadata = import_pix2pix.convert(state)
        self.assertEqual(metadata, {"architecture": "pix2pix-unet", "ngf": "2", "levels": "8",
                                    "dropout": "0", "norm": "batch"})
        innermost = "model.model.1" + ".model.3" * 6
        for here, there in {
                "encoder.0.weight": "model.model.0.weight",
                "decoder.0.weight": "model.model.3.weight",
                "decoder.0.bias": "model.model.3.bias",
                "encoder.1.weight": "model.model.1.model.1.weight",
                "encoder.1.norm_weight": "model.model.1.model.2.weight",
                "encoder.1.running_var": "model.model.1.model.2.running_var",
                "decoder.1.weight": "model.model.1.model.5.weight",
                "decoder.1.norm_bias": "model.model.1.model.6.bias",
                "decoder.1.running_mean": "model.model.1.model.6.running_mean",
                "encoder.2.weight": "model.model.1.model.3.model.1.weight",
                "encoder.7.weight": innermost + ".model.1.weight",
                "decoder.7.weight": innermost + ".model.3.weight",
                "decoder.7.norm_weight": innermost + ".model.4.weight"}.items():
            np.testing.assert_array_equal(tensors[here], state[there], here)
        self.assertEqual(len(tensors), sum("num_batches" not in name for name in state))

    def test_data_parallel(self):
        state = OriginalUNet(5, 4).state
        plain, _ = import_pix2pix.convert(state)
        wrapped, _ = import_pix2pix.convert({"module." + name: a for name, a in state.items()})
        self.assertEqual(set(plain), set(wrapped))

    def test_program_takes_what_is_converted(self):
        drawing().save(self.folder / "a.png")
        for batch_norm in (True, False):
            tensors, metadata = import_pix2pix.convert(OriginalUNet(5, 4, batch_norm).state)
            self.assertEqual(metadata["norm"], "batch" if batch_norm else "instance")
            model = self.folder / "model.safetensors"
            save_file(tensors, model, metadata)
            status, _, errors = run("colorize", self.folder / "a.png", "--model", model, "--size",
                                    32, "-y")
            self.assertEqual(status, 0, errors)

    def test_other_networks_are_refused(self):
        with self.assertRaisesRegex(ValueError, "model.model.0.weight is missing"):
            import_pix2pix.convert({"model.1.weight": np.zeros((64, 3, 7, 7))})
        state = OriginalUNet(5, 4).state
        state["model.model.9.weight"] = np.zeros(3)
        with self.assertRaisesRegex(ValueError, "cannot convert model.model.9.weight"):
            import_pix2pix.convert(state)
        gray = OriginalUNet(5, 4).state
        gray["model.model.0.weight"] = gray["model.model.0.weight"][:, :1]
        with self.assertRaisesRegex(ValueError, "3 channels"):
            import_pix2pix.convert(gray)


if __name__ == "__main__":
    unittest.main()
