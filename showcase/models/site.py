"""What only reading needs: settings of the site, moved addresses, the content version, the index."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from simple_history.models import HistoricalRecords

from awards.models import AwardRound
from organizations.models import Neighborhood, Organization
from showcase.choices import SearchKind
from showcase.models.cases import CaseStudy

ONLY_ROW = 1

# 《政府网站发展指引》（国办发〔2017〕47号） gives every site one: ten digits, or “bm” and eight for a ministry's.
SITE_CODE = RegexValidator(r"^(?:\d{10}|bm\d{8})$", "网站标识码是十位数字，如 3101050001；中央部门的以 bm 开头。")
# Both offices have changed their spelling more than once: only what never changed is asked for.
ICP_NUMBER = RegexValidator(r"ICP[备证].*\d{6,}", "请照备案页面填写，如“沪ICP备00000000号-1”。")
POLICE_NUMBER = RegexValidator(r"公网安备\s*\d{8,}", "请照备案页面填写，如“沪公网安备 31010500000000号”。")


class SiteSettings(models.Model):
    """What the site says of itself; one row. What is empty is not shown."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_ROW, editable=False)
    name = models.CharField("网站名称", max_length=40, default="长宁基层党建荣誉册")
    tagline = models.CharField("副题", max_length=80, blank=True, default="光荣榜 · 经验案例 · 自2001年起")
    about = models.TextField("关于本站", blank=True, help_text="显示在“关于”页，空一行分段。")
    rule = models.CharField("记录原则", max_length=80, blank=True, default="以表彰决定原文为准")
    organizer = models.CharField("主办单位", max_length=80, blank=True)
    undertaker = models.CharField("承办单位", max_length=80, blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True, help_text="单位电话或信箱，不写个人电话。")
    site_code = models.CharField(
        "网站标识码",
        max_length=20,
        blank=True,
        validators=[SITE_CODE],
        help_text="全国政府网站基本信息数据库所编。",
    )
    icp_number = models.CharField("ICP 备案号", max_length=60, blank=True, validators=[ICP_NUMBER])
    police_number = models.CharField("公安备案号", max_length=60, blank=True, validators=[POLICE_NUMBER])
    data_licence = models.CharField(
        "数据使用说明", max_length=200, blank=True, help_text="别人怎样可以使用本站的文字和数据，如“转载请注明来源”。"
    )

    history = HistoricalRecords(verbose_name="网站设置修改记录")

    class Meta:
        verbose_name = "网站设置"
        verbose_name_plural = "网站设置"
        constraints = [
            models.CheckConstraint(
                condition=Q(id=ONLY_ROW),
                name="showcase_site_settings_one_row",
                violation_error_message="网站设置只有一份。",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="showcase_site_settings_named",
                violation_error_message="网站必须有名称。",
            ),
            models.CheckConstraint(
                condition=Q(site_code="") | Q(Exact(Length("site_code"), Value(10))),
                name="showcase_site_settings_site_code",
                violation_error_message=SITE_CODE.message,
            ),
            models.CheckConstraint(
                condition=Q(icp_number="") | Q(icp_number__contains="ICP"),
                name="showcase_site_settings_icp_number",
                violation_error_message=ICP_NUMBER.message,
            ),
            models.CheckConstraint(
                condition=Q(police_number="") | Q(police_number__contains="公网安备"),
                name="showcase_site_settings_police_number",
                violation_error_message=POLICE_NUMBER.message,
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def police_address(self) -> str:
        """Where the police show that registration; a reader follows it, the page fetches nothing."""
        return f"https://beian.mps.gov.cn/#/query/webSearch?code={re.sub(r'[^0-9]', '', self.police_number)}"


class Redirect(models.Model):
    """An address that has moved; the old one answers 301."""

    old_path = models.CharField("旧网址", max_length=200, unique=True, help_text="以 / 开头，如 /cases/old/。")
    new_path = models.CharField("新网址", max_length=200, help_text="以 / 开头。")
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    history = HistoricalRecords(verbose_name="网址转向修改记录")

    class Meta:
        verbose_name = "网址转向"
        verbose_name_plural = "网址转向"
        constraints = [
            # “//host” would lead away from the site.
            models.CheckConstraint(
                condition=Q(old_path__startswith="/", new_path__startswith="/") & ~Q(new_path__startswith="//"),
                name="showcase_redirect_stays_here",
                violation_error_message="网址要以一个 / 开头，只能转到本站。",
            ),
            models.CheckConstraint(
                condition=~Q(old_path=models.F("new_path")),
                name="showcase_redirect_moves",
                violation_error_message="新旧网址不能相同。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_path} → {self.new_path}"


class ContentVersion(models.Model):
    """One row: a number that grows with every public change, and when the clock changes more."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_ROW, editable=False)
    number = models.PositiveBigIntegerField("版本", default=1)
    changed_at = models.DateTimeField("变更时间", auto_now=True)
    next_change_at = models.DateTimeField("下次按时变更", null=True, blank=True)

    class Meta:
        verbose_name = "内容版本"
        verbose_name_plural = "内容版本"
        constraints = [
            models.CheckConstraint(
                condition=Q(id=ONLY_ROW),
                name="showcase_content_version_one_row",
                violation_error_message="内容版本只有一份。",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class SearchDocument(models.Model):
    """What search knows of one record: folded names, pinyin, initials, and text.

    ``names`` holds one folded name, pinyin or initials a line, the current name first, with a line
    break before and after each; ``body`` the folded prose. ``spellings`` are the names as written, one
    a line, and ``prose`` the text as written: what a result shows.
    """

    kind = models.CharField("种类", max_length=12, choices=SearchKind)
    organization = models.OneToOneField(Organization, models.CASCADE, null=True, blank=True)
    neighborhood = models.OneToOneField(Neighborhood, models.CASCADE, null=True, blank=True)
    round = models.OneToOneField(AwardRound, models.CASCADE, null=True, blank=True)
    case = models.OneToOneField(CaseStudy, models.CASCADE, null=True, blank=True)
    title = models.CharField("标题", max_length=200)
    summary = models.CharField("摘要", max_length=300, blank=True)
    path = models.CharField("网址", max_length=200)
    sort_key = models.CharField(max_length=600)
    names = models.TextField()
    body = models.TextField(blank=True)
    spellings = models.TextField(blank=True, default="")
    prose = models.TextField(blank=True, default="")

    class Meta:
        verbose_name = "搜索条目"
        verbose_name_plural = "搜索条目"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SearchKind.values),
                name="showcase_search_kind_known",
                violation_error_message="搜索条目的种类不正确。",
            ),
        ]

    def __str__(self) -> str:
        return self.title
