"""What only readers need: case studies, photos, and the site's own records."""

from showcase.models.cases import CaseOrganization, CaseStudy
from showcase.models.corrections import CaseCorrection, ErrorReport
from showcase.models.desk import CaseSignOff, DocumentImport, WatchedWord
from showcase.models.photos import Photo
from showcase.models.postings import SearchGram, SearchPhrase
from showcase.models.sections import CaseSection, Lesson
from showcase.models.site import ContentVersion, Redirect, SearchDocument, SiteSettings
from showcase.models.worklists import OpenReport, ReturnedCase, UndescribedPhoto, WaitingCase

__all__ = [
    "CaseCorrection",
    "CaseOrganization",
    "CaseSection",
    "CaseSignOff",
    "CaseStudy",
    "ContentVersion",
    "DocumentImport",
    "ErrorReport",
    "Lesson",
    "OpenReport",
    "Photo",
    "Redirect",
    "ReturnedCase",
    "SearchDocument",
    "SearchGram",
    "SearchPhrase",
    "SiteSettings",
    "UndescribedPhoto",
    "WaitingCase",
    "WatchedWord",
]
