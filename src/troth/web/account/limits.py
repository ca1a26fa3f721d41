"""How often one may try: so few that nothing is guessed, counted so that nobody shuts out somebody else.

A limit that counts by address alone lets any outsider shut its owner out; one that counts by network lets any colleague
behind the same router. So a browser that an address is known by has tries of its own, which nobody else can use up;
all others share what is left, by network and by address. Nothing is counted for a passkey: there is nothing to guess.
The numbers stand in ACCOUNT_RATE_LIMITS; docs/explanation/signing-in.md reckons the odds.
"""

from __future__ import annotations

from allauth.core import ratelimit
from allauth.core.internal.ratelimit import consume, get_ip
from django.http import HttpRequest

from troth.store.models import Person
from troth.web.account.devices import known_by

LONG = "long_code"


def may_ask_code(request: HttpRequest, email: str) -> bool:
    """This function will count one more code asked for; False when it must wait.

    An address that is asked for often from elsewhere gets long codes instead of six digits, whoever signs in with it
    or nobody: then many tries are as hopeless as few. The request is marked so that the code is made long.
    """
    email = email.lower()
    device = known_by(request, email)
    if device is not None:
        return _may(request, "code_known", str(device.pk))
    if not _others(request, "code", email):
        return False
    vars(request)[LONG] = not _may(request, "code_short", email)
    return True


def may_send_own(request: HttpRequest, person: Person) -> bool:
    """This function will count one more code sent to somebody who is signed in; only they can use these up."""
    return _may(request, "code_own", str(person.pk))


def may_send_mailed(request: HttpRequest, person: Person) -> bool:
    """This function will count one more code sent to the mailbox of somebody who answers a mail without signing in."""
    return bool(ratelimit.consume(request, action="mailed_network")) and _may(
        request, "mailed_own", str(person.pk)
    )


def may_try_code(request: HttpRequest, sent_at: float) -> bool:
    """This function will count one more try at a code; requests that come at the same moment are counted one by one."""
    return _may(request, "code_tries", f"{request.session.session_key}|{sent_at}")


def may_try_password(request: HttpRequest, email: str) -> bool:
    """This function will count one more password tried for an address; False when it must wait."""
    email = email.lower()
    device = known_by(request, email)
    if device is not None:
        return _may(request, "password_known", str(device.pk))
    return _others(request, "password", email)


def may_try_factor(request: HttpRequest, person: Person) -> bool:
    """This function will count one more code of an app, or of paper, tried for a person; False when it must wait."""
    device = known_by(request, person.email)
    if device is not None:
        return _may(request, "factor_known", str(device.pk))
    return _others(request, "factor", person.email.lower())


def may_fetch_feed(request: HttpRequest, feed: int) -> bool:
    """This function will count one more fetch of a calendar; only whoever knows its address uses these up."""
    return _fetched(request, "feed", str(feed))


def may_try_feed(request: HttpRequest) -> bool:
    """This function will count one more address that is no calendar's; nothing can be guessed, but work is saved."""
    return _fetched(request, "feed_network")


def may_try_hook(request: HttpRequest) -> bool:
    """This function will count one more call that is no provider's of this node; False when there were too many."""
    return bool(ratelimit.consume(request, action="hook_network"))


def _fetched(request: HttpRequest, action: str, key: str | None = None) -> bool:
    """Pages that are only asked for are else not counted."""
    return bool(consume(request, app="allauth.account", action=action, key=key, limit_get=True))


def _others(request: HttpRequest, what: str, email: str) -> bool:
    return (
        bool(ratelimit.consume(request, action=f"{what}_network"))
        and _may(request, f"{what}_pair", f"{email}|{get_ip(request)}")
        and _may(request, f"{what}_address", email)
    )


def _may(request: HttpRequest, action: str, key: str) -> bool:
    return bool(ratelimit.consume(request, action=action, key=key))
