"""What never enters the record: notes, intended days, drafts, parked judgement, visits, and a firm's own history."""

from __future__ import annotations

from django.db import models

from troth.store.models.people import Organisation, Person
from troth.store.models.record import Alliance


class Note(models.Model):
    """A note about a promise that only one's own organisation sees."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="notes")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    object = models.CharField(max_length=40)
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "object"], name="note_object")]

    def __str__(self) -> str:
        return self.words[:60]


class Intention(models.Model):
    """The day the performer means to be done, apart from the day they promise; private to the performer's side."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    object = models.CharField(max_length=40)
    day = models.DateField()
    project = models.BooleanField(default=False, help_text="the first date of a whole project")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "object"], name="one_intention_per_promise")
        ]

    def __str__(self) -> str:
        return f"{self.object} {self.day}"


class Weighing(models.Model):
    """How much a concern matters to one organisation, kept there until the other side's is in too."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    object = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    weight = models.PositiveSmallIntegerField(help_text="1 to 3, as the record has it")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "organisation", "object"], name="one_weighing_per_side"
            )
        ]

    def __str__(self) -> str:
        return self.object


class MeetingNote(models.Model):
    """A meeting while it is written: the people of both sides on this node see it, and no record has it.

    It becomes the entry that ends the meeting, under the same name, and is gone then.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    object = models.CharField(max_length=40, unique=True)
    writer = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=120)
    day = models.DateField()
    clause = models.CharField(max_length=40, blank=True)
    here = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    version = models.PositiveIntegerField(
        default=0, help_text="one more with every change: what pages are as new as"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "clause", "day"],
                condition=models.Q(clause__gt=""),
                name="one_note_per_meeting_and_day",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Parked(models.Model):
    """A judgement that somebody set aside until they know more. It never leaves them."""

    LET_GO, ASKED = "let go", "asked"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="parked")
    alliance = models.ForeignKey(Alliance, null=True, on_delete=models.SET_NULL, related_name="+")
    thought = models.TextField()
    unknown = models.TextField(blank=True, help_text="what do I not know yet?")
    day = models.DateField(help_text="when to look again")
    learnt = models.TextField(blank=True, help_text="how it looked when it was let go")
    ending = models.CharField(max_length=6, blank=True, help_text="let go, or asked about in a concern")
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "ending", "day"], name="parked_day")]

    def __str__(self) -> str:
        return f"parked until {self.day}"


class Dismissal(models.Model):
    """A remark of the coach that somebody does not want to see again; theirs alone."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="dismissals")
    phrase = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "phrase"], name="one_dismissal_per_phrase")]

    def __str__(self) -> str:
        return self.phrase


class TipShown(models.Model):
    """A tip that somebody saw on a day, and whether they put it away; theirs alone. A day has one for a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tips_shown")
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    on = models.DateField()
    put_away = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "on"], name="one_tip_per_person_and_day")]

    def __str__(self) -> str:
        return f"{self.key} {self.on}"


class Draft(models.Model):
    """What a person has typed and not sent, kept by form."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    key = models.CharField(max_length=120)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.key


class SavedView(models.Model):
    """What a person looks for in an alliance's promises again and again, under a name of their own."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="views")
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    asked = models.JSONField(default=dict, help_text="what is looked for, as the list's address says it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "alliance", "name"], name="one_view_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class PromiseTemplate(models.Model):
    """A promise one makes often, ready to be filled in."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="templates")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120)
    fields = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="one_template_per_name")]

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """How far a person has looked at an alliance: what came later is what changed since."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="visits")
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    number = models.BigIntegerField(
        default=0, help_text="the last entry there was at the visit before this one"
    )
    latest = models.BigIntegerField(default=0, help_text="the last entry there was at this visit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "alliance"], name="one_visit_per_alliance")]

    def __str__(self) -> str:
        return f"{self.person} {self.alliance}"


class Partner(models.Model):
    """A partner as one firm names it, before or without an alliance with it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80)
    alliance = models.ForeignKey(Alliance, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_partner_per_name"),
            models.UniqueConstraint(fields=["organisation", "slug"], name="one_partner_per_slug"),
        ]

    def __str__(self) -> str:
        return self.name


class Import(models.Model):
    """One spreadsheet brought in: what it was called, how it was read, and what came of it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="imports")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    file_name = models.CharField(max_length=200)
    answers = models.JSONField(
        default=dict, help_text="columns, groups, formats and repairs, by the user's word"
    )
    lines = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name


class PastPromise(models.Model):
    """One promise of a firm's own history: private until the firm puts a whole period on the record."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="history")
    source = models.ForeignKey(Import, null=True, on_delete=models.CASCADE, related_name="promises")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="history")
    key = models.CharField(max_length=64, help_text="the same row read again has the same key")
    received = models.BooleanField(help_text="promised to us (True) or by us")
    title = models.TextField()
    person = models.CharField(max_length=160, blank=True, help_text="never shown to the partner")
    made = models.DateField(null=True)
    promised = models.DateField()
    delivered = models.DateField(null=True)
    stake = models.CharField(max_length=6, blank=True)
    area = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=160, blank=True)
    lines = models.CharField(max_length=400, blank=True, help_text="the rows of the file it came from")
    report = models.CharField(max_length=64, blank=True, help_text="the entry that put it on the record")
    promise = models.CharField(max_length=40, blank=True, help_text="the offer or request an open row became")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="no_row_twice")]
        indexes = [
            models.Index(fields=["partner", "promised"], name="history_partner"),
            models.Index(fields=["organisation", "partner", "delivered"], name="history_open"),
        ]

    def __str__(self) -> str:
        return self.title
