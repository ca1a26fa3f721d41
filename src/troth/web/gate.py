"""Who may see what: every view of every room passes one of these four gates, and none looks up a person itself.

A stranger and a wrong address get the same answer, so an address tells nobody that something exists. A role that
does not reach is told so in words. A `Refusal` that an action raises comes back as a sentence, with what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme

from troth.core.alliance import AllianceEnded, Demand, NotYourRole, Right, require, require_going_on
from troth.core.errors import Refusal
from troth.store.models import Person
from troth.store.operators import looks_after
from troth.store.queries.people import Reader, Seat, reader_of, seat_of
from troth.web.parted import ended

Answer = HttpResponseBase
View = Callable[..., Answer]  # Django hands over what the address carries, by name

KEPT = "typed"
MOST_KEPT = 100_000
NUL = "\0"


def signed_in(view: View) -> View:
    """This function will let in anybody who has signed in, handed to the view as its second argument."""

    @wraps(view)
    def guarded(request: HttpRequest, /, **kwargs: object) -> Answer:
        person = request.user
        if not isinstance(person, Person):
            return redirect_to_login(request.get_full_path())
        return _private(view(request, person, **kwargs))

    return guarded


def of_organisation(right: Right = Right.READ, *, act: Right | None = None) -> Callable[[View], View]:
    """This function will let in people of an organisation whose role reaches `right` (and `act`, to post).

    The view gets a `Reader`. Somebody who belongs to no organisation yet is brought to the first run, and somebody
    who is asked for a second factor and has none to where they get one.
    """

    def gate(view: View) -> View:
        @wraps(view)
        @signed_in
        def guarded(request: HttpRequest, person: Person, /, **kwargs: object) -> Answer:
            reader = reader_of(person)
            if reader is None:
                return redirect("start")
            vars(request)["reader"] = reader
            if reader.demand is Demand.NOW:
                return to_second_factor(request)
            _reach(request, reader, right, act)
            return view(request, reader, **kwargs)

        return guarded

    return gate


def in_alliance(
    right: Right = Right.READ, *, act: Right | None = None, before_open: bool = False, to_leave: bool = False
) -> Callable[[View], View]:
    """This function will let in the people of an alliance's two sides; the address carries its `slug`.

    The view gets a `Seat`. Until both sides have confirmed, the partner's people see only the pages that say
    `before_open` (the pairing page) and are brought there; the founder's people may write already. What one may take
    away `to_leave` with is open without the second factor that an organisation asks for.
    """

    def gate(view: View) -> View:
        @wraps(view)
        @signed_in
        def guarded(request: HttpRequest, person: Person, /, slug: str, **kwargs: object) -> Answer:
            reader = reader_of(person)
            seat = seat_of(reader, slug) if reader else None
            if seat is None:
                raise Http404
            vars(request)["reader"] = seat
            if seat.demand is Demand.NOW and not to_leave:
                return to_second_factor(request)
            if not (seat.shared or before_open):
                return redirect("pairing", seat.slug)
            _reach(request, seat, right, act)
            return view(request, seat, **kwargs)

        return guarded

    return gate


def by_operator(view: View) -> View:
    """This function will let in whoever looks after the node, as a `Reader`; others find nothing here."""

    @wraps(view)
    @signed_in
    def guarded(request: HttpRequest, person: Person, /, **kwargs: object) -> Answer:
        reader = reader_of(person)
        if reader is None or not looks_after(person):
            raise Http404
        vars(request)["reader"] = reader
        if reader.demand is Demand.NOW:
            return to_second_factor(request)
        return view(request, reader, **kwargs)

    return guarded


def to_second_factor(request: HttpRequest) -> Answer:
    """This function will bring somebody to where they get the second factor that their organisation asks for."""
    return _private(redirect("mfa_index"))


def typed(request: HttpRequest) -> QueryDict | None:
    """This function will return what was typed on this page before a refusal, once; None when nothing was."""
    kept = request.session.get(KEPT)
    if not isinstance(kept, dict) or kept.get("path") != request.path:
        return None
    del request.session[KEPT]
    return QueryDict(kept["fields"])


def keep_typed(request: HttpRequest, path: str) -> None:
    """This function will keep what was typed for the page at `path`, where `typed` returns it."""
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    kept = fields.urlencode()
    if len(kept) <= MOST_KEPT:
        request.session[KEPT] = {"path": urlsplit(path).path, "fields": kept}


class Refusals:
    """Middleware: a `Refusal` out of a view is said on the page it came from, with what was typed kept.

    It also keeps the character NUL out of every view, and what was made for one person out of every cache.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """This function will pass the request on, and let nothing that knew its reader be kept on the way."""
        response = self.get_response(request)
        if request.session.accessed and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request: HttpRequest, view: View, args: object, kwargs: object) -> None:
        """This function will drop NUL from what was sent: no keyboard types it, and no database keeps it."""
        if NUL in request.path_info:
            raise Http404
        for name in ("GET", "POST"):
            said = getattr(request, name)
            if any(NUL in each for field in said for each in (field, *said.getlist(field))):
                setattr(request, name, _without_nul(said))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """This function will answer a refusal: 403 in words for a role, else back to the page with the sentence."""
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotYourRole | AllianceEnded) or request.method != "POST":
            over = isinstance(exception, AllianceEnded)
            return render(request, "403.html", {"reason": str(exception), "over": over}, status=403)
        back = came_from(request)
        keep_typed(request, back)
        messages.info(request, str(exception), extra_tags="info")
        return redirect(back)


def came_from(request: HttpRequest) -> str:
    """This function will return the page of this node that a form was sent from, or where its reader begins."""
    referrer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referrer, {request.get_host()}, request.is_secure()):
        seat = getattr(request, "reader", None)
        return reverse("alliance", args=[seat.slug]) if isinstance(seat, Seat) else reverse("today")
    parts = urlsplit(referrer)
    path = "/" + parts.path.lstrip("/")  # two slashes would name another host
    return path + (f"?{parts.query}" if parts.query else "")


def _reach(request: HttpRequest, reader: Reader, right: Right, act: Right | None) -> None:
    wanted = [right] if act is None or request.method in ("GET", "HEAD") else [right, act]
    for each in wanted:
        require(reader.role, each)
        if isinstance(reader, Seat):
            require_going_on(each, ended=ended(reader))


def _without_nul(said: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for name, values in said.lists():
        clean.setlist(name.replace(NUL, ""), [each.replace(NUL, "") for each in values])
    return clean


def _private(response: Answer) -> Answer:
    patch_cache_control(response, private=True, no_store=True)
    return response
