"""Choices stored by showcase; the stored codes are never shown to people."""

from django.db import models


class CaseState(models.TextChoices):
    """Where a case study stands on its way to the public."""

    DRAFT = "draft", "草稿"
    REVIEW = "review", "待审"
    SCHEDULED = "scheduled", "定时发布"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "撤下"


class ReportState(models.TextChoices):
    """What became of a reader's report."""

    OPEN = "open", "待处理"
    ACCEPTED = "accepted", "属实，已更正"
    REJECTED = "rejected", "经核实无误"
    CLOSED = "closed", "无法核实，已关闭"


class SearchKind(models.TextChoices):
    """What a search finds."""

    ORGANIZATION = "organization", "党组织"
    NEIGHBORHOOD = "neighborhood", "居民区"
    ROUND = "round", "光荣榜"
    CASE = "case", "经验案例"


class DocumentKind(models.TextChoices):
    """What kind of document became drafts."""

    WORD = "word", "Word 文件"
    PAGE = "page", "报纸版面"


class SignOffAct(models.TextChoices):
    """The steps a case takes, each by a named person."""

    SUBMIT = "submit", "送审"
    RETURN = "return", "退回"
    RELEASE = "release", "签发"
    SCHEDULE = "schedule", "签发（定时）"
    OPEN = "open", "到时公开"
    WITHDRAW = "withdraw", "撤下"
