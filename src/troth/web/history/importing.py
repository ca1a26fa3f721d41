"""A list comes in by the browser: its file, its columns and open questions, what would come of it, then all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from troth.core.alliance import Right
from troth.reading.sheet import (
    Answers,
    ColumnMap,
    Field,
    Guess,
    Limits,
    Plan,
    Problem,
    Question,
    Table,
    Unreadable,
    guess,
    plan,
)
from troth.store import history, uploads
from troth.store.history import Brought, spans
from troth.store.models import Organisation, Person
from troth.store.queries.history import import_of, imports_of, partners_in, signed_in
from troth.store.queries.people import Reader
from troth.store.uploads import Upload
from troth.web import running
from troth.web.arriving import Most, cut_off, takes_files
from troth.web.gate import of_organisation

AT_ONCE = 1500
LONG = 30_000
SHOWN = 200
STEPS = ("File", "Columns and dates", "Look through", "Keep it, or put it on the record")


class TakesLong(Exception):
    """Reading this list takes longer than a page may; it is read beside the page."""


@dataclass(frozen=True)
class Asked:
    """A question as the page asks it, with the answer given or suggested."""

    question: Question
    chosen: str
    about_partner: bool


@dataclass(frozen=True)
class Column:
    """One field of the mapping table: the guess, the column chosen, and whether that is still the guess."""

    guess: Guess
    chosen: str
    guessed: bool


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(Right.IMPORT)
@takes_files(lambda: Most(each=50, together=50))
def choose(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will take a chosen file, or show where one is chosen."""
    refusal = ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            if sent is None and not cut_off(request):
                raise Unreadable("Choose a file first.")
            if sent is None or (sent.size or 0) > Limits().file_bytes:
                raise Unreadable(
                    "This file is larger than 50 MB. Split it, for example by year, and choose one part."
                )
            kept = uploads.keep(reader.person, (sent.name or "list")[:200], sent.read())
            return redirect("import_columns", kept.token)
        except Unreadable as bad:
            refusal = str(bad)
    shown = {"active": "alliances", "steps": steps(0), "refusal": refusal, "imports": imports_of(reader)[:20]}
    return render(request, "history/choose.html", shown, status=422 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(Right.IMPORT)
def columns(request: HttpRequest, reader: Reader, token: str) -> HttpResponse:
    """This function will show which column means what and what only the user can say, and keep both."""
    upload = _upload(reader.person, token)
    table = upload.table()
    if request.method == "POST":
        upload = uploads.say(
            reader.person, upload, _mapping(request.POST, table), _answered(request.POST, upload.answers)
        )
    try:
        found, refusal = _planned(table, upload, reader.organisation)
    except TakesLong:
        return _read_beside(request, reader, upload, table)
    if request.method == "POST" and found and not found.questions and "again" not in request.POST:
        return redirect("import_look", token)
    if request.method == "POST":
        return redirect(f"{reverse('import_columns', args=[token])}#questions")
    asked = [_asked(question, upload.answers) for question in found.asked] if found else []
    shown = {
        "active": "alliances",
        "steps": steps(1),
        "upload": upload,
        "table": table,
        "columns": [_column(each, upload.mapping) for each in guess(table)],
        "names": [(column.name, column.label) for column in table.columns],
        "asked": [each for each in asked if not each.about_partner],
        "about_partners": [each for each in asked if each.about_partner],
        "open": len(found.questions) if found else 0,
        "refusal": refusal,
    }
    return render(request, "history/columns.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(Right.IMPORT)
def look(request: HttpRequest, reader: Reader, token: str) -> HttpResponse:
    """This function will show what would come in and what cannot, take the user's word on rows, and bring it in."""
    upload = _upload(reader.person, token)
    table = upload.table()
    try:
        found, refusal = _planned(table, upload, reader.organisation)
    except TakesLong:
        return _read_beside(request, reader, upload, table)
    if found is None or found.questions:
        messages.info(request, refusal or "Some questions about this list are still open.", extra_tags="info")
        return redirect("import_columns", token)
    if request.method == "POST":
        upload = uploads.say(
            reader.person, upload, upload.mapping, _words(request.POST, found, upload.answers)
        )
        if "bring" in request.POST and found.ready:
            return _bring(request, reader, upload, found, table)
        return redirect("import_look", token)
    shown = {
        "active": "alliances",
        "steps": steps(2),
        "upload": upload,
        "plan": found,
        "problems": [_problem(each) for each in found.problems[:SHOWN]],
        "more_problems": max(0, len(found.problems) - SHOWN),
        "waiting": sum(len(each.rows) for each in found.problems),
        "samples": _samples(found),
        "first": min((each.first for each in found.partners), default=None),
        "last": max((each.last for each in found.partners), default=None),
    }
    return render(request, "history/look.html", shown)


@require_http_methods(["GET", "HEAD"])
@of_organisation()
def progress(request: HttpRequest, reader: Reader, token: str) -> HttpResponse:
    """This function will show how far a piece of work is, and lead on when it is done."""
    found = running.look(token)
    if found is None or found.owner != reader.person.pk:
        raise Http404
    if found.go:
        if not getattr(request, "htmx", False):
            if found.said:
                messages.success(request, found.said)
            return redirect(found.go)
        leads = HttpResponse(status=200)
        leads["HX-Redirect"] = request.path
        return leads
    part = "history/progress_live.html" if getattr(request, "htmx", False) else "history/progress.html"
    return render(request, part, {"active": "alliances", "work": found})


@require_http_methods(["GET", "HEAD"])
@of_organisation()
def shown(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """This function will show what a list that was brought in holds, and how to delete it."""
    source = import_of(reader, pk)
    if source is None:
        raise Http404
    partners = list(partners_in(source))
    context = {
        "active": "alliances",
        "steps": steps(3),
        "source": source,
        "partners": partners,
        "with_record": [each for each in partners if each.alliance and each.alliance.opened_at],
        "signed": signed_in(source),
        "left_out": source.answers.get("left_out", [])[:SHOWN],
        "may_delete": reader.may(Right.IMPORT),
    }
    return render(request, "history/brought.html", context)


@require_POST
@of_organisation(Right.IMPORT)
def delete(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """This function will delete a list that was brought in; what is on the record stays."""
    source = import_of(reader, pk)
    if source is None:
        raise Http404
    gone, stays = history.delete_import(source)
    said = f"{source.file_name} is deleted: {gone:,} promises of it are gone."
    if stays:
        said += (
            f" {stays:,} are on the record and stay there; the names of people were taken out of your list."
        )
    messages.success(request, said)
    return redirect("import")


@require_POST
@of_organisation(Right.IMPORT)
def leave(request: HttpRequest, reader: Reader, token: str) -> HttpResponse:
    """This function will forget a chosen file that was not brought in."""
    uploads.forget(reader.person, token)
    return redirect("import")


def steps(now: int) -> list[tuple[str, str]]:
    """This function will return the steps of an import with how each stands: done, now or to come."""
    return [(words, "done" if n < now else "now" if n == now else "") for n, words in enumerate(STEPS)]


def _upload(person: Person, token: str) -> Upload:
    try:
        return uploads.find(person, token)
    except uploads.Gone as gone:
        raise Http404(str(gone)) from gone


def _planned(table: Table, upload: Upload, organisation: Organisation) -> tuple[Plan | None, str]:
    if (kept := uploads.kept_plan(upload)) is not None:
        return kept, ""
    try:
        mapping = upload.mapping.checked(table)
        if len(table.rows) > LONG:
            raise TakesLong
        return plan(table, mapping, upload.answers, own=organisation.name), ""
    except Unreadable as bad:
        return None, str(bad)


def _read_beside(request: HttpRequest, reader: Reader, upload: Upload, table: Table) -> HttpResponse:
    token, back, own = f"{upload.token}-read", request.path, reader.organisation.name
    under_way = running.look(token)
    if under_way is None or under_way.go or under_way.fault or under_way.silent:

        def work(tell: history.Progress) -> tuple[str, str]:
            found = plan(table, upload.mapping, upload.answers, own=own, progress=tell)
            uploads.keep_plan(upload, found)
            return back, ""

        told = running.Progress("Reading your list", "rows", reader.person.pk, of=len(table.rows))
        running.start(token, told, work)
    return redirect("work", token)


def _mapping(posted: QueryDict, table: Table) -> ColumnMap:
    names = {column.name for column in table.columns}
    chosen = {each: posted.get(f"col-{each.value}", "") for each in Field}
    return ColumnMap({each: name for each, name in chosen.items() if name in names})


def _answered(posted: QueryDict, answers: Answers) -> Answers:
    for key in posted:
        if key.startswith("q:") and posted[key]:
            answers = answers.choose(key[2:], str(posted[key]))
    return answers


def _words(posted: QueryDict, found: Plan, answers: Answers) -> Answers:
    for problem in found.problems:
        choice = posted.get(f"fix:{problem.keys[0]}", "")
        if choice in {each.key for each in problem.choices}:
            answers = answers.fix(problem.keys, choice)
    if "leave" in posted:
        answers = Answers(answers.choices, answers.fixes, leave_out_rest=True)
    return answers


def _asked(question: Question, answers: Answers) -> Asked:
    chosen = question.answer(answers) or question.suggestion or ""
    return Asked(question, chosen, question.key.startswith(("partners:", "ours:")))


def _column(each: Guess, mapping: ColumnMap) -> Column:
    chosen = mapping.columns.get(each.field, "")
    return Column(each, chosen, chosen == (each.column.name if each.column else ""))


def _problem(problem: Problem) -> Mapping[str, Any]:
    return {
        "rows": spans(problem.rows),
        "letter": problem.column.partition(" ")[0],
        "column": problem.column,
        "shown": problem.shown,
        "why": problem.why,
        "name": f"fix:{problem.keys[0]}",
        "choices": problem.choices,
    }


def _samples(found: Plan) -> list[Mapping[str, Any]]:
    """A few promises that look different: grouped, after the day, open."""
    picked = [
        next((p for p in found.promises if len(p.rows) > 1), None),
        next((p for p in found.promises if p.delivered and p.delivered > p.promised), None),
        next((p for p in found.promises if p.delivered is None), None),
        *found.promises[:3],
    ]
    unlike = list({p.key: p for p in picked if p is not None}.values())[:3]
    return [{"promise": p, "rows": spans(p.rows)} for p in unlike]


def _bring(request: HttpRequest, reader: Reader, upload: Upload, found: Plan, table: Table) -> HttpResponse:
    under_way = running.look(upload.token)
    if under_way and not under_way.fault and not under_way.silent:
        return redirect("work", upload.token)
    then = "#record" if request.POST.get("then") == "record" else ""

    def work(tell: history.Progress) -> tuple[str, str]:
        brought = history.bring_in(
            reader.organisation, reader.person, found, upload.answers, table=table, progress=tell
        )
        uploads.forget(reader.person, upload.token)
        return _after(brought) + then, brought.sentence

    if len(found.promises) > AT_ONCE:
        told = running.Progress("Bringing it in", "promises", reader.person.pk, of=len(found.promises))
        running.start(upload.token, told, work)
        return redirect("work", upload.token)
    go, said = work(lambda done, of: None)
    messages.success(request, said)
    return redirect(go)


def _after(brought: Brought) -> str:
    return reverse("import_shown", args=[brought.source.pk]) if brought.source else reverse("import")
