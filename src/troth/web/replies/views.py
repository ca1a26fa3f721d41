"""Where a mail provider hands over what arrived, as the whole message; whoever does not know the address finds nothing.

It is only held here, and worked off like everything else that arrives: what it may do is decided there.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from troth.store.replies import MOST, is_way_in, take_in


@csrf_exempt
@never_cache
@require_POST
def handed_over(request: HttpRequest, token: str) -> HttpResponse:
    """This function will hold one message, the body of the request, until it is handled; the same again is no fault."""
    if not is_way_in(token):
        raise Http404
    raw = request.read(MOST)
    if not raw:
        return HttpResponse("There was no message in it.\n", content_type="text/plain", status=400)
    take_in(raw)
    return HttpResponse(status=204)
