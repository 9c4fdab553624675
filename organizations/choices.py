"""Choices stored by organizations; the stored codes are never shown to people."""

from django.db import models


class Sector(models.TextChoices):
    """Which of the two families of grassroots Party organisations one belongs to."""

    RESIDENTIAL = "residential", "居民区"
    NEW = "new", "“两新”组织"


class Level(models.TextChoices):
    """The standing of a Party organisation, highest first (中国共产党章程, chapter 5)."""

    COMMITTEE = "committee", "党委"
    GENERAL_BRANCH = "general_branch", "党总支"
    BRANCH = "branch", "党支部"


class NameKind(models.TextChoices):
    """Why an organisation is known under a name."""

    CURRENT = "current", "现用名"
    FORMER = "former", "曾用名"
    ABBREVIATION = "abbreviation", "简称"
    VARIANT = "variant", "异写"


class SourceKind(models.TextChoices):
    """What kind of paper or file a record was taken from."""

    NEWSPAPER = "newspaper", "报纸版面"
    DECISION = "decision", "表彰决定"
    NOTICE = "notice", "公示公告"
    ROSTER = "roster", "名册表格"
    DOCUMENT = "document", "文字材料"
    WEBSITE = "website", "网站"
    OTHER = "other", "其他"
