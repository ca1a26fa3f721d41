"""Differences: in what the two firms differ, told by both with equal space, and the bridge that both agreed to."""
