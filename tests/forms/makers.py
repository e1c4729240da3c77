"""Small questionnaires for the tests of forms, and strategies that make any."""

import unicodedata
from decimal import Decimal

from hypothesis import strategies as st

from forms.audience import Audience, OrganisationKind
from forms.languages import beyond_usual
from forms.localised import Localised
from forms.question_types.choosing import OTHER_KEY
from forms.questionnaire import NOTHING, Choice, Question, Questionnaire, Section, Wording

ORGANISATIONS = {1: "Kvinnojouren", 2: "Rådet för tillgänglighet", 3: "Ungdomsfullmäktige Norr"}
CHOICES = (Choice("home", Localised(sv="Boende", en="Housing")), Choice("work", Localised(sv="Arbete", en="Work")))
ROWS = (
    Choice("now", Localised(sv="I dag", en="Today")),
    Choice("later", Localised(sv="Om fem år", en="In five years")),
)


def question(type_: str = "short_text", key: str = "q1", **settings: object) -> Question:
    """A question that can be published."""
    defaults: dict[str, object] = {"label": Localised(sv="Vad behövs?", en="What is needed?"), "theme": "support"}
    if type_ in {"one_choice", "several_choices", "rank", "matrix"}:
        defaults["choices"] = CHOICES
    if type_ == "matrix":
        defaults["rows"] = ROWS
    if type_ in {"scale", "range"}:
        defaults |= {"minimum": Decimal(1), "maximum": Decimal(5)}
    if type_ == "repeat":
        defaults |= {"item_label": Localised(sv="Förslag", en="Proposal"), "questions": (question(key="what"),)}
    return Question(key=key, type=type_, **(defaults | settings))


def section(*questions: Question, key: str = "s1", **settings: object) -> Section:
    """A section with a title."""
    return Section(key, Localised(sv="Läget", en="How things are"), questions=questions, **settings)


def questionnaire(*sections: Section, more_languages: tuple[str, ...] = ()) -> Questionnaire:
    """A questionnaire with a title."""
    return Questionnaire(Localised(sv="Våld i nära relationer", en="Violence"), NOTHING, sections, more_languages)


def _shows(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Zs"}


# Sheets trim texts and take runs of spaces as one, so texts are made that way; "$" and "{" are for templates elsewhere.
_words = st.text(st.characters(codec="utf-8", exclude_characters=" \x00\r${"), min_size=1, max_size=8).filter(
    lambda word: word.strip() == word
)
# A text of control characters alone shows nothing: publishing refuses it as empty, and so does the reference reader.
texts = st.lists(_words, min_size=1, max_size=4).map(" ".join).filter(lambda text: any(map(_shows, text)))
localised = st.dictionaries(st.sampled_from(["sv", "en", "fi", "ar"]), texts, min_size=1, max_size=3).map(Localised.of)
maybe_localised = st.one_of(st.just(Localised()), localised)
keys = st.from_regex(r"[a-zåäö_][a-zåäö0-9_.-]{0,12}", fullmatch=True)
bounds = st.decimals(min_value=-1000, max_value=1000, places=2)
# None of 1: that is the step of a range that names none.
_steps = st.decimals(min_value="0.25", max_value=10, places=2).filter(lambda step: step != 1)
audiences = st.builds(
    Audience,
    st.frozensets(st.sampled_from(OrganisationKind), max_size=3),
    st.frozensets(st.sampled_from(sorted(ORGANISATIONS)), max_size=2),
)


@st.composite
def _choice_lists(draw: st.DrawFn, alone: st.SearchStrategy[bool] = st.just(False)) -> tuple[Choice, ...]:
    names = draw(st.lists(keys.filter(lambda key: key != OTHER_KEY), min_size=1, max_size=4, unique=True))
    return tuple(Choice(name, draw(localised), draw(alone)) for name in names)


choice_lists = _choice_lists()


@st.composite
def _scales(draw: st.DrawFn) -> dict[str, object]:
    low = draw(st.integers(-5, 5))
    ends = {"minimum": Decimal(low), "maximum": Decimal(low + draw(st.integers(1, 10)))}
    return {**ends, "low_label": draw(maybe_localised), "high_label": draw(maybe_localised)}


@st.composite
def _ranges(draw: st.DrawFn) -> dict[str, object]:
    """Ends and step as publishing lets them through: the lowest first, and room for a step between them."""
    low, step = draw(bounds), draw(st.none() | _steps)
    span = draw(st.decimals(min_value=step or 1, max_value=1000, places=2))
    return {"minimum": low, "maximum": low + span, "step": step}


_choices = st.fixed_dictionaries({"choices": choice_lists, "other": st.booleans()})
_numbers = st.fixed_dictionaries({"minimum": st.none() | bounds, "maximum": st.none() | bounds})
_texts = st.fixed_dictionaries({"suggested_length": st.none() | st.integers(1, 5000)})
_settings = {
    "short_text": st.fixed_dictionaries(
        {
            "suggested_length": st.none() | st.integers(1, 5000),
            "source_type": st.sampled_from(["", "geopoint", "osm", "select_one_from_file a.csv"]),
        }
    ),
    "long_text": _texts,
    "one_choice": _choices,
    "several_choices": st.fixed_dictionaries({"choices": _choice_lists(alone=st.booleans()), "other": st.booleans()}),
    "rank": st.fixed_dictionaries({"choices": choice_lists}),
    "matrix": st.fixed_dictionaries({"choices": choice_lists, "rows": choice_lists}),
    "scale": _scales(),
    "integer": _numbers,
    "decimal": _numbers,
    "range": _ranges(),
    "file": st.fixed_dictionaries({"source_type": st.sampled_from(["", "image", "audio", "video"])}),
}


@st.composite
def wordings(draw: st.DrawFn) -> tuple[Wording, ...]:
    """Other words for some kinds: each kind once, in their order, no two alike; perhaps plain ones last."""
    words = draw(st.dictionaries(st.sampled_from(OrganisationKind), st.tuples(localised, maybe_localised), max_size=3))
    by_words: dict[tuple[Localised, Localised], set[OrganisationKind]] = {}
    for kind in OrganisationKind:
        if kind in words:
            by_words.setdefault(words[kind], set()).add(kind)
    found = [Wording(frozenset(kinds), label, hint) for (label, hint), kinds in by_words.items()]
    plain = Wording(frozenset(), draw(localised), draw(maybe_localised), plain=True)
    return (*found, plain) if draw(st.booleans()) else tuple(found)


@st.composite
def questions(draw: st.DrawFn, key: str) -> Question:
    """Any question whose settings are those of its type."""
    from forms.question_types import QUESTION_TYPES

    type_ = draw(
        st.sampled_from(sorted(set(QUESTION_TYPES) - {"repeat", "calculated", "hidden"}))
    )  # made by hand in their tests
    return Question(
        key=key,
        type=type_,
        label=draw(localised),
        hint=draw(maybe_localised),
        required=type_ != "note" and draw(st.booleans()),
        theme=draw(st.none() | keys),
        audience=draw(audiences),
        wordings=draw(wordings()),
        **draw(_settings.get(type_, st.just({}))),
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Any questionnaire with at least one question and a title for each section."""
    section_keys = draw(st.lists(keys, min_size=1, max_size=3, unique=True))
    question_keys = iter(draw(st.lists(keys, min_size=len(section_keys), max_size=8, unique=True)))
    sections = []
    for section_key in section_keys:
        own = [next(question_keys)] if not sections else list(_some(draw, question_keys))
        asked = tuple(draw(questions(one)) for one in own)
        sections.append(Section(section_key, draw(localised), draw(maybe_localised), draw(audiences), questions=asked))
    more = beyond_usual(draw(st.frozensets(st.sampled_from(["ar", "fit", "so"]))))
    return Questionnaire(draw(maybe_localised), draw(maybe_localised), tuple(sections), more)


def _some(draw, names):
    for _ in range(draw(st.integers(0, 3))):
        name = next(names, None)
        if name is not None:
            yield name
