"""Makes key pairs as the product does, its own check and the PEM texts included, and measures them.

Each line of standard input is an algorithm, a count and `each` (one call a pair) or `together` (one call for
all, which uses every core). The answer is one line of JSON: [wall seconds, CPU seconds] of each call.
"""

import json
import sys
import time

from app.keys.algorithm import BY_NAME
from app.keys.pair import private_key_pem
from app.keys.protection import Unencrypted
from app.usecases.generate import GenerateRequest, generate_key_pairs


def measure(name: str, count: int) -> tuple[float, float]:
    """Returns the wall and CPU seconds of one call."""
    wall, cpu = time.perf_counter(), time.process_time()
    for pair in generate_key_pairs(GenerateRequest(BY_NAME[name], count)):
        private_key_pem(pair, Unencrypted())
        pair.public_key_pem  # noqa: B018 - computed when asked for
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    measure("ed25519", 2)
    for line in sys.stdin:
        algorithm, number, how = line.split()
        calls = [int(number)] if how == "together" else [1] * int(number)
        sys.stdout.write(json.dumps([measure(algorithm, count) for count in calls]) + "\n")
        sys.stdout.flush()
