"""Judgement suspended: a concern that both sides understand before anybody weighs it."""
