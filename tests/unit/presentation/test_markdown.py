"""A report to paste: what it says, and that Markdown reads it as we mean it."""

from markdown_it import MarkdownIt

from obligcheck.presentation.layout import answer_rows
from obligcheck.presentation.markdown import draw_markdown
from tests.unit.presentation.handmade import FULL, answer, fact


def test_a_report_says_all_that_a_tree_does() -> None:
    given = answer(said=FULL)
    assert draw_markdown(answer_rows(given), given.statement).splitlines() == [
        "# MUST NOTIFY",
        "",
        "**since 2026-03-01 · LT 7(1)**",
        "",
        "Norland must notify the depositary (LT 4).",
        "",
        "- **contested: under the reading `wide` of `urgency` the answer is no**",
        "- presumed: Norland has been asked",
        "",
        "## Why",
        "",
        "- ✔ Norland must notify the depositary · *since 2026-03-01* · LT 7(1)",
        "  - ✔ Norland is a party to the Lake Treaty · *since 2011-04-02* · LT 12",
        "    - ✔ Norland ratified the Lake Treaty on 2011-01-20 · parties.csv:17",
        "  - ✔ Norland declared its withdrawal on 2026-03-01 · supposed",
        "  - ✔ Norland has been asked · *2026-03-01 until 2027-03-01* · presumed, LT 9",
        "    - ✔ Norland is a party to the Lake Treaty · *since 2011-04-02* · shown above",
        "  - unless ✘ Norland acts in special urgency · no record (the table is complete), LT 7(2)",
        "",
        "## Contested",
        "",
        "- urgency: Is a storm an urgency? · answered under `strict`",
        "  - `strict` says no",
        "    - held by the Court",
        "  - `wide` says yes, any storm",
        "    - held by Suderland, since 2020-01-01; Ostmark",
        "",
        "## The law also says",
        "",
        "- ✔ Norland may consult the others · LT 8",
        "",
        "## What governments said",
        "",
        "- ✔ Suderland stated on 2026-03-02: no · parties.csv:17",
        "",
        "## What happened",
        "",
        "- ? Norland notified nobody · parties.csv:17",
        "",
        "## Mind",
        "",
        "- the record is old",
        "- parties.csv was last checked on 2026-01-01",
        "",
        "## What would change it",
        "",
        "- Norland acts in special urgency",
        "- Norland waits, and not: Norland is a party",
        "",
        "*notice · Norland · 2026-03-09*\\",
        "*obligcheck 1.0 · rules abc · data 2026.1 (def) · not legal advice*",
    ]


def test_a_sentence_is_no_markup() -> None:
    text = draw_markdown(answer_rows(answer(fact("see [art. 65](x) *now* <b>"))))
    assert "<b>" not in MarkdownIt().render(text)
    assert "see [art. 65](x) *now* &lt;b&gt;" in MarkdownIt().render(text)
