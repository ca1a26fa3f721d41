"""A sheet as the answer to a request: a file with a name in words, in one of the two forms, for its reader alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from troth.store.queries.people import Reader
from troth.web.days import MONTHS
from troth.web.sheets import delimited, workbook
from troth.web.sheets.sheet import Sheet

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def answer(reader: Reader, sheet: Sheet, form: str) -> HttpResponseBase:
    """This function will give a sheet as a file, streamed; a form that does not exist is not found."""
    if form not in FORMS:
        raise Http404
    now = timezone.now().astimezone(ZoneInfo(reader.person.zone))
    made = delimited.pieces(sheet) if form == "csv" else workbook.pieces(sheet, about(reader, sheet, now))
    response = StreamingHttpResponse(made, content_type=FORMS[form])
    response["Content-Disposition"] = content_disposition_header(True, file_name(sheet, now, form)) or ""
    return response


def file_name(sheet: Sheet, now: datetime, form: str) -> str:
    """This function will return a name that says what is in the file and of which day it is."""
    words = " ".join(_NOT_IN_A_NAME.sub(" ", sheet.title).split()).strip(" .")[:120]
    return f"{words}, {now.day} {MONTHS[now.month - 1]} {now.year}.{form}"


def about(reader: Reader, sheet: Sheet, now: datetime) -> Mapping[str, str]:
    """This function will say what the list is, by whom and when it was taken, and what it was narrowed to."""
    who = reader.person.name or reader.person.email
    return {
        "What": sheet.title,
        **sheet.shows,
        "Taken": f"{now.day} {MONTHS[now.month - 1]} {now.year}, {now:%H:%M} ({reader.person.zone})",
        "By": f"{who}, {reader.organisation}",
        "Good to know": "A copy of what a page showed. What both sides signed is in the record and its bundle.",
    }
