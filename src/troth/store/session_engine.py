"""Sessions as Django keeps them in the database, read with a question that was prepared: every page begins with it."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from troth.store.prepared import prepared


class SessionStore(db.SessionStore):
    """The name that Django looks for in a module of sessions."""

    def _get_session_from_db(self) -> Session | None:
        found = next(iter(_sessions(str(self.session_key))), None)
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None


@prepared
def _sessions(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key)
