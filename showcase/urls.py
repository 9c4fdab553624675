"""Public addresses; their meaning is fixed, for others link to them."""

from django.contrib.sitemaps import views as sitemap_views
from django.urls import path

from showcase import feeds
from showcase.sitemaps import SITEMAPS
from showcase.views import awards, cases, displays, exports, home, matrix, organizations, pages, places, reports, trust

app_name = "showcase"

urlpatterns = [
    path("", home.home, name="home"),
    path("honors/", awards.honors, name="honors"),
    path("honors.csv", exports.honors_csv, name="honors_csv"),
    path("honors.xlsx", exports.honors_workbook, name="honors_workbook"),
    path("honors.json", exports.honors_json, name="honors_json"),
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
    path("matrix/", matrix.matrix, name="matrix"),
    path("verify/", trust.verify_any, name="verify_any"),
    path("verify/<str:code>/", trust.verify, name="verify"),
    path("report/", reports.report, name="report"),
    path("report/received/", reports.report_received, name="report_received"),
    path("corrections/", trust.corrections, name="corrections"),
    path("search/", pages.search, name="search"),
    path("about/", pages.about, name="about"),
    path("display/", displays.display, name="display"),
    path("feeds/honors.atom", feeds.HonorsFeed(), name="honors_feed"),
    path("feeds/cases.atom", feeds.CasesFeed(), name="cases_feed"),
    path("feeds/corrections.atom", feeds.CorrectionsFeed(), name="corrections_feed"),
    path("healthz", pages.healthz, name="healthz"),
    path("robots.txt", pages.robots, name="robots"),
    path("sitemap.xml", sitemap_views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
