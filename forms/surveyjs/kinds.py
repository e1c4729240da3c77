"""SurveyJS's types of question, what they become, and which of their properties are matters of looks."""

import re

INPUTS = {
    "number": "decimal", "range": "range", "date": "date", "datetime": "date_and_time",
    "datetime-local": "date_and_time", "time": "time",
}  # fmt: skip
"""Types of a text question's input; all others are short texts."""
PLAIN = {"comment": "long_text", "file": "file"}
ONE = frozenset({"radiogroup", "dropdown", "buttongroup"})
SEVERAL = frozenset({"checkbox", "tagbox"})
PANELS = frozenset({"panel", "flowpanel"})
CARRIED = frozenset({
    "type", "name", "title", "description", "isRequired", "visibleIf", "requiredIf", "choices", "rows", "columns",
    "validators", "defaultValue", "inputType", "min", "max", "step", "minLength", "maxLength", "elements", "questions",
    "showOtherItem", "hasOther", "showNoneItem", "hasNone", "noneText", "showRefuseItem", "refuseText",
    "showDontKnowItem", "dontKnowText", "showCommentArea", "hasComment", "commentText", "labelTrue", "labelFalse",
    "valueTrue", "valueFalse", "rateMin", "rateMax", "rateCount", "rateValues", "minRateDescription",
    "maxRateDescription", "autoGenerate", "items", "templateElements", "minPanelCount", "maxPanelCount", "minRowCount",
    "maxRowCount", "cellType", "html", "visible", "valueName", "minSelectedChoices", "maxSelectedChoices",
    "multiSelect", "choicesByUrl", "choicesFromQuestion", "choiceValuesFromQuestion", "expression",
    "isAllRowRequired", "eachRowRequired", "detailElements", "detailPanelMode", "choicesMin", "choicesMax",
    "choicesStep", "required",
})  # fmt: skip
LOGIC = (
    "enableIf", "resetValueIf", "setValueIf", "setValueExpression", "defaultValueExpression", "choicesVisibleIf",
    "choicesEnableIf", "rowsVisibleIf", "columnsVisibleIf", "templateVisibleIf", "minValueExpression",
    "maxValueExpression", "totalExpression", "defaultRowValue", "defaultPanelValue", "isUnique", "eachRowUnique",
    "keyDuplicationError",
)  # fmt: skip
"""What a question does there and nothing does here in its place: each is told of by itself."""
LOOKS = re.compile(
    r"startWithNewLine|.*Location|.*[wW]idth.*|indent|innerIndent|colCount|cols|size|placeholder|placeHolder|hideNumber"
    r"|showNumber|state|questionStartIndex|questionTitle.*|titleTemplate|rateType|rateColorMode|scaleColorMode|display.*"
    r"|renderAs|imageFit|imageHeight|contentMode|autoGrow|allowResize|acceptCarriageReturn|showLabel.*|panelAddText"
    r"|panelRemoveText|addRowText|removeRowText|panelCount|rowCount|columnLayout|columnColCount|horizontalScroll"
    r"|transposeData|verticalAlign|alternateRows|templateTitle|templateDescription|confirm.*|keyName|.*Order|searchEnabled"
    r"|searchMode|allowClear|closeOnSelect|useDisplayValuesInDynamicTexts|swapOrder|longTap|showClearButton|autocomplete"
    r"|dataList|penColor|signature.*|allow.*|separate.*|showSelectAllItem|hasSelectAll|selectAllText|optionsCaption"
    r"|requiredErrorText|otherPlaceholder|otherErrorText|storeOthersAsComment|id|page|readOnly|tooltip.*|(?!other).*Text"
    r"|.*FractionDigits|.*Color|.*Component|.*Height|detailPanel.*|grid.*|colSpan|showPreview|textUpdateMode"
)
SURVEY = frozenset({"title", "description", "locale", "pages", "elements", "questions", "name", "calculatedValues"})
SURVEY_LOOKS = re.compile(
    r"show.*|question.*|width.*|progress.*|firstPage.*|.*Text|requiredMark|goNextPage.*|check.*|text.*|focus.*"
    r"|clearInvisible.*|max(Text|Others).*|headerView|fit.*|background.*|themeName|theme|mode|cookieName|sendResult.*"
    r"|widthMode|survey(Id|PostId|ShowDataSaving)|toc.*|partialSend.*|allow.*|autoGrow.*|keepIncorrect.*|storeOthers.*"
    r"|previewMode|navigateToUrl.*|loadingHtml|isSinglePage|matrix.*|autoFocus.*|validationEnabled"
)
