"""A word list's view of sentences on markets, where the labels of political news teach nothing.

The values are those of VADER (MIT, Hutto and Gilbert 2014) and AFINN-165 (Apache-2.0, Nielsen 2011), overridden by the list of
words of markets that the linear models use. Words that are mere nouns on these pages have none.
"""

import math
import pathlib
import re

import numpy as np

BLAND = set(
    "share shares shared interest interests interested trust united security securities asset assets like well value "
    "values valued credit please natural energy free fair play plays number no yes top matter matters natural certain "
    "certainly want wants chance active special commit committed save saves opportunity agree agreement agreements debt "
    "debts stake investment investments invest partner partners".split()
)
NEGATIONS = set("not no never n't without less nor cannot don't doesn't didn't won't isn't wasn't aren't weren't hasn't".split())
STRENGTH = {"usnews": 0.8, "reuters21578": 1.0, "reuters_titles": 1.1, "nyt_headlines": 0.3, "20newsgroups": 0.2}


def values(root, markets):
    out = {}
    for line in pathlib.Path(f"{root}/lexicons/AFINN-en-165.txt").read_text(encoding="utf-8").splitlines():
        word, value = line.rsplit("\t", 1)
        out[word] = float(value) * 0.6  # AFINN goes to 5, the list of markets to 3
    for line in pathlib.Path(f"{root}/lexicons/vader_lexicon.txt").read_text(encoding="utf-8").splitlines():
        word, value = line.split("\t")[:2]
        out[word] = float(value) * 0.75
    out = {w: v for w, v in out.items() if w not in BLAND}
    for line in pathlib.Path(markets).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            value, *words = line.split()
            out |= {w: float(value) for w in words if w not in BLAND}
    return out


def lean(text, span, known):
    """The sum of the values of a sentence's words; those far from the target count less."""
    words = [(m.group().lower().replace("’", "'"), m.start()) for m in re.finditer(r"[A-Za-z][\w'’-]*", text)]
    at = None if span is None else sum(start < span[0] for _, start in words)
    total = 0.0
    for i, (word, start) in enumerate(words):
        if span and span[0] <= start < span[1]:
            continue
        value = known.get(word, 0.0)
        if any(w in NEGATIONS or w.endswith("n't") for w, _ in words[max(0, i - 3) : i]):
            value *= -0.5
        total += value * (1 if at is None else math.exp(-abs(i - at) / 20))
    return total


def blended(p, records, spans, known):
    """Probabilities with the log-odds moved by the word list, as strongly as the source asks for."""
    out = np.empty_like(p)
    for i, (r, span) in enumerate(zip(records, spans)):
        move = np.clip(STRENGTH[r["source"]] * lean(r["text"], span, known), -2, 2)
        q = p[i] * np.exp([-move, 0, move])
        out[i] = q / q.sum()
    return out
