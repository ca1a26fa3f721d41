"""The mails that carry a code of six digits, in the language of whoever reads them."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from troth.store.languages import reading_in
from troth.web.account.browsers import words_of

TO_SIGN_IN = (
    _("It works once, for ten minutes, in the browser it was asked for with: {browser}."),
    _("If you did not ask for it, leave it be: without this code nobody comes in."),
)
TO_ACT = (
    _("It works once, for ten minutes, on the page that asked for it with: {browser}."),
    _("If you did not ask for it, leave it be: without this code nobody agrees for you."),
)


def mail_of(
    request: HttpRequest, language: str, code: str, said: tuple[str, str] = TO_SIGN_IN
) -> tuple[str, str]:
    """This function will return subject and text of the mail that carries a code, and says what it is good for."""
    with reading_in(language):
        where, unasked = (gettext(words) for words in said)
        lines = (
            gettext("Your code is {code}").format(code=code),
            where.format(browser=words_of(request)),
            unasked,
        )
        return gettext("Your code for Troth: {code}").format(code=code), "\n\n".join(lines) + "\n"
