"""The record as stored: entries append-only (a trigger in the database refuses change), bodies apart and erasable."""

from __future__ import annotations

from django.db import models

from troth.core.record import keyid_of
from troth.store.models.people import Organisation, Person


class Alliance(models.Model):
    """Two (or more) organisations with one record. The id is that of the founder's first entry."""

    id = models.CharField(max_length=64, primary_key=True)
    slug = models.SlugField(max_length=60, unique=True)
    founder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="founded")
    partner_name = models.CharField(
        max_length=120, help_text="what the founder calls the partner until it joins"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, help_text="when both sides had confirmed the pairing words")

    def __str__(self) -> str:
        return self.slug


class Party(models.Model):
    """One organisation's log in one alliance: its keys, and the head that the next entry builds on."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="parties")
    log = models.CharField(max_length=64, unique=True)
    colour = models.CharField(max_length=1, choices=[("a", "a"), ("b", "b")])
    public_key = models.BinaryField(max_length=32)
    recovery_key = models.BinaryField(max_length=32)
    sealed_key = models.BinaryField(help_text="the signing seed, encrypted with a key outside the database")
    recovery_shown_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True, help_text="when this side confirmed the pairing words")
    left_at = models.BigIntegerField(null=True, help_text="when this side signed that it leaves, ms UTC")
    head_seq = models.BigIntegerField(default=-1)
    head_id = models.CharField(max_length=64, blank=True)
    head_seen = models.JSONField(default=dict)
    head_high_at = models.BigIntegerField(default=0)
    fold = models.CharField(
        max_length=64, default="0" * 64, help_text="the sum over its entries of what was decided about each"
    )
    made_again = models.PositiveIntegerField(
        default=0, help_text="how often the rows that pages show were made again from the entries"
    )
    halted_at = models.DateTimeField(
        null=True,
        help_text="put back from a backup: nothing is signed until both sides have said how to go on",
    )
    sponsor = models.ForeignKey(
        "store.Member",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who is asked to look when two people are asked",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "organisation"], name="one_log_per_organisation"),
            models.UniqueConstraint(fields=["alliance", "colour"], name="one_colour_per_party"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.alliance}"

    @property
    def keyid(self) -> str:
        """The short name of the party's key, as envelopes carry it."""
        return keyid_of(bytes(self.public_key))


class Member(models.Model):
    """A person as the record knows them: a random pseudonym per alliance; the name lives in an erasable body."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="members")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="members")
    pseudonym = models.CharField(max_length=32)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="pseudonyms")
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=80, blank=True)
    work = models.TextField(blank=True)
    bad_news = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "pseudonym"], name="one_pseudonym"),
            models.UniqueConstraint(fields=["party", "person"], name="one_pseudonym_per_person"),
        ]

    def __str__(self) -> str:
        return self.name or self.pseudonym


class Entry(models.Model):
    """One signed line of one log. Never updated, never deleted."""

    number = models.BigAutoField(primary_key=True)
    id = models.CharField(max_length=64, unique=True)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="entries")
    log = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    at = models.BigIntegerField(help_text="claimed time, ms UTC")
    low = models.BigIntegerField(null=True, help_text="latest time among the partner entries it cites")
    high_at = models.BigIntegerField(help_text="latest claimed time in this log up to here")
    by = models.CharField(max_length=32)
    kind = models.CharField(max_length=48)
    object = models.CharField(max_length=40, blank=True)
    effective = models.BooleanField(
        help_text="legal on the state read from its own causal past; decided once"
    )
    payload = models.BinaryField()
    signature = models.BinaryField()
    keyid = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "seq"], name="one_entry_per_place")]
        indexes = [
            models.Index(fields=["alliance", "object", "number"], name="entry_object"),
            models.Index(fields=["alliance", "number"], name="entry_alliance"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.log[:8]}/{self.seq}"


class Citation(models.Model):
    """How far an entry had seen one other log; kept only where it moved on from the entry before it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="citations")
    log = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    at = models.BigIntegerField()
    cites = models.CharField(max_length=64)
    upto = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["cites", "upto", "seq"], name="first_citing")]

    def __str__(self) -> str:
        return f"{self.log[:8]}/{self.seq} saw {self.cites[:8]}/{self.upto}"


class Body(models.Model):
    """The words of an entry, apart from it so that they can be erased while the entry stands."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="body")
    salt = models.BinaryField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"body of {self.entry_id}"


class Sealed(models.Model):
    """Words that wait for the other side's: in no bundle, no search and on no page of others until both are let go.

    What is shared reads `Body`, so nothing there can show them by mistake.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="sealed")
    salt = models.BinaryField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"sealed body of {self.entry_id}"


class Receipt(models.Model):
    """A signed word about how far the logs of an alliance went at one moment; numbered, each naming the one before."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="receipts")
    number = models.PositiveIntegerField()
    id_hex = models.CharField(max_length=64)
    at = models.BigIntegerField()
    because = models.CharField(max_length=80, help_text="the words of why it was made, with spaces between")
    envelope = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "number"], name="one_receipt_per_number")]

    def __str__(self) -> str:
        return f"receipt {self.number} of {self.alliance_id[:8]}"


class TakenReceipt(models.Model):
    """Up to which receipt one side has taken receipts away from the node, so that they pin the record."""

    party = models.OneToOneField(Party, on_delete=models.CASCADE, related_name="taken")
    number = models.PositiveIntegerField(help_text="the highest number taken away")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.party} up to {self.number}"


class Restoration(models.Model):
    """A record put back from a backup, until both sides have said how to go on."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="restorations")
    begun_at = models.DateTimeField(auto_now_add=True)
    known = models.JSONField(default=dict, help_text="how far each log is known to have gone, by log")
    consents = models.JSONField(default=dict, help_text="who of each side said to go on, and when, by log")
    fresh = models.JSONField(
        default=dict, help_text="the new key of each log, sealed, before it has signed anything"
    )
    lost = models.JSONField(
        default=dict,
        help_text="what both consented to: how far each log goes here, and is known to have gone",
    )
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.alliance} put back {self.begun_at:%Y-%m-%d}"


class Checkup(models.Model):
    """One check of an alliance's record as this node holds it: by night a part of the signatures, when asked all."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="checkups")
    at = models.BigIntegerField()
    nightly = models.BooleanField()
    entries = models.PositiveIntegerField()
    heads = models.JSONField(default=dict, help_text="the head of each log that was reached: [place, id]")
    faults = models.JSONField(
        default=list, help_text="side, place, what and what to do, of each thing that does not fit"
    )

    def __str__(self) -> str:
        return f"{self.alliance} {self.at}"
