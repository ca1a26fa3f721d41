"""The charter: what both agreed about working together, on one page that can be printed, each clause with its past."""
