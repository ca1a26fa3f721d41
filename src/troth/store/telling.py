"""Who is told of an act that waits for them: decided in the transaction of the act, so that nobody waits unknowingly.

What is put into the outbox names people and things by number alone; the words are made when it is sent. On a node that
sends no mail nothing is put there: whoever did it is shown that nobody was told, and may say that they told them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from troth.actions.days import stamp_of
from troth.core.alliance import Right
from troth.core.record import Entry
from troth.store import models, outbox
from troth.store.concerned import ANEW, News, Sides, able, concerned, sides_of

# So long others of the same kind are waited for, so that what somebody does in one go is one mail.
TOGETHER = timedelta(seconds=20)
ROOMS = ("promise.", "purpose.", "objective.", "report.")


def tell(party: models.Party, entries: Sequence[Entry]) -> None:
    """Put what these entries of one log ask of people in front of them, once for everything said in one act."""
    spoken = [entry for entry in entries if entry.object and entry.kind.startswith(ROOMS)]
    if not spoken:
        return
    sides = sides_of(party)
    _settle(sides.own, spoken)
    told = concerned(sides, spoken)
    if told:
        mine = models.Member.objects.filter(party=party, pseudonym=spoken[0].by)
        myself = mine.values_list("person", flat=True).first()
        for news, people in told:
            put(sides, news, [person for person in people if person.pk != myself])


def tell_of_pairing(party: models.Party, act: str) -> None:
    """Tell those of the other side who compare the twelve words that it is their turn, or that both have confirmed."""
    alliance = models.Alliance.objects.get(pk=party.alliance_id)
    for other in alliance.parties.exclude(pk=party.pk).select_related("organisation"):
        _settled(alliance, other.organisation, [""]).delete()
        news = News(act, "", f"{party.log[:24]}{act[-5:]}")
        own = alliance.parties.select_related("alliance", "organisation").get(pk=party.pk)
        put(Sides(own, other), news, able(other.organisation, Right.FOUND))


def tell_of_second(party: models.Party, news: News, people: Iterable[models.Person]) -> None:
    """Tell people of one's own organisation that a yes waits for a second signature, or that it was not signed."""
    own = sides_of(party).own
    settle_second(own, [news.object])
    put(Sides(own, None), news, people)


def settle_second(own: models.Party, objects: Sequence[str]) -> None:
    """Nobody has to be told any more of a yes that waited: it was signed, declined or taken back."""
    _settled(own.alliance, own.organisation, objects).filter(act__startswith="second.").delete()


def they_know(organisation: models.Organisation, alliance: models.Alliance, object_id: str) -> None:
    """Keep that somebody of the organisation told them in another way."""
    _settled(alliance, organisation, [object_id]).delete()


def put(sides: Sides, news: News, people: Iterable[models.Person]) -> None:
    """Put one piece of news in front of people: a mail to each, or else the note that none went out."""
    people = list(people)
    if settings.TROTH_MAIL:
        for person in people:
            _mail(sides.own, news, person)
    elif people:
        models.Untold.objects.update_or_create(
            organisation=sides.own.organisation,
            alliance=sides.own.alliance,
            object=news.object,
            act=news.act,
            whom=_called(sides, people),
            defaults={"title": news.title},
        )


def _settle(own: models.Party, spoken: Sequence[Entry]) -> None:
    """Whoever acts on something knows of it (and of the pairing), and what one says anew takes the place of what one
    said before."""
    objects = {entry.object or "" for entry in spoken}
    waiting = models.Untold.objects.filter(alliance=own.alliance, object__in=[*objects, ""])
    waiting.exclude(organisation=own.organisation).delete()
    anew = {entry.object or "" for entry in spoken if entry.kind.partition("/")[0] in ANEW}
    if anew:
        _settled(own.alliance, own.organisation, anew).delete()


def _settled(
    alliance: models.Alliance, organisation: models.Organisation, objects: Iterable[str]
) -> QuerySet[models.Untold]:
    return models.Untold.objects.filter(
        alliance=alliance, organisation=organisation, object__in=list(objects)
    )


def _called(sides: Sides, people: Sequence[models.Person]) -> str:
    """What those who did it may call whom it is for: colleagues by name, the partner's as the record knows them."""
    firm = people[0].membership.organisation
    if firm.pk == sides.own.organisation_id:
        return ", ".join(str(person) for person in people)[:200]
    known = models.Member.objects.filter(alliance=sides.own.alliance, person__in=people).exclude(name="")
    names = [member.name for member in known.order_by("name")]
    return names[0] if len(people) == len(names) == 1 else str(firm)


def _mail(own: models.Party, news: News, person: models.Person) -> None:
    """One mail for what one person does of one kind in one go; the same act never twice."""
    begins = f"tell:{person.pk}:{own.pk}:{news.act}:{news.by}:"

    def more(details: dict[str, object]) -> None:
        details["count"] = int(str(details["count"])) + news.count

    if outbox.gather(begins, more):
        return
    details: Mapping[str, object] = {
        "person": person.pk,
        "party": own.pk,
        "act": news.act,
        "object": news.object,
        "by": news.by,
        "count": news.count,
        "at": stamp_of(timezone.now()),
        "key": f"tell-{news.entry[:32]}-{person.pk}",
    }
    outbox.put("tell", begins + news.entry[:32], details, due=timezone.now() + TOGETHER)
