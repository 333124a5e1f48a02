"""Which pairs come when: epochs, shards, last batches, resuming, bad pairs."""

import itertools
import pathlib
import tempfile
import unittest

import numpy as np

import tintflow
from pairs import SIDE, write_pairs


class EpochTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        write_pairs(self.folder, 11)

    def loader(self, batch_size=2, **options):
        loader = tintflow.PairLoader(self.folder, batch_size, size=SIDE, **options)
        self.addCleanup(loader.close)
        return loader

    def test_every_epoch_has_every_pair_once_in_another_order(self):
        loader = self.loader(batch_size=4)
        epochs = [[batch.pairs for batch in loader] for _ in range(3)]
        for batches in epochs:
            self.assertEqual([len(pairs) for pairs in batches], [4, 4, 3])
            self.assertEqual(len(batches), len(loader))
            self.assertEqual(sorted(itertools.chain(*batches)), list(range(11)))
        self.assertNotEqual(epochs[0], epochs[1])
        self.assertNotEqual(epochs[1], epochs[2])

    def test_the_order_depends_on_the_seed(self):
        def order(seed):
            return [batch.pairs for batch in self.loader(seed=seed)]

        self.assertEqual(order(3), order(3))
        self.assertNotEqual(order(3), order(4))

    def test_pairs_are_named_by_their_files(self):
        loader = self.loader(shuffle=False)
        self.assertEqual([file.name for file in loader.files], [f"{i:02}.png" for i in range(11)])
        self.assertEqual([b.pairs for b in loader][:2], [[0, 1], [2, 3]])
        some = tintflow.PairLoader([loader.files[7], str(loader.files[2])], 1, shuffle=False)
        self.assertEqual([file.name for file in some.files], ["07.png", "02.png"])

    def test_shards_share_the_pairs_out_exactly(self):
        for world in (1, 2, 3, 4):
            pairs = []
            for rank in range(world):
                pairs += itertools.chain(*(b.pairs for b in self.loader(shard=(rank, world))))
            self.assertEqual(sorted(pairs), list(range(11)), f"{world} shards")

    def test_shards_step_together_where_the_last_batch_is_dropped_or_wrapped(self):
        for last_batch, batches in (("drop", 1), ("wrap", 2)):
            for rank in range(3):
                loader = self.loader(batch_size=3, shard=(rank, 3), last_batch=last_batch)
                self.assertEqual([len(b.pairs) for b in loader], batches * [3])
                self.assertEqual(len(loader), batches)

    def test_goes_on_in_the_middle_of_an_epoch(self):
        options = {"augment": tintflow.Augment(rotation=10), "shard": (1, 2), "cache": 1 << 20}

        def content(batch):
            return batch.pairs, np.from_dlpack(batch.drawing).tobytes()

        def two_epochs(loader):
            return itertools.chain(loader, loader)

        whole = [content(b) for b in two_epochs(self.loader(**options))]
        self.assertEqual(len(whole), 6)
        for done in range(6):
            first = self.loader(**options)
            for batch in itertools.islice(two_epochs(first), done):
                pass
            second = self.loader(**options)
            second.load_state_dict(first.state_dict())
            self.assertEqual(second.epoch, done // 3)
            rest = [content(b) for b in two_epochs(second)]
            self.assertEqual(rest[:6 - done], whole[done:])

    def test_a_state_fits_only_its_own_order(self):
        state = self.loader(seed=1).state_dict()
        for options in ({"seed": 2}, {"seed": 1, "shard": (0, 2)}, {"seed": 1, "batch_size": 3},
                        {"seed": 1, "last_batch": "drop"}, {"seed": 1, "shuffle": False}):
            with self.assertRaisesRegex(ValueError, "the state is for"):
                self.loader(**options).load_state_dict(state)

    def test_counts_epochs(self):
        loader = self.loader()
        self.assertEqual(loader.epoch, 0)
        batches = iter(loader)
        next(batches)
        self.assertEqual(loader.epoch, 0)
        for _ in batches:
            pass
        self.assertEqual(loader.epoch, 1)

    def test_a_new_epoch_ends_the_one_before(self):
        loader = self.loader()
        left = iter(loader)
        next(left)
        begun = iter(loader)
        with self.assertRaises(StopIteration):
            next(left)
        self.assertEqual(sorted(itertools.chain(*(b.pairs for b in begun))), list(range(11)))

    def test_a_bad_pair_raises_what_is_wrong_with_it(self):
        (self.folder / "03.png").write_bytes(b"not a picture")
        loader = self.loader(shuffle=False)
        batches = iter(loader)
        self.assertEqual(next(batches).pairs, [0, 1])
        with self.assertRaises(tintflow.PairError) as caught:
            next(batches)
        self.assertEqual(caught.exception.file, str(self.folder / "03.png"))
        self.assertEqual(caught.exception.stage, "decode")
        self.assertIn("not a picture", caught.exception.reason)
        self.assertRegex(str(caught.exception), r"03\.png: decode: not a picture")
        with self.assertRaises(StopIteration):
            next(batches)
        self.assertEqual(loader.state_dict()["pair"], 2, "before the batch that lacks it")

    def test_goes_on_with_a_pair_that_was_mended(self):
        good = (self.folder / "03.png").read_bytes()
        (self.folder / "03.png").unlink()
        loader = self.loader(shuffle=False)
        (self.folder / "03.png").write_bytes(b"")
        loader = self.loader(shuffle=False)
        with self.assertRaises(tintflow.PairError):
            list(loader)
        (self.folder / "03.png").write_bytes(good)
        loader.load_state_dict(loader.state_dict())
        self.assertEqual([b.pairs for b in loader][0], [2, 3])

    def test_bad_pairs_are_skipped_and_counted_where_asked(self):
        for name in ("03.png", "10.png"):
            (self.folder / name).write_bytes(b"")
        loader = self.loader(shuffle=False, on_error="skip")
        batches = [batch.pairs for batch in loader]
        self.assertEqual(batches, [[0, 1], [2, 4], [5, 6], [7, 8], [9]])
        self.assertEqual([pathlib.Path(e.file).name for e in loader.errors], ["03.png", "10.png"])


class ArgumentTest(unittest.TestCase):
    def setUp(self):
        self.folder = write_pairs(self.enterContext(tempfile.TemporaryDirectory()), 1)

    def test_refuses_what_makes_no_sense(self):
        for options in ({"batch_size": 0}, {"size": 0}, {"seed": -1}, {"threads": 0},
                        {"prefetch": 0}, {"cache": -1}, {"shard": (2, 2)}, {"shard": (-1, 2)},
                        {"last_batch": "pad"}, {"layout": "sketch"}, {"channels": "none"},
                        {"on_error": "ignore"}, {"augment": tintflow.Augment(load_size=100)}):
            with self.subTest(options), self.assertRaises(ValueError):
                tintflow.PairLoader(self.folder, **{"batch_size": 1, **options})

    def test_names_a_folder_that_is_not_there(self):
        with self.assertRaisesRegex(ValueError, "no-such-folder"):
            tintflow.PairLoader(self.folder / "no-such-folder", 1)

    def test_a_closed_loader_begins_no_epoch(self):
        with tintflow.PairLoader(self.folder, 1) as loader:
            self.assertEqual(len(list(loader)), 1)
        with self.assertRaisesRegex(ValueError, "closed"):
            iter(loader)


if __name__ == "__main__":
    unittest.main()
