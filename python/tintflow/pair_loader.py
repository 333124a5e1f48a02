"""Batches of pairs for a training loop."""

from __future__ import annotations

import atexit
import os
import weakref
from collections.abc import Iterator, Sequence
from typing import Any, Literal, Protocol

from . import _native
from .augment import Augment

_Path = str | os.PathLike[str]


class DLPackArray(Protocol):
    """What torch, NumPy, JAX and others take by their `from_dlpack`."""

    def __dlpack__(self, **options: Any) -> Any: ...

    def __dlpack_device__(self) -> tuple[int, int]: ...


class PairError(RuntimeError):
    """A pair that cannot be used.

    Attributes:
        file: Its path.
        stage: What failed, such as "read", "decode" or "split".
        reason: Why, and what to do.
    """

    def __init__(self, file: str, stage: str, reason: str) -> None:
        super().__init__(file, stage, reason)
        self.file = file
        self.stage = stage
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}: {self.stage}: {self.reason}"


class Batch:
    """Drawings and their colors; unpacks as `drawing, color = batch`.

    The arrays are float32 in [-1, 1], or uint8 where asked for. They can be written to, are nobody else's, and stay valid as
    long as anything made of them lives.

    Attributes:
        drawing: The drawings.
        color: The colored pictures, of the same shape.
        pairs: Each pair's place in the loader's `files`.
    """

    __slots__ = ("color", "drawing", "pairs")

    def __init__(self, drawing: DLPackArray, color: DLPackArray, pairs: list[int]) -> None:
        self.drawing = drawing
        self.color = color
        self.pairs = pairs

    def __iter__(self) -> Iterator[DLPackArray]:
        yield self.drawing
        yield self.color


class PairLoader:
    """Makes batches of pairs ahead of who takes them; each `for` is the next epoch.

    >>> loader = PairLoader("pairs/train", batch_size=8, augment=Augment())
    >>> for epoch in range(loader.epoch, 200):
    ...     for drawing, color in loader:
    ...         step(torch.from_dlpack(drawing).to(device), torch.from_dlpack(color).to(device))
    ...     torch.save({"model": model.state_dict(), "loader": loader.state_dict()}, "last.pt")

    Pairs are decoded, cut in halves, fitted into a square and augmented by threads of its own,
    which need no Python and so neither wait for it nor slow it down. There are no worker processes.
    The batches depend on files and arguments alone, not on `threads`, `prefetch` and `cache`.

    Args:
        path: A folder, searched with its subfolders, or a sequence of files and folders.
        batch_size: Pairs in a batch.
        size: Side of the pictures of a batch, pixels.
        augment: Random change; None only resizes.
        seed: Of the order and the augmentation.
        shard: (rank, world): which of how many processes that share the pairs this one is.
        last_batch: What becomes of pairs that fill no batch. "keep" gives a smaller batch, and over
            all shards every pair exactly once an epoch; shards may then differ by one batch. With
            "drop" and "wrap" all shards have equally many batches, all of them full: "drop" leaves
            the rest of the epoch's order out, "wrap" fills up with pairs from its beginning.
        layout: "color-sketch": the color is on the left; "sketch-color": on the right; "folders":
            `path` is a folder called `sketch`, beside which a folder `color` has files of equal
            names, whatever their extensions; "color": colored pictures alone, whose lines are
            extracted, in two styles that change with the epoch.
        shuffle: An order of its own for each epoch; else that of `files`.
        channels: "first" gives N x 3 x H x W, "last" gives N x H x W x 3. Either is the same
            memory, in which the channels of a pixel lie together: what torch calls channels_last.
        dtype: "float32" is in [-1, 1]; "uint8" is 0 to 255, a quarter of the memory and of what goes
            to a device, on which `x.float() / 127.5 - 1` makes the same of it.
        threads: That prepare batches; None is one for each core that the process may use.
        prefetch: Batches that are kept ready.
        cache: Bytes of memory for decoded and resized pairs, so that later epochs need not decode
            them again; 286 x 286 pixels take 479 kB a pair.
        on_error: What a bad pair does. "raise" raises `PairError` in place of the batch that lacks
            it; "skip" leaves it out and adds the error to `errors`.
        max_pixels: Largest width x height of a file.

    Raises:
        ValueError: An argument makes no sense, or there are no pictures at the path.
    """

    def __init__(
        self,
        path: _Path | Sequence[_Path],
        batch_size: int,
        size: int = 256,
        *,
        augment: Augment | None = None,
        seed: int = 0,
        shard: tuple[int, int] = (0, 1),
        last_batch: Literal["drop", "keep", "wrap"] = "keep",
        layout: Literal["color-sketch", "sketch-color", "folders", "color"] = "color-sketch",
        shuffle: bool = True,
        channels: Literal["first", "last"] = "first",
        dtype: Literal["float32", "uint8"] = "float32",
        threads: int | None = None,
        prefetch: int = 2,
        cache: int = 0,
        on_error: Literal["raise", "skip"] = "raise",
        max_pixels: int = 100_000_000,
    ) -> None:
        rank, world = shard
        load_size = augment.load_size_for(size) if augment else size
        _check_choice("last_batch", last_batch, "drop", "keep", "wrap")
        _check_choice("layout", layout, "color-sketch", "sketch-color", "folders", "color")
        _check_choice("channels", channels, "first", "last")
        _check_choice("dtype", dtype, "float32", "uint8")
        _check_choice("on_error", on_error, "raise", "skip")
        for name, value, least in (
            ("batch_size", batch_size, 1),
            ("size", size, 1),
            ("load_size", load_size, size),
            ("seed", seed, 0),
            ("prefetch", prefetch, 1),
            ("cache", cache, 0),
            ("max_pixels", max_pixels, 1),
            ("threads", 1 if threads is None else threads, 1),
        ):
            if value < least:
                raise ValueError(f"{name} must be at least {least}, not {value}")
        if not 0 <= rank < world:
            raise ValueError(f"shard must be (rank, world) with 0 <= rank < world, not {shard}")

        settings = _native.LoaderSettings()
        settings.batch_size = batch_size
        settings.size = size
        settings.load_size = load_size
        settings.augment = augment.to_native() if augment else None
        settings.seed = seed
        settings.rank = rank
        settings.world = world
        settings.last_batch = last_batch
        settings.layout = layout
        settings.shuffle = shuffle
        settings.threads = len(os.sched_getaffinity(0)) if threads is None else threads
        settings.prefetch = prefetch
        settings.cache = cache
        settings.max_pixels = max_pixels
        settings.dtype = dtype
        paths = [path] if isinstance(path, (str, os.PathLike)) else list(path)
        self._native = _native.NativeLoader(_native.list_pictures(paths), settings)
        self._channels_first = channels == "first"
        self._raises = on_error == "raise"
        #: What makes the order of the pairs, so that a state fits only where it is the same.
        self._order = {
            "pairs": len(self._native.files),
            "batch_size": batch_size,
            "seed": seed,
            "shard": [rank, world],
            "last_batch": last_batch,
            "shuffle": shuffle,
        }
        #: Where the next `iter` begins.
        self._start = (0, 0)
        #: The iterator that may take batches; an older one has ended.
        self._epoch: _Epoch | None = None
        self._closed = False
        #: Pairs that were skipped, in the order in which they came.
        self.errors: list[PairError] = []
        _open_loaders.add(self)

    @property
    def files(self) -> list[os.PathLike[str]]:
        """The pairs, in natural order."""
        return self._native.files

    @property
    def epoch(self) -> int:
        """The epoch of the next batch, counted from 0."""
        return self._position()[0]

    def __len__(self) -> int:
        """Batches in an epoch, if no pair is skipped."""
        return self._native.batches_per_epoch

    def __iter__(self) -> Iterator[Batch]:
        """Begins the next epoch, or goes on with the one of `load_state_dict`.

        An epoch that another iterator had begun is left.
        """
        if self._closed:
            raise ValueError("the loader is closed")
        epoch, pair = self._start
        self._native.begin(epoch, pair)
        self._start = (epoch + 1, 0)
        self._epoch = _Epoch(self)
        return self._epoch

    def state_dict(self) -> dict[str, Any]:
        """The place in the stream of batches, to be saved beside a model."""
        epoch, pair = self._position()
        return {"epoch": epoch, "pair": pair, **self._order}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Goes on at a place that `state_dict` gave: the next `iter` gives the batches that were
        still to come there.

        Raises:
            ValueError: The state is of other pairs or other arguments, which would make other
                batches.
        """
        for name, own in self._order.items():
            if state[name] != own:
                raise ValueError(f"the state is for {name} {state[name]}, here it is {own}")
        self._native.stop()
        self._epoch = None
        self._start = (state["epoch"], state["pair"])

    def close(self) -> None:
        """Ends the threads. Batches that were taken stay valid."""
        self._closed = True
        self._native.stop()

    def __enter__(self) -> PairLoader:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _position(self) -> tuple[int, int]:
        return self._start if self._epoch is None else self._native.position

    def _next(self, epoch: _Epoch) -> Batch:
        if epoch is not self._epoch:
            raise StopIteration
        while True:
            item = self._native.next(self._channels_first)
            if item is None:
                raise StopIteration
            if not isinstance(item, _native.FailedPair):
                return Batch(*item)
            error = PairError(os.fspath(self.files[item.pair]), item.stage, item.reason)
            if self._raises:
                self._native.stop()
                raise error
            self.errors.append(error)


class _Epoch:
    """The batches of one epoch."""

    def __init__(self, loader: PairLoader) -> None:
        self._loader = loader

    def __iter__(self) -> _Epoch:
        return self

    def __next__(self) -> Batch:
        return self._loader._next(self)


def _check_choice(name: str, value: str, *choices: str) -> None:
    if value not in choices:
        expected = " or ".join(repr(choice) for choice in choices)
        raise ValueError(f"{name} must be {expected}, not {value!r}")


#: Threads must have ended before the interpreter does.
_open_loaders: weakref.WeakSet[PairLoader] = weakref.WeakSet()


@atexit.register
def _close_loaders() -> None:
    for loader in list(_open_loaders):
        loader.close()
