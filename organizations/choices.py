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


class SecurityAct(models.TextChoices):
    """What the security log tells of."""

    LOGIN = "login", "登录"
    LOGOUT = "logout", "退出"
    LOGIN_FAILED = "login_failed", "登录失败"
    LOCKED = "locked", "账号锁定"
    UNLOCKED = "unlocked", "解除锁定"
    ROLE_CHANGED = "role_changed", "角色或权限变更"
    USER_CREATED = "user_created", "新建账号"
    USER_DEACTIVATED = "user_deactivated", "停用账号"
    USER_REACTIVATED = "user_reactivated", "恢复账号"
    PASSWORD_CHANGED = "password_changed", "修改密码"
    SECOND_FACTOR_ENABLED = "second_factor_enabled", "启用两步验证"
    SECOND_FACTOR_DISABLED = "second_factor_disabled", "停用两步验证"
    SECOND_FACTOR_FAILED = "second_factor_failed", "两步验证失败"
    RECOVERY_CODE_USED = "recovery_code_used", "使用恢复码"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed", "更换恢复码"
    REAUTHENTICATION_FAILED = "reauthentication_failed", "再次确认密码失败"
    SESSION_ENDED = "session_ended", "登录过期"
    RELEASED = "released", "公布"
    WITHDRAWN = "withdrawn", "撤下"
    MERGED = "merged", "合并党组织"
    UNMERGED = "unmerged", "撤销合并"
    EXPORTED = "exported", "导出或下载"
    BACKED_UP = "backed_up", "备份"
    RESTORED = "restored", "恢复数据"
    REFUSED = "refused", "拒绝访问"
    PRUNED = "pruned", "清理过期日志"
    OTHER = "other", "其他"
