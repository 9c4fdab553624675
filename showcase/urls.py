"""Public addresses; their meaning is fixed, for others link to them."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path

from showcase.sitemaps import SITEMAPS
from showcase.views import awards, cases, home, organizations, pages, places

app_name = "showcase"

urlpatterns = [
    path("", home.home, name="home"),
    path("honors/", awards.honors, name="honors"),
    path("awards/", awards.awards, name="awards"),
    path("awards/<slug:slug>/", awards.award, name="award"),
    path("awards/<slug:slug>/<int:number>/", awards.award_round, name="round"),
    path("ceremonies/<slug:slug>/", awards.ceremony, name="ceremony"),
    path("subdistricts/", places.subdistricts, name="subdistricts"),
    path("subdistricts/<slug:slug>/", places.subdistrict, name="subdistrict"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/<slug:slug>/", organizations.organization, name="organization"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<slug:slug>/", cases.case, name="case"),
    path("search/", pages.search, name="search"),
    path("about/", pages.about, name="about"),
    path("healthz", pages.healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
