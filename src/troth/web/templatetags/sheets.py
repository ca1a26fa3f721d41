"""The two links by which a list of a page is taken along."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from troth.web.templatetags.look import icon

register = template.Library()


@register.simple_tag(takes_context=True)
def take(context: template.Context, name: str, *ids: object) -> SafeString:
    """This function will return links to the files of a list, narrowed as the page is; `name` is the page's address.

    The two forms of the page called `promises` have the address `promises_as`, and so on.
    """
    request = context.get("request")
    asked = request.GET.urlencode() if isinstance(request, HttpRequest) else ""
    csv, xlsx = (
        reverse(f"{name}_as", args=[*ids, form]) + (f"?{asked}" if asked else "") for form in ("csv", "xlsx")
    )
    return format_html(
        '<p class="take fine noprint">{}<span>Take this list along: <a href="{}" download>as a workbook (XLSX)</a> '
        'or <a href="{}" download>as CSV</a></span></p>',
        icon("download"),
        xlsx,
        csv,
    )
