"""Choices stored by awards; the stored codes are never shown to people."""

from enum import nonmember

from django.db import models


class TierKind(models.TextChoices):
    """Whether a tier stands on the ladder or beside it."""

    LADDER = "ladder", "等级"
    SPECIAL = "special", "专项"


class TierBasis(models.TextChoices):
    """How we know the tier of an entry."""

    PRINTED = "printed", "原文写明"
    INHERITED = "inherited", "沿用上一行（待确认）"
    CONFIRMED = "confirmed", "经核实确认"
    NONE_PRINTED = "none_printed", "原文未列等次"


class Inclusion(models.TextChoices):
    """Whether an announced count has the special awards inside it."""

    YES = "yes", "含专项奖"
    NO = "no", "不含专项奖"
    UNKNOWN = "unknown", "未说明"


class ListState(models.TextChoices):
    """Where an honour list stands on its way to the public."""

    DRAFT = "draft", "草稿"
    REVIEW = "review", "待审核"
    NOTICE = "notice", "公示中"
    RELEASED = "released", "已公布"
    WITHDRAWN = "withdrawn", "撤下"

    # Readers see a list from its public notice on; before and after that nobody outside does.
    PUBLIC = nonmember(("notice", "released"))


class Standing(models.TextChoices):
    """Whether an honour still holds."""

    VALID = "valid", "有效"
    REVOKED = "revoked", "已撤销"
    LAPSED = "lapsed", "已终止"


class StandingAct(models.TextChoices):
    """What a decision does to an honour's standing."""

    REVOKE = "revoke", "撤销"
    LAPSE = "lapse", "终止"
    RESTORE = "restore", "恢复"


class CorrectedField(models.TextChoices):
    """What a correction changes in a public entry."""

    NAME_AS_PRINTED = "name_as_printed", "名单上的名称"
    ORGANIZATION = "organization", "党组织"
    TIER = "tier", "等次"
    SUBDISTRICT = "subdistrict", "街道（镇）"
    POSITION = "position", "次序"
    CITATION = "citation", "表彰词"
    OTHER = "other", "其他"


class BatchState(models.TextChoices):
    """Where an import stands."""

    PLANNED = "planned", "待处理"
    APPLIED = "applied", "已写入"
    UNDONE = "undone", "已撤销"


class Verdict(models.TextChoices):
    """What becomes of an imported row."""

    READY = "ready", "可写入"
    DECIDE = "decide", "待决定"
    RECORDED = "recorded", "已在册"
    ERROR = "error", "有错误"


class Resolution(models.TextChoices):
    """How a person settled a row that the matcher left open."""

    NONE = "", "未处理"
    MATCHED = "matched", "选定党组织"
    ALIAS = "alias", "记为异写或简称"
    FORMER = "former", "记为曾用名"
    CREATED = "created", "新建党组织"
    SKIPPED = "skipped", "跳过"
