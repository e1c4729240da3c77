"""What the members of a body that collects say beside its answer, in words: minority views first, then citations."""

from collections.abc import Iterator

from exports import words
from forms.joint_answer import JointPart, told


def spoken(part: JointPart | None, locale: str) -> Iterator[tuple[str, str]]:
    """Yield each voice as who speaks and what they say. A quote stands under the sentence of the answer it belongs to.

    The words are written as they are; that they are a quote stands beside them.
    """
    if part is None:
        return
    for minority in part.minorities:
        yield f"{words.MINORITY.text(locale)} ({told(minority.members, locale)})", minority.text
        for excerpt in minority.excerpts:
            yield words.MINORITY_CITED.text(locale), excerpt
    for citation in part.citations:
        behind = f"{words.MEMBERS_BEHIND.text(locale)} ({told(citation.members, locale)})"
        yield behind, citation.sentence
        for excerpt in citation.excerpts:
            yield words.MEMBER_CITED.text(locale), excerpt
