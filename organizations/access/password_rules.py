"""What a password must be beyond Django's own rules; each says in Chinese what to do."""

import unicodedata

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from organizations.models import PastPassword, StaffUser

# What anybody here would try first.
LOCAL_WORDS = ("changningqu", "changning", "shanghai", "huayang", "dangjian", "jinyinjiang", "jinyin", "wuxingjiang",
               "wuxing", "rongyuce", "rongyu", "honours", "honors", "admin", "guanliyuan", "password", "mima",
               "长宁区", "长宁", "上海", "党建", "金银奖", "五星奖", "荣誉册", "荣誉")  # fmt: skip
LEFT_OVER = 6
SHORTEST_NAME = 3


class KindsValidator:
    """Characters of several kinds: capital letters, small ones, digits, others (Chinese ones are others)."""

    def __init__(self, kinds: int = 3) -> None:
        self.kinds = kinds

    def validate(self, password: str, user: StaffUser | None = None) -> None:
        if len({_kind(one) for one in password}) < self.kinds:
            raise ValidationError(
                f"密码要同时有大写字母、小写字母、数字、其他字符（符号或汉字）中的 {self.kinds} 种。",
                code="password_too_plain",
            )

    def get_help_text(self) -> str:
        return f"大写字母、小写字母、数字、其他字符（符号或汉字）至少要有 {self.kinds} 种。"


class OwnNameValidator:
    """Neither the user name nor the person's name is part of it, forwards or backwards."""

    def validate(self, password: str, user: StaffUser | None = None) -> None:
        typed = password.casefold()
        for name in (user.username, user.full_name) if user else ():
            own = name.casefold().strip()
            long_enough = len(own) >= SHORTEST_NAME or (own and not own.isascii())
            if long_enough and (own in typed or own[::-1] in typed):
                raise ValidationError("密码里不能有登录名或姓名，倒过来写也不行。", code="password_has_own_name")

    def get_help_text(self) -> str:
        return "不能包含登录名或姓名。"


class LocalWordsValidator:
    """What is left without the words of this place and without digits must be something, too."""

    def validate(self, password: str, user: StaffUser | None = None) -> None:
        rest = unicodedata.normalize("NFKC", password).casefold()
        for word in LOCAL_WORDS:
            rest = rest.replace(word, "")
        if len(rest) == len(unicodedata.normalize("NFKC", password).casefold()):
            return
        if len("".join(one for one in rest if one.isalpha())) < LEFT_OVER:
            raise ValidationError(
                "密码主要是本地或本系统的常用词（如 changning、jinyin），太容易猜到，请换一个。",
                code="password_of_local_words",
            )

    def get_help_text(self) -> str:
        return "不能主要由本地、本系统的常用词加数字组成。"


class NotRecentValidator:
    """Neither the present password nor one of the last few; Django tells it of every new one."""

    def __init__(self, kept: int = 5) -> None:
        self.kept = kept

    def validate(self, password: str, user: StaffUser | None = None) -> None:
        if user is None or user.pk is None:
            return
        recent = PastPassword.objects.filter(user=user).order_by("-chosen_at", "-pk")[: self.kept]
        if any(check_password(password, one) for one in {user.password, *(past.encoded for past in recent)}):
            raise ValidationError(f"不能用最近 {self.kept} 次用过的密码。", code="password_used_before")

    def password_changed(self, password: str, user: StaffUser | None = None) -> None:
        """Remember the new one, and forget what is older than the last few."""
        if user is None or user.pk is None:
            return
        PastPassword.objects.create(user=user, encoded=user.password)
        kept = PastPassword.objects.filter(user=user).order_by("-chosen_at", "-pk").values_list("pk", flat=True)
        PastPassword.objects.filter(user=user).exclude(pk__in=list(kept[: self.kept])).delete()

    def get_help_text(self) -> str:
        return f"不能和最近 {self.kept} 次用过的密码相同。"


def _kind(character: str) -> str:
    if character.isascii() and character.isalpha():
        return "upper" if character.isupper() else "lower"
    return "digit" if character.isdigit() else "other"
