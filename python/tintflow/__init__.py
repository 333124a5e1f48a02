"""Feeds pairs of drawings and colored pictures to a training loop.

>>> loader = tintflow.PairLoader("pairs/train", batch_size=8, augment=tintflow.Augment())
>>> for drawing, color in loader:  # one epoch
...     step(torch.from_dlpack(drawing), torch.from_dlpack(color))
"""

from ._native import __version__
from .augment import Augment
from .pair_loader import Batch, PairError, PairLoader

__all__ = ["Augment", "Batch", "PairError", "PairLoader", "__version__"]
