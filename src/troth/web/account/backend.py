"""Who a session belongs to: allauth's backend, with the one question that every page asks of it prepared."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from troth.store.models import Person
from troth.store.queries.people import person_of


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Signs people in as allauth does."""

    def get_user(self, user_id: int) -> Person | None:
        """This function will return whom a session belongs to, if they may still sign in."""
        person = person_of(int(user_id))
        return person if person is not None and self.user_can_authenticate(person) else None
