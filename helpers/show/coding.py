"""Coding a sample by hand in JupyterLab: what the widget is told, and every answer on disk before it is given."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from helpers.results.code_rows import Code, Sentence, append_codes, code_of, rows_of, sampled_sentences
from helpers.results.codes import read_codes
from helpers.show.html import Shown, show_cells
from helpers.show.sheet import codebook, keep_sample
from helpers.text.clean import without_surrogates
from helpers.text.words import word_spans
from helpers.voice import VOICE_STYLE, VOICES

if TYPE_CHECKING:
    from helpers.show.widget import CodingWidget

NEAR = 240  # characters of a neighbouring sentence that are shown


def code_sample(sample: pd.DataFrame, path: str | Path, *, coder: str = "A") -> CodingWidget:
    """Code a sample by hand: a widget for JupyterLab that asks for the voice of every sentence, one at a time.

    In: `sample` from `draw_sample`; `path`, the .csv file that the codes are appended to, made when it is not there;
    `coder`, a name: several may share a file. What a coder has in it already is not asked again. Out: the widget;
    `read_codes(path)` gives the table at any time; the sample is kept beside the file for `read_sample`.

    Keys: 1 to 4 give the whole sentence a voice and go on. Arrows choose a word, Shift and arrows more; then 1 to 4
    give these words a voice of their own, L marks them as loaded; U marks the sentence as unsure. A sentence with marks
    of its own waits for Enter. Backspace takes back the last step, at a sentence's start the code of the one before.
    The next sentence shows when the code is on disk. Keys pressed meanwhile wait in order, each for the sentence
    that it meets on the screen; when two seconds pass without an answer, NOT SAVED shows and keys do nothing.

    Raises ValueError for a sample that was changed, for a path or file that cannot hold codes, and for no coder.
    """
    from helpers.show.widget import CodingWidget  # only here: it brings IPython along

    return CodingWidget(Coding(sample, path, coder))


class Coding:
    """One coder's work on a sample: the questions, and an answer to each message of the widget."""

    def __init__(self, sample: pd.DataFrame, path: str | Path, coder: str):
        self.sample = sample
        self.path, self.coder, self.sentences = Path(path), str(coder).strip(), sampled_sentences(sample)
        if not self.coder or not self.coder.isprintable():
            raise ValueError(f"coder must be a name, not {coder!r}.")
        if self.path.suffix.lower() != ".csv" or self.path.is_dir():
            raise ValueError(f"{self.path}: codes are kept in a .csv file; name it {self.path.stem}.csv.")
        self.words = [word_spans(sentence.text) for sentence in self.sentences]
        self.codes, self.latest = self._resume(), datetime.min.replace(tzinfo=UTC)

    def _resume(self) -> dict[int, Code]:
        """What the coder has in the file already, by the sentence's place in the sample."""
        append_codes(self.path, [])  # the file can be written, and is one of codes: said now, not after a sentence
        keep_sample(self.sample, self.path)
        codes = read_codes(self.path)
        of_sentence = dict(list(codes[codes["coder"] == self.coder].groupby(["article_id", "sentence"])))
        found = {}
        for n, sentence in enumerate(self.sentences):
            rows = of_sentence.get(sentence[:2])
            if rows is None:
                continue
            if rows["start"].min() < sentence.start or rows["end"].max() > sentence.end:
                raise ValueError(
                    f"{self.path.name} holds codes of another corpus: article {sentence.article_id!r}, sentence "
                    f"{sentence.sentence} stands elsewhere there. Name another file."
                )
            if code := code_of(sentence, rows):
                found[n] = code
        return found

    def questions(self) -> dict:
        """What the widget shows: per sentence its words with what stands before each, so that it needs no offsets."""
        examples = {voice: [[row["term"], row["note"]] for row in codebook(voice)] for voice in VOICES}
        voices = [{"name": v, "meaning": VOICE_STYLE[v].meaning, "examples": examples[v]} for v in VOICES]
        items = [_item(s, words) for s, words in zip(self.sentences, self.words, strict=True)]
        rules = [row["term"] for row in codebook("rule")]
        return {"items": items, "voices": voices, "rules": rules, "coder": self.coder, "file": self.path.name}

    def answer(self, message: dict) -> dict:
        """The answer to a message, given when what it asks is on disk; `failed` with the reason when it is not.

        `{"kind": "state"}` asks for all codes; `{"kind": "code", "item", "voices", "loaded", "unsure"}` codes a
        sentence, with a voice's number per word and the numbers of the loaded words; `{"kind": "back", "item"}` takes
        the code back. `n` names the message and comes back.
        """
        n, kind, item = message.get("n"), message.get("kind"), message.get("item")
        if kind == "state":
            return {"kind": "state", "n": n, "codes": [[item, _numbers(code)] for item, code in self.codes.items()]}
        try:
            if item not in range(len(self.sentences)):
                raise ValueError("the widget asks for a sentence that is not in the sample; run the cell again")
            code = self._code(item, message) if kind == "code" else None
            if self.codes and not self.path.exists():
                raise OSError(f"{self.path} is gone; put it back, or run the cell again to begin anew")
            # The later of two codes counts: a clock that goes back must not undo it.
            self.latest = max(datetime.now(UTC), self.latest + timedelta(microseconds=1))
            now = self.latest.isoformat(timespec="microseconds")
            append_codes(self.path, rows_of(self.sentences[item], code, self.coder, now))
        except (OSError, ValueError) as problem:
            return {"kind": "failed", "n": n, "why": str(problem)}
        if code:
            self.codes[item] = code
        else:
            self.codes.pop(item, None)
        return {"kind": "saved", "n": n, "item": item, "code": _numbers(code), "total": len(self.codes)}

    def _code(self, item: int, message: dict) -> Code:
        voices, loaded = message["voices"], set(message["loaded"])
        if len(voices) != len(self.words[item]) or not set(voices) <= {*range(len(VOICES))}:
            raise ValueError("the widget sent no voice for every word; run the cell again")
        is_loaded = [word in loaded for word in range(len(voices))]
        return Code([VOICES[voice] for voice in voices], is_loaded, bool(message["unsure"]))

    def show(self) -> Shown:
        """The same without the widget: what is coded so far, as a table."""
        caption = f"{len(self.codes)} of {len(self.sentences)} sentences coded by {self.coder} in {self.path.name}."
        rows = [(self.sentences[n].text, *self._told(n)) for n in sorted(self.codes)]
        cells = pd.DataFrame(rows, columns=["sentence", "voices", "loaded words", "unsure"], dtype=str)
        return show_cells(cells, caption)

    def _told(self, n: int) -> tuple[str, str, str]:
        code, text = self.codes[n], self.sentences[n].text
        voices = ", ".join(f"{voice} {code.voices.count(voice)}" for voice in VOICES if voice in code.voices)
        loaded = [text[a:b] for (a, b), is_loaded in zip(self.words[n], code.loaded, strict=True) if is_loaded]
        return voices, " ".join(loaded), "unsure" if code.unsure else ""


def _item(sentence: Sentence, words: list[tuple[int, int]]) -> dict:
    text, ends = without_surrogates(sentence.text), [0, *(end for _, end in words)]
    return {
        "words": [[text[at:start], text[start:end]] for at, (start, end) in zip(ends, words, strict=False)],
        "tail": text[ends[-1] :],
        "before": _cut(without_surrogates(sentence.before)[::-1])[::-1],
        "after": _cut(without_surrogates(sentence.after)),
    }


def _cut(text: str) -> str:
    return text if len(text) <= NEAR else text[:NEAR].rsplit(None, 1)[0] + " …"


def _numbers(code: Code | None) -> dict | None:
    """A code as the widget has it."""
    if code is None:
        return None
    loaded = [n for n, is_loaded in enumerate(code.loaded) if is_loaded]
    return {"voices": [VOICES.index(voice) for voice in code.voices], "loaded": loaded, "unsure": code.unsure}
