"""Holds the weights format against its reference implementation, PyPI's safetensors.

Usage: safetensors_python_test.py PATH_OF_SAFETENSORS_COPY
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

COPY = sys.argv.pop(1)

TENSORS = {
    "doubles": np.linspace(-1, 1, 6).reshape(2, 3),
    "floats": np.arange(24, dtype=np.float32).reshape(2, 3, 4),
    "halves": np.array([0.5, -65504, 6e-8], dtype=np.float16),
    "longs": np.array([-(2**63), 2**63 - 1]),
    "ints": np.array([[-(2**31)]], dtype=np.int32),
    "shorts": np.array([-32768, 7], dtype=np.int16),
    "signed bytes": np.array([-128, 127, 0], dtype=np.int8),
    "bytes": np.array([0, 255, 1], dtype=np.uint8),
    "flags": np.array([True, False, True]),
    "scalar": np.array(2.5, dtype=np.float32),
    "nothing": np.zeros((0, 4), dtype=np.float32),
    'quoted "näme"\n': np.ones(1, dtype=np.float32),
}
METADATA = {"license": "CC BY 4.0", "text": 'quotes " and ünïcode \\ \n'}


class SafetensorsTest(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.written = pathlib.Path(self._folder.name, "written.safetensors")
        self.copied = pathlib.Path(self._folder.name, "copied.safetensors")

    def copy(self):
        return subprocess.run(
            [COPY, self.written, self.copied], capture_output=True, text=True, check=False
        )

    def test_program_and_python_read_each_other(self):
        save_file(TENSORS, self.written, METADATA)
        self.assertEqual(self.copy().returncode, 0)
        with safe_open(self.copied, "np") as file:
            self.assertEqual(file.metadata(), METADATA)
            self.assertEqual(set(file.keys()), set(TENSORS))
            for name, expected in TENSORS.items():
                tensor = file.get_tensor(name)
                self.assertEqual(tensor.dtype, expected.dtype, name)
                self.assertEqual(tensor.shape, expected.shape, name)
                self.assertEqual(tensor.tobytes(), expected.tobytes(), name)

    def test_file_without_tensors(self):
        save_file({}, self.written, METADATA)
        self.assertEqual(self.copy().returncode, 0)
        with safe_open(self.copied, "np") as file:
            self.assertEqual(list(file.keys()), [])

    def test_damage_that_python_refuses_is_refused(self):
        save_file(TENSORS, self.written)
        whole = self.written.read_bytes()
        for size in (0, 7, 8, 100, len(whole) - 1):
            self.written.write_bytes(whole[:size])
            with self.assertRaises(Exception):
                safe_open(self.written, "np").__enter__()
            result = self.copy()
            self.assertEqual(result.returncode, 5, size)
            self.assertIn("written.safetensors: not a usable safetensors file", result.stderr)


if __name__ == "__main__":
    unittest.main()
