"""The finished sentence that a press release or a news box needs, with its citations."""

from obligcheck.answers import Answer, Contested
from obligcheck.presentation import wording


def draw_statement(answer: Answer) -> str:
    """Return the statement, what contests it, what it presumes, what to mind: a paragraph each."""
    statement = wording.clean(answer.statement)
    if answer.basis and not any(cite in statement for cite in answer.basis):
        statement += f" ({wording.citations(answer.basis)})"
    paragraphs = [statement]
    paragraphs += [_contested(answer)] if answer.contested else []
    if answer.presumed:
        paragraphs.append(f"Presumed: {_listed(answer.presumed)}.")
    if answer.caveats:
        paragraphs.append(f"{wording.CAVEATS}: {_listed(answer.caveats)}.")
    paragraphs.append(wording.receipt(answer.receipt))
    return "\n\n".join(paragraphs) + "\n"


def _contested(answer: Answer) -> str:
    """Return the contested questions, who reads them otherwise, and what the answer would then be."""
    followed = {one.question: one for one in answer.followed}
    sentences, asked = [], ""
    for one in answer.contested:
        if one.question != asked:
            asked = one.question
            sentences.append(wording.clean(one.asks))
            if asked in followed:
                sentences.append(f"The answer follows the reading {_reading(followed[asked])}.")
        sentences.append(f"Under the reading {_reading(one)}, the answer would be {one.verdict}.")
    return f"{wording.CONTESTED}: {' '.join(sentences)}"


def _reading(one: Contested) -> str:
    """Return what a reading says, and who holds it."""
    held = f", held by {'; '.join(map(wording.clean, one.holders))}" if one.holders else ""
    return f"“{wording.clean(one.says).rstrip('.') or one.reading}”{held}"


def _listed(sentences: tuple[str, ...]) -> str:
    return "; ".join(wording.clean(one).rstrip(".") for one in sentences)
