"""Contracts made from a truth, in many styles, with gold from that truth: what tests and samples read."""
