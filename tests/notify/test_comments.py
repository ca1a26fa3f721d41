"""Whom a comment is told: who is named in it, of either firm, else whoever answers for the thing on the other side."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import Pair, person
from tests.notify.posting import Talk, put, sent
from troth.actions import comments, differences, judgement, listening
from troth.actions.comments import On
from troth.actions.days import day_in
from troth.core.charter.differences import Kind
from troth.core.judgement import Saw
from troth.core.values import Role
from troth.store import founding, models
from troth.store.queries.notices import untold_of
from troth.store.queries.people import reader_of, seat_of
from troth.web.telling.views import listed_of

pytestmark = pytest.mark.django_db


def names(two: Pair) -> dict[str, str]:
    """Let a colleague of each side come in; returns everybody's name by pseudonym."""
    for firm, name in ((two.naoko, "Haruka Shimizu"), (two.annelies, "Joost Bakker")):
        founding.actor_of(
            person(firm.membership.organisation, name, Role.MEMBER), two.alliance, now=two.clock.at
        )
    return dict(models.Member.objects.values_list("pseudonym", "name"))


@pytest.mark.usefixtures("posting")
def test_who_is_named_is_told_on_either_side_and_nobody_else(two: Pair) -> None:
    known, talk = names(two), Talk(two)
    put()
    words = "@Haruka Shimizu and @Joost, does Friday suit you? Says @Annelies."
    made = comments.say(two.node, two.veldsen, about=talk.promise, words=words, names=known)
    assert put() == {("Haruka", "comment.named"), ("Joost", "comment.named")}
    on = On(made, comments.state_of(two.node, two.alliance.pk, made).stamp)
    comments.edit(two.node, two.veldsen, on, words=f"{words} And @Naoko?", names=known)
    assert put() == {("Naoko", "comment.named")}, "those who were named before know of it"
    on = On(made, comments.state_of(two.node, two.alliance.pk, made).stamp)
    comments.edit(two.node, two.veldsen, on, words="Never mind.", names=known)
    comments.withdraw(
        two.node, two.veldsen, On(made, comments.state_of(two.node, two.alliance.pk, made).stamp)
    )
    assert put() == set()


@pytest.mark.usefixtures("posting")
def test_a_comment_that_names_nobody_is_told_to_whoever_answers_for_the_thing(two: Pair) -> None:
    names(two)
    talk = Talk(two)
    seen = judgement.Seen(
        Saw("It came late.", "We waited.", "Why?"), day=day_in(two.clock.at, "UTC") - timedelta(days=2)
    )
    haruka = models.Member.objects.get(name="Haruka Shimizu").pseudonym
    things = {
        talk.promise: "Naoko",
        listening.put(two.node, two.veldsen, words="We load at four.", asks=True, to=haruka): "Haruka",
        judgement.raise_concern(
            two.node, two.veldsen, seen, days=judgement.days_at("NL", "UTC", 2026)
        ): "Naoko",
        differences.name(two.node, two.veldsen, Kind.PLANNING, title="Plans", words="By the week."): "Naoko",
    }
    put()
    for about, who in things.items():
        comments.say(two.node, two.veldsen, about=about, words="Does Friday suit you?")
        assert put() == {(who, "comment.say")}
        comments.say(two.node, two.kaido, about=about, words="It does.")
        assert put() == {("Annelies", "comment.say")}


@pytest.mark.usefixtures("posting")
def test_the_mail_says_on_what_and_leads_there_and_says_no_word_of_it(two: Pair) -> None:
    talk = Talk(two)
    sent()
    for words in ("Secret one", "Secret two"):
        comments.say(two.node, two.veldsen, about=talk.promise, words=words)
    (message,) = sent()
    assert message.subject.startswith(
        "Annelies van der Meer of Veldsen wrote something about “The audit report"
    )
    assert f"/promises/{talk.promise}/#comments" in str(message.body) and "Secret" not in str(
        message.message()
    )
    statement = listening.put(two.node, two.veldsen, words="Secret load")
    comments.say(two.node, two.veldsen, about=statement, words="Well?")
    (message,) = sent()
    assert message.subject == "Annelies van der Meer of Veldsen wrote something about a statement"
    assert f"/listening/{statement}/#comments" in str(message.body)


def test_where_no_mail_is_sent_it_is_noted_whom_nobody_told(two: Pair) -> None:
    talk = Talk(two)
    models.Untold.objects.all().delete()
    comments.say(two.node, two.veldsen, about=talk.promise, words="Does Friday suit you?")
    row = models.Untold.objects.get()
    assert (row.object, row.act, row.whom) == (talk.promise, "comment.say", "Naoko Fujiwara")
    reader = reader_of(two.annelies)
    seat = seat_of(reader, two.alliance.slug) if reader is not None else None
    assert seat is not None
    (shown,) = listed_of(untold_of([seat]))
    assert shown.what == "a comment on “The audit report is in your hands”"
    assert shown.url == f"/a/{two.alliance.slug}/promises/{talk.promise}/"
    comments.say(two.node, two.kaido, about=talk.promise, words="It does.")
    assert models.Untold.objects.get().organisation == two.naoko.membership.organisation, (
        "whoever answers knows"
    )
