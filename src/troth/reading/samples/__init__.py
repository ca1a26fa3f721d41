"""A public list to try an import on: real deliveries, with the troubles of real lists left in."""

from __future__ import annotations

import gzip
from importlib import resources

from troth.reading.sheet.source import Table, open_table

SCMS_NAME = "SCMS_Delivery_History_Dataset.csv"


def scms_bytes() -> bytes:
    """The delivery history of the Supply Chain Management System as a CSV file; its source is told beside it."""
    return gzip.decompress(resources.files(__name__).joinpath("scms.csv.gz").read_bytes())


def scms() -> Table:
    """The same as an opened table of 10,324 rows."""
    return open_table(scms_bytes(), name=SCMS_NAME)
