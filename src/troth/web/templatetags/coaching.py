"""The coach beside a form: what the form wears, where the remarks stand, and the button that asks for them."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from troth.web import coach

register = template.Library()


@register.simple_tag
def coached(form: str, to: str) -> SafeString:
    """This function will return the attributes of a form that the coach reads: half-written words go to `to`.

    A new pause replaces the question of the one before, and nothing is held back for what is not filled in yet.
    """
    return format_html(
        'id="{0}" hx-post="{1}" hx-trigger="input delay:800ms" hx-target="#{0}-coach" hx-swap="innerHTML" '
        'hx-sync="this:replace" hx-validate="false"',
        form,
        to,
    )


@register.inclusion_tag("judgement/coach_place.html", takes_context=True)
def coach_place(
    context: Context, form: str, to: str, *said: BoundField | str, meter: object = None
) -> dict[str, Any]:
    """This function will return the place of the remarks, with those on what was said in a form so far.

    What was said stands in fields, or is the text of the field `words`. The `meter` of a playback stands there too.
    """
    typed = {
        getattr(each, "html_name", "words"): each.value() if isinstance(each, BoundField) else each
        for each in said
    }
    return {"coach": coach.shown(context["me"], typed, form=form, to=to), "meter": meter}


@register.simple_tag(takes_context=True)
def look_first(context: Context, to: str, small: str = "", *, always: bool = False) -> SafeString:
    """This function will return the button that asks for the remarks without JavaScript.

    There is none where the coach is off, unless something else is seen that way too (`always`).
    """
    if not context["me"].coach and not always:
        return mark_safe("")
    return format_html(
        '<button class="btn quiet{1}" name="look" value="1" formnovalidate formaction="{0}" '
        'formenctype="application/x-www-form-urlencoded">Look at my words first</button>',
        to,
        " s" if small else "",
    )
