"""The benchmark: ours beside others' in one run, as ratios, against the goals."""
