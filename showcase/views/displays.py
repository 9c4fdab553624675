"""The switch between the standard display and 长辈版."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from showcase.display import DISPLAYS, STANDARD, remember_display, way_back


# A token would make every page one reader's own. Whoever forged this form could enlarge the type.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Set the display that a form asks for and lead back; an address typed by hand changes nothing."""
    response = HttpResponseRedirect(iri_to_uri(way_back(request)))
    asked = request.POST.get("display", "")
    if request.method == "POST":
        remember_display(response, asked if asked in DISPLAYS else STANDARD)
    return response
