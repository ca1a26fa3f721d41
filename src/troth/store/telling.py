"""Who is told of an act that waits for them: decided in the transaction of the act, so that nobody waits unknowingly.

What is put into the outbox names people and things by number alone; the words are made when it is sent. On a node that
sends no mail nothing is put there: whoever did it is shown that nobody was told, and may say that they told them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from troth.actions.days import stamp_of
from troth.core.alliance import Right
from troth.core.record import Entry
from troth.core.sealed import WITHHELD
from troth.store import models, outbox, rhythm
from troth.store.concerned import ANEW, Addressee, News, Sides, able, concerned, thing_of
from troth.store.prepared import prepared

# So long others of the same kind are waited for, so that what somebody does in one go is one mail.
TOGETHER = timedelta(seconds=20)
ROOMS = (
    "promise.",
    "purpose.",
    "objective.",
    "report.",
    "statement.",
    "concern.",
    "blind.",
    "clause.",
    "difference.",
    "area.",
    "control.",
    "meeting.",
    "comment.",
)


def sides_of(party: models.Party, parties: Sequence[models.Party]) -> Sides:
    """Return the side that acts and the other one, from an alliance's parties as they were read for writing."""
    others = [each for each in parties if each.pk != party.pk]
    return Sides(party, others[0] if others and party.alliance.opened_at is not None else None)


def tell(sides: Sides, entries: Sequence[Entry]) -> None:
    """Put what these entries of one log ask of people in front of them, once for everything said in one act."""
    # A sealed answer is told to nobody, and nothing that shows may change with it.
    spoken = [
        entry for entry in entries if entry.object and entry.kind.startswith(ROOMS) and entry.kind != WITHHELD
    ]
    if not spoken:
        return
    if not settings.TROTH_MAIL:
        _settle(sides.own, spoken)
    for news, people in concerned(sides, spoken):
        put(sides, news, _but(sides.own, spoken[0].by, people))


def tell_of_pairing(party: models.Party, act: str) -> None:
    """Tell those of the other side who compare the twelve words that it is their turn, or that both have confirmed."""
    parties = models.Party.objects.filter(alliance=party.alliance_id).select_related(
        "alliance", "organisation"
    )
    both = {each.pk: each for each in parties}
    own = both.pop(party.pk)
    for other in both.values():
        they_know(other.organisation, other.alliance, "")
        sides = Sides(own, other)
        put(sides, News(act, "", f"{party.log[:24]}{act[-5:]}"), able(sides, other, Right.FOUND))


def tell_of_second(own: models.Party, news: News, people: Iterable[Addressee]) -> None:
    """Tell people of one's own organisation that a yes waits for a second signature, or that it was not signed."""
    settle_second(own, [news.object])
    put(Sides(own, None), news, tuple(people))


def settle_second(own: models.Party, objects: Sequence[str]) -> None:
    """Nobody has to be told any more of a yes that waited: it was signed, declined or taken back."""
    models.Untold.objects.filter(
        alliance=own.alliance_id,
        organisation=own.organisation_id,
        object__in=objects,
        act__startswith="second.",
    ).delete()


def they_know(organisation: models.Organisation, alliance: models.Alliance, object_id: str) -> None:
    """Keep that somebody of the organisation told them in another way."""
    models.Untold.objects.filter(alliance=alliance, organisation=organisation, object=object_id).delete()


def they_all_know() -> None:
    """Keep that nobody waits unknowingly for anything that has been done so far, as in a demo that begins: no mail of it
    goes out any more either."""
    models.Untold.objects.all().delete()
    models.Held.objects.all().delete()
    models.Outbox.objects.filter(kind__in=outbox.LETTERS).delete()


def put(sides: Sides, news: News, people: Sequence[Addressee]) -> None:
    """Put one piece of news in front of people, each in their own rhythm, or else the note that no mail went out."""
    if settings.TROTH_MAIL:
        now = timezone.now()
        for way in rhythm.ways(people, news, now) if people else ():
            _mail(sides.own, news, way, now)
    elif people:
        row = models.Untold(
            organisation_id=sides.own.organisation_id,
            alliance_id=sides.own.alliance_id,
            object=news.object,
            act=news.act,
            whom=_called(sides, people),
            title=news.title,
        )
        models.Untold.objects.bulk_create([row], ignore_conflicts=True)


def _but(own: models.Party, by: str, people: Sequence[Addressee]) -> Sequence[Addressee]:
    """Nobody is told what they did themselves; only among one's own can that be."""
    if all(each.firm != own.organisation_id for each in people):
        return people
    me = next(iter(_person_of(own.pk, by)), None)
    return [each for each in people if each.person != me]


@prepared
def _person_of(party: int, pseudonym: str) -> QuerySet[models.Member, int | None]:
    return models.Member.objects.filter(party=party, pseudonym=pseudonym).values_list("person", flat=True)


def _settle(own: models.Party, spoken: Sequence[Entry]) -> None:
    """Whoever acts on something knows of it (and of the pairing), and what one says anew takes the place of what one
    said before."""
    objects = {thing_of(entry) for entry in spoken}
    anew = {entry.object for entry in spoken if entry.kind.partition("/")[0] in ANEW}
    rows = _waiting(own.alliance_id, sorted({*objects, ""}))
    gone = [pk for pk, firm, name in rows if firm != own.organisation_id or name in anew]
    if gone:
        models.Untold.objects.filter(pk__in=gone).delete()


@prepared
def _waiting(alliance: str, objects: Sequence[str]) -> QuerySet[models.Untold, tuple[int, int, str]]:
    rows = models.Untold.objects.filter(alliance=alliance, object__in=objects)
    return rows.values_list("pk", "organisation", "object")


def _called(sides: Sides, people: Sequence[Addressee]) -> str:
    """What those who did it may call whom it is for: colleagues by name, the partner's as the record knows them."""
    names = [each.name for each in people if each.name]
    if sides.other is not None and people[0].firm == sides.other.organisation_id:
        return names[0] if len(people) == len(names) == 1 else str(sides.other.organisation)
    return ", ".join(names)[:200] or str(sides.own.organisation)


def _mail(own: models.Party, news: News, way: rhythm.Way, now: datetime) -> None:
    """One mail for what one person does of one kind in one go; the same act never twice. Comments are told by what
    they are on."""
    begins = f"{'pressing' if way.pressing else 'tell'}:{way.person}:{own.pk}:{news.act}:{news.by}:"
    if news.act.startswith("comment."):
        begins += f"{news.object}:"

    key = f"tell-{news.entry[:32]}-{way.person}"

    def more(details: dict[str, object]) -> None:
        if details["key"] == key:  # the same once more, as when a day is begun twice
            return
        details["count"] = int(str(details["count"])) + news.count

    if way.letter is None and outbox.gather(begins, more, since=stamp_of(now - TOGETHER)):
        return
    details: dict[str, object] = {
        "person": way.person,
        "party": own.pk,
        "act": news.act,
        "object": news.object,
        "by": news.by,
        "count": news.count,
        "at": stamp_of(now),
        "key": key,
    }
    details |= {"absent": way.absent} if way.absent is not None else {}
    details |= {"pressing": True} if way.pressing else {}
    if way.letter is not None:
        rhythm.hold(way, details, news.entry[:64])
        return
    due = max(way.due, now + TOGETHER)
    outbox.put("tell", begins + news.entry[:32], details, due=due)
