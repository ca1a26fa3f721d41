"""An organisation's page: its members and their roles, invitations, codes that wait, its day, its keys."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from troth.core.alliance import Right, allowed, gains
from troth.core.values import Role
from troth.store import factors, invitations, mailed, people, second
from troth.store.languages import day_of
from troth.store.models import Invitation, Membership, Person
from troth.store.queries.account import factors_in
from troth.store.queries.invitations import asked_in
from troth.store.queries.notices import untold_of
from troth.store.queries.organisation import Key, colleagues, keys_of, waiting_codes
from troth.store.queries.people import Reader
from troth.store.queries.today import every_seat_of
from troth.web.days import say_number
from troth.web.gate import of_organisation
from troth.web.links import link_to
from troth.web.organisation.faces import Face
from troth.web.organisation.forms import About, Ask, Factor, MailAnswers, Receipts, RoleOf, TwoSignatures
from troth.web.parted import readable, who_left
from troth.web.settings.forms import said_of_organisation
from troth.web.telling.views import listed_of
from troth.web.whereabouts import listed

GIVEN_BY_MANAGERS = (Role.MEMBER, Role.VIEWER)


@require_http_methods(["GET", "HEAD", "POST"])
@of_organisation(act=Right.SETTINGS)
def organisation(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will show the organisation's page, and keep what an admin sets for it."""
    about = About(request.POST or None, initial=said_of_organisation(reader.organisation))
    if request.method == "POST" and about.is_valid():
        people.keep_organisation(reader.organisation, about.cleaned_data)
        messages.success(request, "Kept.")
        return redirect("organisation")
    return _page(request, reader, about=about)


@require_POST
@of_organisation(Right.INVITE_COLLEAGUE)
def invite(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will ask a colleague in: by mail, or by a link that the page shows from then on."""
    ask = _ask(reader, request.POST)
    if not ask.is_valid():
        return _page(request, reader, ask=ask)
    made = invitations.invite_colleague(
        reader.organisation,
        reader.person,
        reader.role,
        email=ask.cleaned_data["email"],
        role=Role(ask.cleaned_data["role"]),
    )
    return _sent(request, made)


@require_POST
@of_organisation(Right.INVITE_COLLEAGUE)
def invite_once_more(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """This function will make a fresh link for somebody who was asked in and has not come; the old one is void."""
    made = invitations.invite_colleague_again(reader.organisation, reader.person, reader.role, pk)
    if made is None:
        raise Http404
    return _sent(request, made)


def _sent(request: HttpRequest, made: invitations.Made) -> HttpResponse:
    if settings.TROTH_MAIL:
        invitations.send(made, link=link_to(request, made.path))
        messages.success(request, f"The invitation to {made.invitation.email} is on its way.")
    else:
        messages.success(
            request, f"The link for {made.invitation.email} stands among the members, to hand over."
        )
    return redirect("organisation")


@require_POST
@of_organisation(Right.INVITE_COLLEAGUE)
def take_back(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    """This function will take back an invitation that nobody has used."""
    if not invitations.take_back(reader.organisation, reader.role, pk):
        raise Http404
    messages.success(request, "The invitation is taken back; its link opens nothing any more.")
    return redirect("organisation")


@require_POST
@of_organisation(Right.SETTINGS)
def two_signatures(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will keep from which stake on a second person of the organisation signs a yes too."""
    form = TwoSignatures(request.POST)
    if not form.is_valid():
        raise Http404
    gone = second.ask_from(reader.organisation, form.cleaned_data["second_from"])
    let_go = f" {say_number(gone).capitalize()} that waited can be said again, by one alone." if gone else ""
    messages.success(request, f"Kept. It holds for what is said from now on.{let_go}")
    return redirect(reverse("organisation") + "#two")


@require_POST
@of_organisation(Right.SETTINGS)
def receipts_to(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will keep to which address receipts of the record are mailed; without one, to the admins."""
    form = Receipts(request.POST)
    if not form.is_valid():
        return _page(request, reader, receipts=form)
    people.keep_organisation(reader.organisation, form.cleaned_data)
    messages.success(request, "Kept. The next receipt goes there.")
    return redirect(reverse("organisation") + "#receipts")


@require_POST
@of_organisation(Right.SETTINGS)
def mail_answers(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will keep whether people of the organisation sign in before they act by a link in a mail."""
    asks = "sign_in" in request.POST
    mailed.ask_sign_in(reader.organisation, asks)
    messages.success(request, f"Kept. {_mail_said(asks)}")
    return redirect(reverse("organisation") + "#mail")


@require_POST
@of_organisation(Right.PEOPLE)
def change_role(request: HttpRequest, reader: Reader, person: int) -> HttpResponse:
    """This function will change what a colleague may do."""
    form = RoleOf(request.POST)
    if not form.is_valid():
        raise Http404
    role = Role(form.cleaned_data["role"])
    changed = people.change_role(reader.organisation, reader.role, person, role)
    if changed is None:
        raise Http404
    messages.success(request, f"{changed.person} is now {_said(role)}.")
    return redirect("organisation")


@require_POST
@of_organisation(Right.SETTINGS)
def ask_factor(request: HttpRequest, reader: Reader) -> HttpResponse:
    """This function will keep whom the organisation asks for a second factor, and write to those who have none."""
    factor = _factor(reader, request.POST)
    if not factor.is_valid():
        return _page(request, reader, factor=factor)
    factors.ask(reader.organisation, reader.role, factor.rule())
    lacking = [each.person for each in factors.without(reader.organisation)]
    if settings.TROTH_MAIL and lacking:
        factors.remind(lacking, reader.organisation, partial(_reminder, request, reader))
    messages.success(request, _kept(lacking, sent=settings.TROTH_MAIL))
    return redirect(reverse("organisation") + "#factor")


def _page(
    request: HttpRequest,
    reader: Reader,
    *,
    about: About | None = None,
    ask: Ask | None = None,
    factor: Factor | None = None,
    receipts: Receipts | None = None,
) -> HttpResponse:
    members = colleagues(reader.organisation)
    invites, admin = reader.may(Right.INVITE_COLLEAGUE), reader.may(Right.PEOPLE)
    about = about or About(initial=said_of_organisation(reader.organisation))
    ask, factor = ask or _ask(reader), factor or _factor(reader)
    receipts = receipts or Receipts.of(reader.organisation)
    by_hand = not settings.TROTH_MAIL
    invited = asked_in(reader.organisation) if invites else []
    has = factors_in(reader.organisation) if admin else None
    shown = {
        "active": "settings",
        "admins": _admins(members, reader),
        "may_edit": invites,
        "members": [_member(each, reader, has) for each in members],
        "invited": [_invited(request, each, by_hand) for each in invited],
        "may_hand": reader.may(Right.PROMISE),
        "alliances": _alliances(reader),
        "invite": ask if invites else None,
        "invite_url": reverse("invite_colleague"),
        "codes": waiting_codes(reader.organisation) if by_hand and admin else [],
        "untold": listed_of(untold_of(every_seat_of(reader))) if admin else [],
        "form": about if reader.may(Right.SETTINGS) else None,
        "factor": factor if reader.may(Right.SETTINGS) else None,
        "may_see_factors": admin,
        "roles": [_role(*each) for each in gains()],
        "receipts": receipts if reader.may(Right.SETTINGS) else None,
        "keys": [_key(each) for each in keys_of(reader)],
        **_two(reader, members),
    }
    status = 422 if any(form.errors for form in (about, ask, factor, receipts)) else 200
    return render(request, "people/organisation.html", shown, status=status)


def _two(reader: Reader, members: list[Membership]) -> dict[str, Any]:
    """From which stake on a second person signs too, and who may be that person."""
    return {
        "two": TwoSignatures(initial={"second_from": reader.organisation.second_from}),
        "two_said": _two_said(reader),
        "mail_answers": MailAnswers(initial={"sign_in": reader.organisation.mail_sign_in}),
        "mail_said": _mail_said(reader.organisation.mail_sign_in),
        "seconds": listed([str(each.person) for each in members if allowed(Role(each.role), Right.SECOND)]),
    }


def _role(role: Role, lesser: Role | None, more: list[Right]) -> dict[str, Any]:
    """A role as the one table of rights has it: all that a lesser one may, and more."""
    return {
        "name": "Administrator" if role is Role.ADMIN else role.value.capitalize(),
        "all_of": lesser.value if lesser else "",
        "rights": "; ".join(right.value for right in more),
    }


def _factor(reader: Reader, data: Any = None) -> Factor:
    rule, today = factors.rule_of(reader.organisation), factors.today_at(reader.organisation)
    return Factor(data, set_now=rule, today=today)


def _reminder(request: HttpRequest, reader: Reader) -> tuple[str, str]:
    firm = reader.organisation
    assert firm.factor_since is not None
    said = {"firm": firm, "day": day_of(firm.factor_since, year=True)}
    lines = (
        gettext(
            "From {day} on, {firm} asks you for a second factor when you sign in on Troth: a passkey or an app on "
            "your phone."
        ).format_map(said),
        gettext("It takes a minute:"),
        link_to(request, reverse("mfa_index")),
        gettext("From that day on you are led there first."),
    )
    subject = gettext("{firm} asks for a second factor from {day} on").format_map(said)
    return subject, "\n\n".join(lines) + "\n"


def _kept(lacking: list[Person], *, sent: bool) -> str:
    if not lacking:
        return "Kept. Everybody who is asked for one has one."
    names = listed([str(person) for person in lacking])
    told = "They are told by mail" if sent else "They read it on their pages, for this node cannot send mail"
    return f"Kept. None yet: {names}. {told}."


def _admins(members: list[Membership], reader: Reader) -> str:
    others = [str(each.person) for each in members if each.role == "admin" and each.person != reader.person]
    names = ["You", *others] if reader.role is Role.ADMIN else others
    return listed(names) + (" look" if len(names) > 1 or names == ["You"] else " looks")


def _key(key: Key) -> dict[str, Any]:
    return {
        "alliance": key.alliance,
        "since": key.since,
        "fingerprint": key.fingerprint,
        "recovery": "Not taken away yet."
        if key.shown_at is None
        else "Taken away by its owner; not on this node.",
        "recovery_url": reverse("recovery", args=[key.slug]) if key.waits else "",
    }


def _member(each: Membership, reader: Reader, has: dict[int, set[str]] | None) -> dict[str, Any]:
    is_me = each.person_id == reader.person.pk
    may = reader.may(Right.PEOPLE)
    hands_on = reader.may(Right.HAND_OVER) or (is_me and reader.may(Right.PROMISE))
    return {
        "person": Face(str(each.person), reader.colour),
        "is_me": is_me,
        "email": each.person.email,
        "role": each.role,
        "role_field": RoleOf(initial={"role": each.role}, auto_id=False)["role"] if may else None,
        "url": reverse("change_role", args=[each.person_id]),
        "since": each.since,
        "factor": _has(each, has.get(each.person_id, set()), reader) if has is not None else "",
        "ended": not each.person.is_active,
        "hand_url": reverse("hand_over", args=[each.person_id]) if hands_on else "",
        "go_url": reverse("let_go", args=[each.person_id]) if may else "",
    }


def _has(each: Membership, kinds: set[str], reader: Reader) -> str:
    said = [words for kind, words in ((factors.PASSKEY, "passkey"), (factors.APP, "app")) if kind in kinds]
    if said:
        return " and ".join(said)
    rule = factors.rule_of(reader.organisation)
    if rule.since is None or not rule.concerns(Role(each.role)):
        return "none yet"
    return f"none yet, asked from {rule.since:%-d %B}"


def _invited(request: HttpRequest, each: Invitation, by_hand: bool) -> dict[str, Any]:
    over = each.expires_at <= timezone.now()
    return {
        "email": each.email,
        "role": each.role,
        "at": each.made_at,
        "link": link_to(request, invitations.path_of(each)) if by_hand and not over else "",
        "over": over,
        "until": each.expires_at,
        "url": reverse("take_back", args=[each.pk]),
        "again_url": reverse("invite_once_more", args=[each.pk]),
    }


def _ask(reader: Reader, data: Any = None) -> Ask:
    ask = Ask(data)
    ask.offer(tuple(Role) if reader.may(Right.PEOPLE) else GIVEN_BY_MANAGERS)
    return ask


def _alliances(reader: Reader) -> list[dict[str, Any]]:
    if not reader.may(Right.LEAVE):
        return []
    return [
        {
            "name": seat.name,
            "url": reverse("alliance" if seat.parted else "leave", args=[seat.slug]),
            "left": seat.parted is not None,
            "words": f"{who_left(seat)}.{readable(seat)}" if seat.parted else "Goes on",
        }
        for seat in every_seat_of(reader)
    ]


def _two_said(reader: Reader) -> str:
    said = reader.organisation.second_from
    return (
        f"From {said} stake on a second person of {reader.organisation} signs a yes too."
        if said
        else "Never."
    )


def _mail_said(asks: bool) -> str:
    return (
        "People sign in before they act by a button in a mail."
        if asks
        else "People may act by a button in a mail without signing in."
    )


def _said(role: Role) -> str:
    return ("an " if role is Role.ADMIN else "a ") + role.value
