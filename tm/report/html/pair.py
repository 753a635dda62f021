"""A bitext as a page: the look of the check without findings; types and scores of beads, the doubtful marked."""

from __future__ import annotations

from collections import Counter

from tm.core import Bitext
from tm.formats.rows import DOUBTFUL
from tm.lang.catalogue import of_user
from tm.report.bitext import closing
from tm.report.escape import encodable
from tm.report.html import heading, rows, sheets, shell
from tm.report.html.words import words
from tm.report.marked import tag, together
from tm.report.style import Style

#: Links to doubtful places at the head of the page.
LINKS = 200


def page(bitext: Bitext, language: str = "") -> str:
    """The page of an alignment: the beads that hold text for readers. Without `language`, in that of the user."""
    language = language or of_user()
    said = words(language)
    sheet = sheets.aligned(bitext)
    shown = [row for row in sheet.rows if row.readable]
    title = encodable(f"{bitext.source.path} ↔ {bitext.target.path}")
    doubts = [at for at, row in enumerate(shown, 1) if rows.doubtful(row)]
    links = together((tag("a", str(at), href=f"#b1-{at}") for at in doubts[:LINKS]), " ")
    more = " …" if len(doubts) > LINKS else ""
    head = together(
        [
            tag("h1", title, translate="no"),
            tag("p", closing(bitext, language), class_="counts"),
            tag(
                "details",
                tag("summary", said["doubts"], f" (< {DOUBTFUL:.0%})"),
                tag("p", links, more),
                class_="doubts",
            )
            if doubts
            else "",
        ]
    )
    types = Counter(row.bead.type for row in shown if row.bead)
    filters = [
        shell.search(language, "search_text"),
        shell.choice(
            "type", said["type"], said["all_types"], [("", kind, f"{kind} ({n:,})") for kind, n in types.most_common()]
        ),
        tag("label", tag("input", type="checkbox", id="only"), tag("span", said["only_doubts"]), class_="check"),
    ]
    look = rows.Look(Style(language=language), always=True)
    main = tag(
        "section",
        heading(sheet, 1, language),
        "\n",
        rows.body(sheet, 1, look) if shown else tag("p", said["no_text"], class_="none-at-all"),
        class_="sheet",
        id="d1",
        aria_labelledby="dh1",
    )
    return shell.page(
        title=title,
        language=language,
        head=head,
        tools=shell.tools(language, filters, "pair") if shown else "",
        main=main,
        foot=tag("p", bitext.signature, translate="no") if bitext.signature else "",
        kind="pair",
    )
