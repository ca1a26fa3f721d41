"""What pages list and search: rows that may be dropped and rebuilt from the entries at any time."""

from __future__ import annotations

from django.db import models

from troth.store.models.record import Alliance, Member, Party


class Promise(models.Model):
    """One promise as it stands now; its whole story is read from its entries."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="promises")
    object = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    performer = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="performs")
    customer = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="awaits")
    performer_person = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    customer_person = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.TextField(blank=True)
    area = models.CharField(max_length=120, blank=True)
    objective = models.CharField(max_length=40, blank=True)
    stake = models.CharField(max_length=6, blank=True)
    status = models.CharField(max_length=12)
    open_texts = models.CharField(
        max_length=2, blank=True, help_text="whose texts wait for an answer: p, c or pc"
    )
    asks_release = models.BooleanField(default=False)
    asked_status = models.BooleanField(default=False)
    sent_back = models.BooleanField(
        default=False, help_text="sent back, and the performer has not answered yet"
    )
    release_behind = models.BooleanField(default=False)
    look = models.JSONField(
        default=dict,
        help_text="two people asked to look: who is still to say a sentence, who is still to look",
    )
    crossed = models.BooleanField(default=False, help_text="two moves crossed and one does not count")
    due_day = models.DateField(null=True)
    first_due_day = models.DateField(null=True)
    zone = models.CharField(max_length=60, blank=True)
    due = models.BigIntegerField(null=True)
    expected_day = models.DateField(null=True, help_text="the date now expected, from the latest warning")
    warned_at = models.BigIntegerField(null=True)
    delivered_at = models.BigIntegerField(null=True)
    closed_at = models.BigIntegerField(null=True)
    agreed_at = models.BigIntegerField(null=True)
    opened_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()
    outcome = models.CharField(max_length=32, blank=True)
    series = models.CharField(max_length=40, blank=True)
    series_index = models.PositiveIntegerField(null=True)
    series_of = models.PositiveIntegerField(null=True)
    after = models.CharField(
        max_length=40, blank=True, help_text="its date waits for this promise's acceptance"
    )
    supports = models.JSONField(default=list)
    leans = models.BooleanField(default=False, help_text="whether it supports others at all")
    search = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "object"], name="one_row_per_promise"),
            models.UniqueConstraint(fields=["alliance", "number"], name="one_number_per_promise"),
        ]
        indexes = [
            models.Index(fields=["alliance", "status", "due_day"], name="promise_due"),
            models.Index(fields=["alliance", "changed_at"], name="promise_changed"),
            models.Index(fields=["alliance", "status", "performer", "area"], name="promise_counts"),
            models.Index(fields=["alliance", "series", "series_index"], name="promise_series"),
            models.Index(fields=["alliance", "objective"], name="promise_objective"),
            # What has ended lately is looked up and counted for who steers, however much has ever ended.
            models.Index(
                fields=["alliance", "closed_at", "performer", "status"],
                name="promise_closed",
                condition=models.Q(closed_at__isnull=False),
            ),
            # Few promises support another, and whoever looks at one asks which of all do.
            models.Index(
                fields=["alliance", "number"], name="promise_leaning", condition=models.Q(leans=True)
            ),
        ]

    def __str__(self) -> str:
        return f"no. {self.number}: {self.title}"


class Joint(models.Model):
    """What both sides hold together: the purpose, an objective, a clause of the charter, a difference with its bridge,
    an area of work with what is at stake in it, a control.

    Whatever of it waits for somebody, or has a day on which it does, is found with one question for all of them.
    """

    PURPOSE, OBJECTIVE, CLAUSE, DIFFERENCE = "purpose", "objective", "clause", "difference"
    AREA, CONTROL = "area", "control"
    KINDS = (PURPOSE, OBJECTIVE, CLAUSE, DIFFERENCE, AREA, CONTROL)

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="joints")
    object = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=[(each, each) for each in KINDS])
    sort = models.CharField(
        max_length=10,
        blank=True,
        help_text="which kind of clause, in what the sides differ, or whose colour relies",
    )
    number = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=12)
    text = models.TextField(
        blank=True, help_text="the agreed words, else those on the table; of a clause its title"
    )
    details = models.JSONField(default=dict, help_text="what each side brings; the words on the table")
    history = models.JSONField(
        default=list, help_text="of all but what is told by one side, every agreed text"
    )
    changes = models.PositiveIntegerField(default=0, help_text="how many texts were agreed to")
    calls = models.BooleanField(default=False, help_text="whether somebody may have to look at it")
    put_by = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    agreed_at = models.BigIntegerField(null=True)
    changed_at = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "object"], name="one_row_per_joint_text")]
        indexes = [models.Index(fields=["alliance", "kind", "sort"], name="joint_kind")]

    def __str__(self) -> str:
        return self.text


class Statement(models.Model):
    """Something somebody put down to be understood, and how far the two sides have come with it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="statements")
    object = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    speaker = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="spoke")
    speaker_person = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    listener_person = models.ForeignKey(
        Member,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who played it back last, else of whom a playback is asked",
    )
    about = models.CharField(max_length=40, blank=True, help_text="the promise or text it was said on")
    status = models.CharField(max_length=12)
    waits = models.CharField(
        max_length=8, blank=True, help_text="whose word it waits for: speaker or listener"
    )
    differ = models.CharField(
        max_length=2, blank=True, help_text="colours of the sides that say that they differ"
    )
    words = models.TextField(blank=True)
    rounds = models.PositiveIntegerField(default=0)
    put_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()
    closed_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "object"], name="one_row_per_statement"),
            models.UniqueConstraint(fields=["alliance", "number"], name="one_number_per_statement"),
        ]
        indexes = [
            models.Index(fields=["alliance", "status", "number"], name="statement_status"),
            # Few of all that were said wait for somebody, and every first page asks which.
            models.Index(fields=["alliance"], name="statement_waiting", condition=models.Q(waits__gt="")),
            models.Index(
                fields=["alliance", "about"], name="statement_about", condition=models.Q(about__gt="")
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Concern(models.Model):
    """Something that one side saw and asks about, and how far the two sides have come with it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="concerns")
    object = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    raiser = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="raised")
    raiser_person = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_person = models.ForeignKey(
        Member,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="who told the other view, else who is asked for it",
    )
    about = models.CharField(max_length=40, blank=True, help_text="the promise or statement that shows it")
    also = models.CharField(max_length=330, blank=True, help_text="what else shows it, with spaces between")
    day = models.DateField(null=True, help_text="when it happened")
    status = models.CharField(max_length=12)
    waits = models.CharField(
        max_length=6, blank=True, help_text="whose word it waits for: raiser, asked or both"
    )
    since = models.BigIntegerField(help_text="since when it waits for that word")
    words = models.TextField(blank=True, help_text="what happened, as the raiser says it")
    rounds = models.PositiveIntegerField(default=0)
    weights = models.JSONField(default=dict, help_text="how much it matters to each side, once both are in")
    raised_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()
    closed_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "object"], name="one_row_per_concern"),
            models.UniqueConstraint(fields=["alliance", "number"], name="one_number_per_concern"),
        ]
        indexes = [
            models.Index(fields=["alliance", "status", "number"], name="concern_status"),
            models.Index(fields=["alliance"], name="concern_waiting", condition=models.Q(waits__gt="")),
            models.Index(
                fields=["alliance", "about"], name="concern_about", condition=models.Q(about__gt="")
            ),
        ]

    @property
    def evidence(self) -> list[str]:
        """Everything that shows it, in the order in which it was named."""
        return [each for each in (self.about, *self.also.split()) if each]

    def __str__(self) -> str:
        return self.words


class Comment(models.Model):
    """What somebody of either side said on a promise, a statement, a concern or a difference."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="comments")
    object = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    about = models.CharField(max_length=40, help_text="what it was said on")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(blank=True, help_text="what it says now")
    earlier = models.JSONField(default=list, help_text="how it read before, each with when that was said")
    told = models.JSONField(default=list, help_text="pseudonyms of whom it names")
    stamp = models.CharField(max_length=64)
    said_at = models.BigIntegerField()
    changed_at = models.BigIntegerField(help_text="when what it says now was said")
    withdrawn_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "object"], name="one_row_per_comment"),
            models.UniqueConstraint(fields=["alliance", "number"], name="one_number_per_comment"),
        ]
        indexes = [models.Index(fields=["alliance", "about", "said_at"], name="comment_about")]

    def __str__(self) -> str:
        return self.words


class Round(models.Model):
    """Something both sides answer without sight of each other; nothing of an answer is here."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="rounds")
    object = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=16)
    asked_by = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    asked_person = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.CharField(max_length=40, blank=True)
    until = models.DateField(null=True, help_text="when both sides are asked to be in")
    words = models.TextField(blank=True)
    phase = models.CharField(max_length=8)
    answered = models.CharField(
        max_length=4, blank=True, help_text="colours of the sides that are in; each is told its own"
    )
    put_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()
    opened_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "object"], name="one_row_per_round"),
            models.UniqueConstraint(fields=["alliance", "number"], name="one_number_per_round"),
        ]
        indexes = [models.Index(fields=["alliance", "phase"], name="round_phase")]

    def __str__(self) -> str:
        return self.words


class Meeting(models.Model):
    """A meeting that has ended: the lines of its note, and what each side has confirmed of them."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="meetings")
    object = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    wrote = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    writer = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    day = models.DateField()
    clause = models.CharField(max_length=40, blank=True, help_text="the meeting of the charter that it was")
    title = models.TextField(blank=True)
    here = models.JSONField(default=list, help_text="pseudonyms of who was there")
    lines = models.JSONField(default=list, help_text="each line as it stands, and who has confirmed it")
    status = models.CharField(max_length=12)
    waits = models.TextField(
        blank=True, help_text="for each line and side whose word is missing: colour:pseudonym:what came of it"
    )
    ended_at = models.BigIntegerField()
    changed_at = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "object"], name="one_row_per_meeting"),
            models.UniqueConstraint(fields=["alliance", "number"], name="one_number_per_meeting"),
        ]
        indexes = [
            models.Index(fields=["alliance", "day"], name="meeting_day"),
            models.Index(fields=["alliance"], name="meeting_waiting", condition=models.Q(waits__gt="")),
        ]

    def __str__(self) -> str:
        return self.title


class ReportBatch(models.Model):
    """A period of history that one side put on the record, and how far the other has answered it."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="report_batches")
    object = models.CharField(max_length=40)
    reporter = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    rows = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    closed = models.BooleanField(default=False)
    confirmed = models.PositiveIntegerField(default=0)
    disputed = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    changed_at = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "object"], name="one_row_per_report_batch")
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day}"


class Report(models.Model):
    """One past promise as one side reported it; it counts only once the other side has confirmed it."""

    WAITING, CONFIRMED, DISPUTED, WITHDRAWN = "waiting", "confirmed", "disputed", "withdrawn"

    batch = models.ForeignKey(ReportBatch, on_delete=models.CASCADE, related_name="reports")
    entry_id_hex = models.CharField(max_length=64, unique=True)
    row = models.PositiveIntegerField()
    performer = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    title = models.TextField(blank=True)
    area = models.CharField(max_length=120, blank=True)
    stake = models.CharField(max_length=6, blank=True)
    made = models.DateField(null=True)
    promised = models.DateField()
    delivered = models.DateField(null=True)
    status = models.CharField(max_length=9, default=WAITING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="one_report_per_row")]
        indexes = [models.Index(fields=["batch", "status", "promised"], name="report_status")]

    def __str__(self) -> str:
        return f"row {self.row}: {self.title}"
