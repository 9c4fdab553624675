"""The number of the request, for pages that say that something went wrong."""

from django import template

from organizations.tracing import request_id

register = template.Library()


@register.simple_tag
def request_number() -> str:
    """By which those who run the site find in the log what happened; "" where no request is being answered."""
    return request_id()
