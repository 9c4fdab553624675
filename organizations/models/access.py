"""What staff prove themselves with, beside the password."""

from django.conf import settings
from django.db import models


class PastPassword(models.Model):
    """A password that somebody chose once, hashed like the present one; not to be chosen again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="past_passwords", verbose_name="工作人员"
    )
    encoded = models.CharField("密码（散列）", max_length=128)
    chosen_at = models.DateTimeField("设定时间", auto_now_add=True)

    class Meta:
        verbose_name = "用过的密码"
        verbose_name_plural = "用过的密码"
        # On nobody's desk.
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}，{self.chosen_at:%Y-%m-%d}"


class SecondFactor(models.Model):
    """Somebody's phone shows codes that only it and this site can know.

    ``salt`` alone is no secret: the key is made of it and ``SECRET_KEY``, so a stolen database gives no codes.
    ``last_step`` is the half-minute of the code used last: none is taken twice.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor", verbose_name="工作人员"
    )
    salt = models.CharField("密钥盐", max_length=64, unique=True)
    enabled_at = models.DateTimeField("启用时间", auto_now_add=True)
    last_step = models.BigIntegerField("最近用过的时间步", default=-1)

    class Meta:
        verbose_name = "动态验证码"
        verbose_name_plural = "动态验证码"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id}，{self.enabled_at:%Y-%m-%d}"


class RecoveryCode(models.Model):
    """A code for the day the phone is gone: good for one visit, kept as a keyed hash."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="recovery_codes", verbose_name="动态验证码")
    digest = models.CharField("恢复码（散列）", max_length=64)
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        verbose_name = "恢复码"
        verbose_name_plural = "恢复码"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["factor", "digest"],
                name="organizations_recoverycode_once",
                violation_error_message="这个恢复码已经有了。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.factor_id}"
