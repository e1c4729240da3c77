"""The questionnaire language: what can be asked, of whom, how, and what answer comes back. Pure."""
