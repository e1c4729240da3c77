"""Which texts say the same, and how two of them differ."""

from forms.likeness import Change, alike, differences

LONG = "Vi ser att fler kvinnor söker hjälp tidigare än förut, men platserna räcker inte till för alla som behöver dem."


def places(texts: list[str], **options: bool) -> list[tuple[tuple[int, ...], bool]]:
    return [(group.places, group.exact) for group in alike(texts, **options)]


def test_case_spaces_and_punctuation_make_no_difference() -> None:
    assert places(["Ja, ofta!", "Nej", "ja  ofta"]) == [((0, 2), True), ((1,), True)]


def test_a_few_words_changed_are_nearly_the_same() -> None:
    changed = LONG.replace("tidigare", "senare").replace("alla", "dem")
    assert places([LONG, "Något helt annat som ingen annan skriver om här.", changed]) == [
        ((0, 2), False),
        ((1,), True),
    ]


def test_many_words_changed_are_another_answer() -> None:
    other = (
        "Vi ser att fler män söker stöd senare än förut, och platserna räcker nästan till för de flesta som vill ha."
    )
    assert places([LONG, other]) == [((0,), True), ((1,), True)]


def test_the_same_words_in_another_order_are_another_answer() -> None:
    assert len(alike([LONG, " ".join(sorted(LONG.split()))])) == 2


def test_short_answers_are_alike_only_when_equal() -> None:
    assert places(["120 kvinnor", "121 kvinnor", "120 kvinnor."]) == [((0, 2), True), ((1,), True)]


def test_choices_are_never_nearly_the_same() -> None:
    choices = ["Ja, det har ökat mycket under det senaste året", "Ja, det har ökat något under det senaste året"]
    assert places(choices) == [((0, 1), False)]
    assert places(choices, nearly=False) == [((0,), True), ((1,), True)]


def test_texts_without_words_are_kept_apart() -> None:
    assert places(["?", "!", "?"]) == [((0, 2), True), ((1,), True)]


def test_every_text_stands_in_one_group_whatever_it_says() -> None:
    texts = [" ".join(["vi ser att"] * (number % 90 + 1)) for number in range(300)]
    found = [place for group in alike(texts) for place in group.places]
    assert sorted(found) == list(range(300))


def test_differences_are_marked_and_nothing_is_lost() -> None:
    found = differences("Vi ser fler ärenden i öst.", "Vi ser många fler ärenden i väst.")
    assert (Change.ADDED, "många ") in found
    kept = "".join(text for change, text in found if change is not Change.REMOVED)
    assert kept == "Vi ser många fler ärenden i väst."
    before = "".join(text for change, text in found if change is not Change.ADDED)
    assert before == "Vi ser fler ärenden i öst."
