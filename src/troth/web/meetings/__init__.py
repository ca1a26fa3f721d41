"""Meetings: an agenda made of what is there, lines written while both speak, and a recap that both sides confirm."""
