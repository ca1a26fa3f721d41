"""Troth: two organisations build, keep and see mutual trust."""
