"""Lists saved as .csv by Excel, WPS and others."""

import csv
import io

FOLDER = "csv"

HEADER = ["序号", "单位名称", "等次", "轮次", "所属街道", "备注"]
ROWS = [
    ["1", "陶家宅居民区党总支", "金奖标兵", "第七轮", "华阳路街道", ""],
    ["2", "华院居民区党支部", "金奖", "第七轮", "华阳路街道", "连续三届"],
    ["3", "华山居民区党总支", "银奖", "第七轮", "江苏路街道", ""],
]
TITLE = ["长宁区第七轮居民区党建工作“金银奖”名单"]


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    """``rows`` as one text, quoted where needed."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def files() -> dict[str, bytes]:
    """Every .csv file by name."""
    table = [TITLE, HEADER, *ROWS]
    lost_merges = [TITLE, HEADER, *[[row[0], row[1], "", "", "", ""] if row[0] != "1" else row for row in ROWS]]
    wide = [["金奖标兵", "金奖", "银奖"], ["陶家宅居民区党总支", "华院居民区党支部", "华一居民区党总支"]]
    in_cell = [HEADER[1:3], ["华山居民区党总支\n岐山居民区党总支", "金奖"], ["上海德必(集团)\n有限公司党支部", "银奖"]]
    long = [HEADER, ["1", "陶家宅居民区党总支", "金奖", "7", "华阳路街道", "事迹" * 100_000]]
    return {
        "utf8.csv": written(table).encode(),
        "utf8_with_mark.csv": written(table).encode("utf-8-sig"),
        "gbk.csv": written(table).encode("gbk"),
        "gb18030_rare_character.csv": written([*table, ["4", "㙍村居民区党总支", "银奖", "7", "", ""]]).encode(
            "gb18030"
        ),
        "utf16_tabs.csv": written(table, "\t").encode("utf-16"),
        "semicolons.csv": written(table, ";").encode(),
        "tabs.tsv": written(table, "\t").encode(),
        "blank_below_merged.csv": written(lost_merges).encode(),
        "no_header.csv": written([row[1:3] for row in ROWS]).encode(),
        "tiers_as_columns.csv": written(wide).encode(),
        "line_breaks_in_cells.csv": written(in_cell).encode(),
        "field_longer_than_131072.csv": written(long).encode(),
        "quote_never_closed.csv": written(table).replace("2,华院", '2,"华院').encode(),
        "no_name_in_a_row.csv": written([*table, ["4", "", "银奖", "第七轮", "", ""]]).encode(),
        "really_a_web_page.csv": "<html><table><tr><td>单位名称</td></tr></table></html>".encode(),
    }
