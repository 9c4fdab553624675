"""Addresses of the API; programs hold on to them. Included under ``/api/v1/``."""

from django.urls import path, re_path

from showcase.api import views

urlpatterns = [
    path("", views.index, name="api"),
    path("openapi.json", views.description, name="api_description"),
    path("organizations/", views.organizations, name="api_organizations"),
    path("organizations/<str:slug>/", views.organization, name="api_organization"),
    path("rounds/", views.rounds, name="api_rounds"),
    path("rounds/<str:scheme>/<str:number>/", views.award_round, name="api_round"),
    path("honors/", views.honors, name="api_honors"),
    path("honors/<str:code>/", views.honor, name="api_honor"),
    path("cases/", views.cases, name="api_cases"),
    path("cases/<str:slug>/", views.case, name="api_case"),
    # Only with a slash at the end: one forgotten at a real address still leads there.
    re_path(r"^(?P<rest>.*/)$", views.nothing),
]
