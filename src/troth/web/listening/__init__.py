"""Listening: what somebody put down to be understood, and how the other side understood it."""
