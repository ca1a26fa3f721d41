"""The drawings of the balance as tags; what they draw is in `troth.web.figures`."""

from __future__ import annotations

from typing import Protocol

from django import template
from django.utils.safestring import SafeString, mark_safe

from troth.web.figures import burden as columns
from troth.web.figures import span as spans
from troth.web.figures import weighing as panels

register = template.Library()


class Spanned(Protocol):
    """An area's span with all it is drawn with."""

    drawn: spans.Span
    widest: float
    colour: str
    key: str
    said: str
    told: str


@register.simple_tag
def span(each: Spanned) -> SafeString:
    """This function will return what is at stake as a span, with what trust and controls carry of it."""
    return mark_safe(
        spans.span(each.drawn, each.widest, side=each.colour, key=each.key, said=each.said, told=each.told)
    )


class Panel(Protocol):
    """One direction: its dots, the colour of the side that relies, and what it says in words."""

    dots: list[panels.Dot]
    colour: str
    told: str


@register.simple_tag
def weighing(panel: Panel) -> SafeString:
    """This function will return one direction's areas, trust against control."""
    return mark_safe(
        panels.weighing(panel.dots, side=panel.colour, key=f"arrow-{panel.colour}", told=panel.told)
    )


class Course(Protocol):
    """The burden over time, and what it says in words."""

    columns: list[tuple[str, float, float]]
    told: str


@register.simple_tag
def burden(course: Course) -> SafeString:
    """This function will return the burden of all controls over time."""
    return mark_safe(columns.burden(course.columns, told=course.told))
