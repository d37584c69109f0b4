"""Names of languages, as readers of English call them.

Not for: recognising languages (`fonds.reading`).
"""

from __future__ import annotations

_NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "de": "German", "en": "English",
    "es": "Spanish", "fa": "Persian", "fr": "French", "hu": "Hungarian", "it": "Italian", "ja": "Japanese",
    "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz", "mn": "Mongolian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sq": "Albanian", "sr": "Serbian", "tg": "Tajik", "tk": "Turkmen",
    "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_name(tag: str) -> str:
    """Name of the language of a BCP 47 tag; the tag itself where it is not known here."""
    return _NAMES.get(tag.partition("-")[0], tag)
