"""Links in mails that somebody acts by without signing in, and the codes that show whose mailbox it is."""

from __future__ import annotations

from django.db import models

from troth.store.models.people import Person
from troth.store.models.record import Party


class MailLink(models.Model):
    """One button of one mail: who may do which act on what by it, once; only the hash of its token is kept here.

    `party` is the person's own side, `entry` what the act answers, `sent_to` the hash of the address it was sent to.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    sent_to = models.CharField(max_length=64)
    act = models.CharField(max_length=20)
    object = models.CharField(max_length=40)
    entry = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(
        null=True, help_text="when somebody said that it came to the wrong person"
    )
    told = models.CharField(max_length=300, blank=True, help_text="what its maker was told when it was done")
    done = models.CharField(max_length=64, blank=True, help_text="the entry that came of it")
    kept = models.CharField(
        max_length=120,
        blank=True,
        help_text="the draft of its person that it sends, where they answered by mail",
    )

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="mail_link_expires")]

    def __str__(self) -> str:
        return f"{self.act} {self.object}"


class MailCode(models.Model):
    """Six digits on their way to a mailbox; only what the node's own key makes of them is kept here."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    sent_to = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="mail_code_expires")]

    def __str__(self) -> str:
        return f"for {self.person}"


class MailBrowser(models.Model):
    """A browser into which somebody typed the code from their mailbox: it may answer their mails until a day.

    Its cookie holds a key of which only the hash is kept here; to delete the row is to forget the browser.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mail_browsers")
    sent_to = models.CharField(max_length=64)
    key_hash = models.CharField(max_length=64, unique=True)
    words = models.CharField(max_length=100, help_text="what browser it is, as far as it says so itself")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(help_text="when something was last answered from it")
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="mail_browser_until")]

    def __str__(self) -> str:
        return f"{self.words} of {self.person}"
