"""What happened to accounts and to what is public: the security log."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.choices import SecurityAct

# So many characters of a name as typed, of what a browser calls itself, of what something was done to.
LONGEST_NAME, LONGEST_AGENT, LONGEST_SUBJECT = 150, 200, 200


class SecurityEvent(models.Model):
    """One line of the security log; the database itself refuses to change it, or to delete it within 180 days.

    ``organizations.security_log`` alone writes it. ``username`` is what was typed, with what cannot be seen
    written out. ``covers`` names the latest lines there were, each with the beginning of its ``digest``;
    ``digest`` is of everything else in the line, so that a line changed or taken away is found.
    """

    at = models.DateTimeField("时间", default=timezone.now, editable=False)
    act = models.CharField("事件", max_length=30, choices=SecurityAct)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="工作人员"
    )
    username = models.CharField("登录名", max_length=LONGEST_NAME, blank=True)
    subject = models.CharField("对象", max_length=LONGEST_SUBJECT, blank=True)
    address = models.CharField("来自", max_length=45, blank=True, help_text="网络地址。")
    agent = models.CharField("浏览器", max_length=LONGEST_AGENT, blank=True)
    request_id = models.CharField("编号", max_length=64, blank=True, help_text="与运行日志、出错页面上的编号相同。")
    detail = models.JSONField("详情", default=dict, blank=True)
    covers = models.JSONField("前几条", default=list, blank=True, editable=False)
    digest = models.CharField("校验值", max_length=64, editable=False)

    class Meta:
        verbose_name = "安全日志"
        verbose_name_plural = "安全日志"
        indexes = [
            models.Index(fields=["at"], name="security_by_time"),
            models.Index(fields=["act", "at"], name="security_by_act"),
            models.Index(fields=["user", "at"], name="security_by_user"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=SecurityAct.values),
                name="organizations_security_act",
                violation_error_message="事件种类不在列表里。",
            ),
            models.CheckConstraint(
                condition=~Q(digest=""),
                name="organizations_security_has_digest",
                violation_error_message="日志必须带校验值。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.subject or self.username}".strip()
