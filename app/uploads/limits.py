"""How much of a file is read at all. Each number is far above an office's real file and far below a machine's limit."""

MIB = 1 << 20

# The file as it came.
FILE_BYTES = 10 * MIB

# A zip package, before anything in it is parsed.
PARTS = 2_000
UNPACKED_BYTES = 200 * MIB
XML_BYTES = 48 * MIB
# A part this small can't hurt, however well it was packed; above it, real sheets pack 10 to 50 times.
RATIO_FROM_BYTES = 2 * MIB
RATIO = 200
XML_DEPTH = 100
# Walking through a million elements takes three seconds.
XML_ELEMENTS = 1_200_000

# What a sheet may hold. The area counts, since a reader makes room for every cell between the outermost ones.
SHEETS = 200
ROWS = 1_048_576
COLUMNS = 16_384
CELLS = 150_000
AREA = 500_000
# An old .xls has 256 columns, and programs once filled whole rows with blanks; the child holds this much with ease.
OLD_AREA = 256 * 10_000
CELL_CHARACTERS = 32_767
TEXT_CHARACTERS = 8_000_000
MERGES = 50_000

# A form of another survey program: XML or JSON. The longest real ones have some thousand questions and 2 MiB.
FORM_BYTES = 5 * MIB
FORM_DEPTH = 60
FORM_NODES = 250_000
FORM_CHARACTERS = 4_000_000

# The child process.
SECONDS = 8
MEMORY_BYTES = 400 * MIB
RESULT_BYTES = 64 * MIB
OPEN_FILES = 32
