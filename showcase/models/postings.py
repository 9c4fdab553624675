"""The index behind search: which documents hold which sign, the most telling first.

Plain tables, the same on SQLite and PostgreSQL; ``showcase.postings`` alone writes and reads them.
"""

from django.db import models

from showcase.models.site import SearchDocument

LONGEST_SIGN = 80


class SearchGram(models.Model):
    """One sign of one document: a character, two of them, a syllable, initials, or a key.

    ``weight`` orders the documents of one sign as a reader wants them, lowest first (``grams.weight_of``),
    so that the best are read from the primary key without looking at the others.
    """

    pk = models.CompositePrimaryKey("gram", "weight", "document")
    gram = models.CharField("字词", max_length=LONGEST_SIGN)
    weight = models.BigIntegerField("次序")
    # Freshness deletes these with their document. A cascade would list hundreds of them to whoever
    # deletes an organisation, and a constraint would look each one up.
    document = models.ForeignKey(
        SearchDocument, models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name="搜索条目"
    )

    class Meta:
        verbose_name = "搜索字词"
        verbose_name_plural = "搜索字词"
        default_permissions = ()

    def __str__(self) -> str:
        return self.gram


class SearchPhrase(models.Model):
    """What many documents share: a subdistrict, a round, a tier, in every way people write it.

    Its ``key`` stands as one sign in all of them, instead of each of its characters. There are some
    dozens, whatever the number of entries.
    """

    key = models.CharField("键", max_length=40, primary_key=True)
    names = models.TextField("写法")

    class Meta:
        verbose_name = "搜索用语"
        verbose_name_plural = "搜索用语"
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
