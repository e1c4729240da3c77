"""Small surveys in the shape of SurveyJS's JSON."""

from typing import Any


def survey(*elements: dict[str, Any], **settings: Any) -> dict[str, Any]:
    """A survey of one page."""
    return {"locale": "sv", "pages": [{"name": "p1", "title": "Läget", "elements": list(elements)}], **settings}


WHOLE: dict[str, Any] = {
    "title": {"default": "Våld i nära relationer", "en": "Domestic violence"},
    "description": "Inför mötet.",
    "logoPosition": "right",
    "calculatedValues": [{"name": "x", "expression": "1 + 1"}],
    "pages": [
        {
            "name": "first",
            "title": {"default": "Läget", "en": "How it is"},
            "description": "<b>Om läget</b>",
            "elements": [
                {"type": "text", "name": "q1", "title": {"default": "Vad heter ni?", "en": "Your name?"},
                 "description": "Hela namnet", "isRequired": True, "maxLength": 100},
                {"type": "comment", "name": "vad behövs?", "title": "Vad behövs?", "rows": 5},
                {"type": "radiogroup", "name": "q2", "title": "Hur ofta?", "showOtherItem": True,
                 "choices": [{"value": "often", "text": {"default": "Ofta", "en": "Often"}}, "Helt sällan", 3]},
                {"type": "checkbox", "name": "q3", "title": "Vilka?", "hasNone": True, "maxSelectedChoices": 2,
                 "choices": ["unga", "äldre"], "visibleIf": "{q2} = 'Helt sällan' or {q2} = 'other'"},
                {"type": "boolean", "name": "q4", "title": "Finns det?", "visibleIf": "{q3} contains 'unga'"},
                {"type": "text", "name": "q5", "inputType": "number", "title": "Hur många?", "min": 0, "max": 99.5,
                 "requiredIf": "{q4} = true"},
                {"type": "text", "name": "q6", "inputType": "date", "title": "När?"},
                {"type": "html", "name": "h", "html": "<p>Läs <a href='https://example.org/x'>mer</a> h&auml;r.</p>"},
            ],
        },
        {
            "name": "second",
            "visibleIf": "{q1} notempty",
            "elements": [
                {"type": "panel", "name": "pan", "title": "Tillsammans", "visibleIf": "{q5} > 10", "elements": [
                    {"type": "rating", "name": "q7", "title": "Hur bra?", "rateMax": 7,
                     "minRateDescription": "Dåligt", "maxRateDescription": "Bra"},
                    {"type": "panel", "name": "inner", "elements": [{"type": "text", "name": "q8"}]},
                ]},
                {"type": "ranking", "name": "q9", "title": "Ordna", "choices": ["a", "b"]},
                {"type": "matrix", "name": "q10", "title": "Hur fungerar det?",
                 "rows": [{"value": "r1", "text": "Stödet"}, "Skyddet"], "columns": ["Bra", "Dåligt"]},
                {"type": "multipletext", "name": "q11", "title": "Vem?", "items": [
                    {"name": "namn", "title": "Namn", "isRequired": True}, {"name": "ort"}]},
                {"type": "matrixdropdown", "name": "q12", "title": "Tabell", "rows": ["Ett", "Två"],
                 "choices": ["x", "y"], "columns": [{"name": "c1", "title": "Vilket"},
                                                   {"name": "c2", "cellType": "comment"}]},
                {"type": "paneldynamic", "name": "forslag", "title": "Förslag", "minPanelCount": 1, "maxPanelCount": 5,
                 "templateElements": [
                     {"type": "comment", "name": "vad", "title": "Vad?"},
                     {"type": "text", "name": "vem", "title": "Vem?", "visibleIf": "{panel.vad} notempty"},
                     {"type": "matrix", "name": "m", "title": "Hur?", "rows": ["a", "b"], "columns": ["x", "y"]},
                     {"type": "ranking", "name": "r", "title": "Ordna", "choices": ["a", "b"]}]},
                {"type": "matrixdynamic", "name": "lista", "title": "Lista", "columns": [
                    {"name": "ort", "cellType": "text"}, {"name": "typ", "choices": [1, 2]}]},
                {"type": "imagemap", "name": "q13"},
            ],
        },
    ],
}  # fmt: skip
"""Every common kind of question once, with conditions between them."""
