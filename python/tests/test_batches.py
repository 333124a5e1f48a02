"""What is in a batch, and who owns it."""

import gc
import pathlib
import tempfile
import unittest

import numpy as np
from PIL import Image

import tintflow
from pairs import SIDE, in_unit_range, pair_pixels, write_pairs


class BatchTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        write_pairs(self.folder, 6)

    def loader(self, **options):
        loader = tintflow.PairLoader(self.folder, **{"batch_size": 3, "size": SIDE, **options})
        self.addCleanup(loader.close)
        return loader

    def test_holds_the_pictures_of_its_pairs(self):
        for batch in self.loader():
            drawing, color = map(np.from_dlpack, batch)
            self.assertEqual(drawing.shape, (3, 3, SIDE, SIDE))
            self.assertEqual(drawing.dtype, np.float32)
            self.assertLessEqual(np.abs(drawing).max(), 1)
            for place, pair in enumerate(batch.pairs):
                pixels = in_unit_range(pair_pixels(pair))
                for found, expected in ((color, pixels[:, :SIDE]), (drawing, pixels[:, SIDE:])):
                    np.testing.assert_allclose(
                        found[place], expected.transpose(2, 0, 1), rtol=0, atol=1e-6)

    def test_swaps_the_halves_where_asked(self):
        batch = next(iter(self.loader(layout="sketch-color")))
        expected = in_unit_range(pair_pixels(batch.pairs[0]))[:, :SIDE].transpose(2, 0, 1)
        np.testing.assert_allclose(np.from_dlpack(batch.drawing)[0], expected, rtol=0, atol=1e-6)

    def test_takes_two_folders(self):
        for file in list(self.folder.glob("*.png")):
            with Image.open(file) as picture:
                for name, left, extension in (("color", 0, ".bmp"), ("sketch", SIDE, ".png")):
                    half = (self.folder / "two" / name / file.name).with_suffix(extension)
                    half.parent.mkdir(parents=True, exist_ok=True)
                    picture.crop((left, 0, left + SIDE, SIDE)).save(half)
        joined = next(iter(self.loader(shuffle=False)))
        two = tintflow.PairLoader(self.folder / "two/sketch", 3, SIDE, layout="folders",
                                  shuffle=False)
        self.addCleanup(two.close)
        for found, expected in zip(next(iter(two)), joined):
            np.testing.assert_array_equal(np.from_dlpack(found), np.from_dlpack(expected))

    def test_extracts_the_lines_of_color_alone(self):
        picture = Image.new("RGB", (4 * SIDE, 4 * SIDE), "yellow")
        picture.paste("blue", (SIDE, SIDE, 3 * SIDE, 3 * SIDE))
        file = self.folder / "color.png"
        picture.save(file)
        loader = tintflow.PairLoader([file], 1, 4 * SIDE, layout="color")
        self.addCleanup(loader.close)
        batch = next(iter(loader))
        drawing, color = (np.from_dlpack(array)[0] for array in batch)
        np.testing.assert_allclose(color[:, 2 * SIDE, 2 * SIDE], [-1, -1, 1], rtol=0, atol=1e-6)
        np.testing.assert_allclose(drawing[:, 2 * SIDE, 2 * SIDE], 1, rtol=0, atol=1e-6)
        self.assertLess(drawing.min(), 0)
        white = np.isclose(drawing, 1, rtol=0, atol=1e-6)
        self.assertGreater(white.mean(), 0.8, "on white paper")

    def test_has_the_channels_where_asked(self):
        first = next(iter(self.loader(channels="first")))
        last = next(iter(self.loader(channels="last")))
        drawing = np.from_dlpack(last.drawing)
        self.assertEqual(drawing.shape, (3, SIDE, SIDE, 3))
        self.assertTrue(drawing.flags.c_contiguous)
        np.testing.assert_array_equal(
            np.from_dlpack(first.drawing), drawing.transpose(0, 3, 1, 2))

    def test_holds_bytes_where_asked(self):
        augment = tintflow.Augment(rotation=10)
        floats = next(iter(self.loader(augment=augment)))
        batch = next(iter(self.loader(augment=augment, dtype="uint8")))
        self.assertEqual(batch.pairs, floats.pairs)
        for found, expected in zip(batch, floats, strict=True):
            pixels = np.from_dlpack(found)
            self.assertEqual(pixels.dtype, np.uint8)
            self.assertEqual(pixels.shape, (3, 3, SIDE, SIDE))
            np.testing.assert_allclose(
                in_unit_range(pixels), np.from_dlpack(expected), rtol=0, atol=1e-6)

    def test_bytes_have_the_channels_where_asked(self):
        batch = next(iter(self.loader(dtype="uint8", channels="last", shuffle=False)))
        np.testing.assert_array_equal(np.from_dlpack(batch.color)[1], pair_pixels(1)[:, :SIDE])

    def test_fits_other_sizes_into_its_square(self):
        Image.new("RGB", (200, 40), "red").save(self.folder / "00.png")
        batch = next(iter(self.loader(shuffle=False)))
        color = np.from_dlpack(batch.color)[0]
        self.assertEqual(color[1, SIDE // 2, SIDE // 2], -1)
        self.assertAlmostEqual(color[1, 0, 0], 1, places=6, msg="paper above and below")

    def test_is_shared_and_not_copied(self):
        batch = next(iter(self.loader()))
        one, other = np.from_dlpack(batch.drawing), np.from_dlpack(batch.drawing)
        self.assertTrue(np.shares_memory(one, other))
        one[0, 0, 0, 0] = 5
        self.assertEqual(other[0, 0, 0, 0], 5)

    def test_outlives_its_loader(self):
        loader = self.loader(shuffle=False)
        drawing = np.from_dlpack(next(iter(loader)).drawing)
        before = drawing.copy()
        loader.close()
        del loader
        gc.collect()
        for _ in range(3):
            for batch in self.loader():
                np.from_dlpack(batch.drawing)[:] = 0
        np.testing.assert_array_equal(drawing, before)

    def test_batches_that_are_kept_do_not_share_memory(self):
        arrays = [np.from_dlpack(batch.drawing) for batch in self.loader(prefetch=1)]
        self.assertFalse(np.shares_memory(*arrays))

    def test_is_augmented_as_seed_and_epoch_say(self):
        augment = tintflow.Augment(rotation=10, shear=5, zoom=0.1, shift=0.1, noise=5)

        def epochs(seed, threads):
            loader = self.loader(augment=augment, seed=seed, threads=threads)
            return [np.concatenate([np.from_dlpack(b.drawing) for b in loader]) for _ in range(2)]

        first, second = epochs(1, 1)
        self.assertEqual(first.shape, (6, 3, SIDE, SIDE))
        self.assertFalse(np.array_equal(first, second))
        np.testing.assert_array_equal(epochs(1, 3), [first, second])
        self.assertFalse(np.array_equal(epochs(2, 1)[0], first))

    def test_is_the_same_from_the_cache(self):
        def epochs(cache):
            loader = self.loader(augment=tintflow.Augment(), cache=cache)
            return [np.concatenate([np.from_dlpack(b.color) for b in loader]) for _ in range(3)]

        plain = epochs(0)
        for pairs_that_fit in (2, 100):
            np.testing.assert_array_equal(epochs(pairs_that_fit * 6 * 36 * 36), plain)

    def test_comes_from_the_cache_without_files(self):
        loader = self.loader(cache=1 << 20)
        self.assertEqual(sum(len(batch.pairs) for batch in loader), 6)
        for file in loader.files:
            file.unlink()
        self.assertEqual(sum(len(batch.pairs) for batch in loader), 6)


if __name__ == "__main__":
    unittest.main()
