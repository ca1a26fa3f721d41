"""Lists of pages as files for a spreadsheet: the same rows that the page may show its reader, as CSV or XLSX."""

from troth.web.sheets.answer import FORMS, answer
from troth.web.sheets.sheet import Column, Sheet, Value, local

__all__ = ["FORMS", "Column", "Sheet", "Value", "answer", "local"]
