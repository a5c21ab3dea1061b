"""Runs a Python module as a child that ends when its parent does, however the parent ends.

The parent keeps the other end of the child's standard input open and never writes to it: when the parent closes it, or
is killed, the child reads its end, asks itself to stop, and kills itself when it has not stopped in time.
Knows no module that it runs: `python -m flows.tether MODULE ARGUMENTS...`.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
import time

GRACE_S = 15.0


def end_with_parent(pipe: int, grace_s: float = GRACE_S) -> None:
    """Wait until the pipe is closed at its other end, then end this process: SIGTERM, after `grace_s` SIGKILL."""
    while os.read(pipe, 1024):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(grace_s)
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Run the module that the arguments name."""
    module, *arguments = sys.argv[1:]
    threading.Thread(target=end_with_parent, args=(sys.stdin.fileno(),), daemon=True).start()
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
