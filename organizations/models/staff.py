"""Who may work on the registry."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Permission
from django.db import models
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from organizations.models.places import Subdistrict


class StaffUser(AbstractUser):
    """One member of staff; what the person may do comes from groups, where from ``subdistricts``."""

    # One field for a Chinese name: the given/family split of the stock user does not fit it.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField("姓名", max_length=30, blank=True, help_text="显示在经办记录中。")
    subdistricts = models.ManyToManyField(
        Subdistrict,
        blank=True,
        related_name="writers",
        verbose_name="可录入的街道（镇）",
        help_text="街道录入员只能看到和录入这里所选街道的名单；区级人员留空。",
    )
    must_change_password = models.BooleanField(
        "下次登录须改密码", default=False, help_text="新发的初始密码应勾选；本人改密后自动取消。"
    )
    last_login_address = models.GenericIPAddressField("上次登录地址", null=True, blank=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=["password", "last_login", "last_login_address"],
        m2m_fields=[subdistricts],
        verbose_name="工作人员修改记录",
    )

    class Meta:
        verbose_name = "工作人员"
        verbose_name_plural = "工作人员"

    def __str__(self) -> str:
        return self.full_name or self.username

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """As stock, but what readers see is decided by those who have a role for it: ``FOR_ROLES_ALONE``."""
        if self.is_superuser and perm in settings.FOR_ROLES_ALONE:
            return self.is_active and perm in self._granted_by_roles
        return super().has_perm(perm, obj)

    @cached_property
    def _granted_by_roles(self) -> frozenset[str]:
        granted = Permission.objects.filter(group__user=self).values_list("content_type__app_label", "codename")
        return frozenset(f"{app_label}.{codename}" for app_label, codename in granted)

    def get_full_name(self) -> str:
        """The name shown beside what the person did."""
        return self.full_name or self.username

    def get_short_name(self) -> str:
        """The same: a Chinese name is not shortened."""
        return self.get_full_name()


def handled_by(verbose_name: str) -> models.ForeignKey:
    """Someone who put a hand to a record: kept even when the account is closed; ``None`` for a command or the clock."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=verbose_name,
    )
