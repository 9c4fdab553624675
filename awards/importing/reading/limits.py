"""How much a reader takes in, and why no more."""

# A district's largest roster in Excel is under 1 MB; 20 MB leaves room for photographs in a Word file.
MAX_BYTES = 20 * 1024 * 1024
# A line of text takes a twentieth of a millisecond to understand; twenty thousand are read in some two seconds.
MAX_LINES = 20_000
# Beyond so many notices nobody reads on: it is the wrong file.
MAX_PROBLEMS = 2_000
# Far above any round, and what a person could still look through in bounded requests.
MAX_ROWS = 100_000
# The most that one cell of Excel can hold; other sources may hold more, and are clipped to it.
MAX_CELL_LENGTH = 32_767
# The database column is shorter; a “name” beyond this is a paragraph in the wrong place.
MAX_NAME_LENGTH = 120
# What the columns of tiers, awards and subdistricts may hold; the database keeps as much.
MAX_WORD_LENGTH = 120
# The longest line in which names are looked for: some hundred names joined by 、.
MAX_LINE_LENGTH = 8_000

# A package of 20 MB can unpack to 20 GB. One million formatted but blank rows take some 180 MB.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
# Word's XML is read event by event in Python, at some 20 MB a second; longest wait 5 s.
MAX_DOCUMENT_BYTES = 60 * 1024 * 1024
# A real workbook has tens of parts, an illustrated document some hundreds.
MAX_PARTS = 2_000
# Blank formatted rows shrink about 40 times; a bomb shrinks 1,000 times.
MAX_RATIO = 200
# Below this size even a bomb does no harm, and tiny files do shrink well.
RATIO_MATTERS_FROM = 4 * 1024 * 1024

# The spreadsheet reader keeps every cell of the rectangle from A1 to the last one, 24 bytes each.
MAX_SHEET_ROW = 199_999
MAX_SHEET_COLUMN = 256
MAX_SHEET_CELLS = 5_000_000
# It also copies a shared text into every cell that uses it.
MAX_SHARED_TEXT_BYTES = 100 * 1024 * 1024
# Longer lists of merged cells come from broken programs; filling them would take minutes.
MAX_MERGES = 50_000
# The header of a table stands under a title, a subtitle and a note or two.
HEADER_WITHIN_ROWS = 20

# The old Excel format cannot be measured before it is read: it is read in a process of its own.
OLD_WORKBOOK_SECONDS = 5
OLD_WORKBOOK_BYTES = 300 * 1024 * 1024
