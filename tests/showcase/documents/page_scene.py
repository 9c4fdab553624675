"""A registry that knows the places, awards and organisations of the seed page, but none of its honours."""

from organizations.choices import Level, NameKind, Sector
from organizations.naming import give_name
from tests.factories import make_organization, make_round, make_scheme, make_subdistrict, make_tier

DEBI = "上海德必文化创意产业发展(集团)有限公司党支部"
DEBI_ON_ITS_CASE = "上海德必文化创意产业发展(集团)股份有限公司党支部"
RESIDENTIAL = (
    "陶家宅居民区党总支",
    "华院居民区党支部",
    "华一居民区党总支",
    "潘东居民区党支部",
    "苏一居民区党总支",
    "长一居民区党总支",
)


def make_registry():
    """Two rounds without any list, one subdistrict, seven organisations."""
    make_subdistrict("华阳路街道")
    for rank, name in enumerate(("金奖标兵", "金奖", "银奖"), start=1):
        make_tier(name, rank=rank)
    make_tier("特色治理奖", rank=None)
    make_round(7)
    make_round(4, scheme=make_scheme("wuxing"))
    for name in RESIDENTIAL:
        make_organization(name, level=Level.BRANCH if name.endswith("党支部") else Level.GENERAL_BRANCH)
    debi = make_organization(DEBI, sector=Sector.NEW, level=Level.BRANCH)
    give_name(debi, DEBI_ON_ITS_CASE, NameKind.VARIANT)
