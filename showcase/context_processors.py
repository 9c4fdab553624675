"""What every page's frame reads."""

from django.http import HttpRequest

from showcase.models import SiteSettings
from showcase.models.site import ONLY_ROW


def site(request: HttpRequest) -> dict[str, SiteSettings]:
    """The site's own words; one query, or the defaults before anything was set."""
    return {"site": SiteSettings.objects.filter(pk=ONLY_ROW).first() or SiteSettings()}
