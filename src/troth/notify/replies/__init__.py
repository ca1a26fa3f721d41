"""Replies by mail: what a message says, whether it is what a mail of ours asked, and what becomes of it."""
