"""Answers by mail as pages meet them: handed over by a provider, and waiting for one click of their writer."""
