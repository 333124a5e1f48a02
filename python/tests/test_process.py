"""What a loader does to the process that it is in: threads, memory, signals."""

import ctypes
import gc
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import numpy as np

import tintflow
from pairs import SIDE, write_pairs


def thread_count():
    gc.collect()
    return len(os.listdir("/proc/self/task"))


def threads_left(before):
    """Threads beyond those, once the kernel has seen off the ones that were joined."""
    deadline = time.monotonic() + 5
    while thread_count() > before and time.monotonic() < deadline:
        time.sleep(0.001)
    return thread_count() - before


def resident_bytes():
    """Without what malloc keeps for later, which comes and goes by a hundred megabytes."""
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


class ProcessTest(unittest.TestCase):
    def setUp(self):
        self.folder = write_pairs(self.enterContext(tempfile.TemporaryDirectory()), 12)

    def loader(self, **options):
        return tintflow.PairLoader(self.folder, **{"batch_size": 2, "size": SIDE, **options})

    def run_alone(self, script):
        """In a process of its own, with the folder of pairs as its argument; it must end well."""
        done = subprocess.run([sys.executable, "-c", script, self.folder], timeout=60,
                              capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_no_thread_is_left_after_close(self):
        before = thread_count()
        for threads in (1, 4):
            loader = self.loader(threads=threads)
            next(iter(loader))
            self.assertGreater(thread_count(), before)
            loader.close()
            self.assertEqual(threads_left(before), 0)

    def test_no_thread_is_left_after_garbage_collection(self):
        before = thread_count()
        loader = self.loader(threads=3)
        next(iter(loader))
        del loader
        gc.collect()
        self.assertEqual(threads_left(before), 0)

    def test_loaders_work_side_by_side(self):
        before = thread_count()
        with self.loader(threads=2) as train, self.loader(threads=3, shuffle=False) as val:
            for one, other in zip(train, val, strict=True):
                self.assertEqual(len(one.pairs), len(other.pairs))
            val.close()
            self.assertEqual(len(list(train)), 6)
        self.assertEqual(threads_left(before), 0)

    def test_many_loaders_leave_no_memory_behind(self):
        def use_loaders(count):
            for number in range(count):
                loader = self.loader(size=256, seed=number)
                for batch in loader:
                    np.from_dlpack(batch.drawing)[:] = 0
                if number % 3 == 0:
                    next(iter(loader))  # left in the middle of an epoch
            gc.collect()
            return resident_bytes()

        start = use_loaders(60)
        batch = 2 * 2 * 3 * 256 * 256 * 4
        self.assertLess(use_loaders(60) - start, 60 * batch / 2)

    def test_other_threads_run_while_it_waits(self):
        loader = self.loader(batch_size=12, size=1024, threads=1)
        self.addCleanup(loader.close)
        turns = 0
        done = threading.Event()

        def count():
            nonlocal turns
            while not done.wait(0.001):
                turns += 1

        counter = threading.Thread(target=count)
        counter.start()
        next(iter(loader))
        done.set()
        counter.join()
        self.assertGreater(turns, 10)

    def test_an_interrupt_ends_the_wait(self):
        folder = write_pairs(self.folder / "large", 12, side=1024)
        loader = tintflow.PairLoader(12 * list(folder.iterdir()), 144, threads=1)
        self.addCleanup(loader.close)
        batches = iter(loader)
        interrupt = threading.Timer(0.1, os.kill, [os.getpid(), signal.SIGINT])
        interrupt.start()
        self.addCleanup(interrupt.join)
        with self.assertRaises(KeyboardInterrupt):
            next(batches)
        self.assertEqual(loader.state_dict()["pair"], 0, "the batch had come before")

    def test_a_loader_closes_with_one_processor(self):
        script = ("import os, sys, tintflow\n"
                  "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
                  "for threads in 1, 2:\n"
                  "    with tintflow.PairLoader(sys.argv[1], 2, threads=threads) as loader:\n"
                  "        list(loader)\n")
        self.run_alone(script)

    def test_the_process_ends_while_a_loader_works(self):
        script = ("import sys, tintflow\n"
                  "loader = tintflow.PairLoader(sys.argv[1], 2, threads=3)\n"
                  "batches = iter(loader)\n"
                  "batch = next(batches)\n")
        self.run_alone(script)


if __name__ == "__main__":
    unittest.main()
