"""A warning when a text is not English: every measure of this kit is made for English."""

from functools import cache

SAMPLE = 1200  # characters; more does not change the answer
SURE = 0.9


@cache
def _identifier():
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # the model takes half a second to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_warning(text: str) -> list[str]:
    """Return a one-item list naming the language when it is surely not English, else an empty list."""
    middle = max(0, (len(text) - SAMPLE) // 2)
    language, probability = _identifier().classify(text[middle : middle + SAMPLE])
    if language == "en" or probability < SURE:
        return []
    return [f"language looks like {language!r}, not English: every measure here is for English"]
