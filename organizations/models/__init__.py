"""Who can be honoured, and who keeps the record."""

from organizations.models.access import PastPassword, RecoveryCode, SecondFactor
from organizations.models.discarded import DiscardedDraft
from organizations.models.merges import OrganizationMerge
from organizations.models.names import OrganizationName
from organizations.models.organization import Organization
from organizations.models.places import Neighborhood, Subdistrict
from organizations.models.security import SecurityEvent
from organizations.models.sources import SourceDocument
from organizations.models.staff import StaffUser

__all__ = [
    "DiscardedDraft",
    "Neighborhood",
    "Organization",
    "OrganizationMerge",
    "OrganizationName",
    "PastPassword",
    "RecoveryCode",
    "SecondFactor",
    "SecurityEvent",
    "SourceDocument",
    "StaffUser",
    "Subdistrict",
]
