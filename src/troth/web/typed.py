"""What somebody typed into a form, apart from what the page itself put there."""

from __future__ import annotations

from django.http import QueryDict


def typed_of(data: QueryDict) -> dict[str, list[str]]:
    """This function will return what was typed, without what the page itself put into the form."""
    own = {"csrfmiddlewaretoken", "stamp", "move", "act", "do", "more", "less", "draft", "files"}
    own |= {"look", "dismiss"}  # asked of the coach, and typed by nobody
    return {name: [str(value) for value in data.getlist(name)] for name in data if name not in own}
