"""Unlabelled English news as sentences, with names found in them as targets; and the pieces of words that it uses."""

import collections
import re

import numpy as np

import data

# Sentences and targets taken from each source. Headlines and finance are there for breadth: the labels are of politics.
WANTED = {
    "nyt_headlines": (11000, 7000),
    "usnews": (12000, 8500),
    "reuters21578": (8000, 6000),
    "reuters_titles": (4500, 1500),
    "20newsgroups": (5000, 4000),
}
WEIGHTS = {"newsmtsc": 1, "nyt_headlines": 1, "usnews": 1, "reuters21578": 0.5, "reuters_titles": 0.5, "20newsgroups": 0.5}
PRONOUNS = ("he", "she", "they", "him", "her")
WORD = re.compile(r"[A-Za-z][\w’'-]*")
NAME = re.compile(
    r"\b(?:[A-Z][\w&’'-]*[a-zA-Z]|[A-Z]\.)(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w&-]+)*|\b(?:" + "|".join(PRONOUNS) + r")\b"
)
TITLE_NAME = re.compile(r"^[A-Z]+(?: [A-Z]+)?(?= <)")  # "GM <GM> LABOR TALKS TO OPEN"
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”')]*\s+(?=[\"“'(]*[A-Z])")
MAIL = re.compile(r"\s*[>|:]|[\w-]+: |.*wrote:|.*@")


def sentences(text):
    """Sentences of running text, rough on purpose."""
    for paragraph in re.split(r"\n\s*\n|\n(?=\s{2,})", text):
        yield from (s.strip() for s in SENTENCE_END.split(" ".join(paragraph.split())) if s.strip())


def key(text):
    return re.sub(r"\W+", "", text.lower())


def pools(root):
    """Sentences {source, id, sentence, text} by source; none twice, and none of the test rows of newsmtsc."""
    seen = {key(r["text"]) for r in data.read(f"{root}/newsmtsc.jsonl.gz") if r["split"] != "train"}
    out = {source: [] for source in WANTED}

    def add(source, record, number, text):
        if not 20 <= len(text) <= 330 or sum(c.isalpha() or c == " " for c in text) < 0.8 * len(text):
            return
        if key(text) not in seen:
            seen.add(key(text))
            out[source].append({"source": source, "id": record["id"], "sentence": number, "text": text})

    for source in ("nyt_headlines", "usnews", "reuters21578", "20newsgroups"):
        for r in data.read(f"{root}/{source}.jsonl.gz"):
            text = r["text"]
            if source == "nyt_headlines":
                add(source, r, 0, text)
                continue
            if source == "reuters21578":
                add("reuters_titles", r, -1, " ".join(r.get("title", "").split()))
                text = re.sub(r"\n\s+Reuter\s*$|&\w+;|\x03", "", text)
            if source == "20newsgroups":
                text = "\n".join(line for line in text.split("\n") if not MAIL.match(line))
            for number, sentence in enumerate(sentences(text)):
                add(source, r, number, sentence)
    return out


def cases(records):
    """How often words are written in lower case, and with a capital within a sentence."""
    lower, upper = collections.Counter(), collections.Counter()
    for r in records:
        for i, word in enumerate(WORD.findall(r["text"])):
            if word[0].islower():
                lower[word] += 1
            elif i:
                upper[word.lower()] += 1
    return lower, upper


def names(record, lower, upper):
    """Ranges of characters that look like a name or a pronoun of a person."""
    text, out = record["text"], []
    if record["source"] == "reuters_titles":
        return [m.span() for m in TITLE_NAME.finditer(text)]
    for m in NAME.finditer(text):
        start, words = m.start(), m.group().split()
        if words[0].lower() not in PRONOUNS and (start == 0 or text[start - 1] in '"“'):
            if lower[words[0].lower()] > 2 * upper[words[0].lower()]:  # an ordinary word that begins the sentence
                start += len(words[0]) + 1
                words = words[1:]
        name = " ".join(words).lower()
        if words and (name in PRONOUNS or lower[name] <= 4 * upper[name]):
            out.append((start, m.end()))
    return out


def sample(found, seed=5):
    """(records, spans): sentences as a whole (span None) and with one name each."""
    rng = np.random.default_rng(seed)
    lower, upper = cases(r for pool in found.values() for r in pool)
    records, spans = [], []
    for source, (whole, named) in WANTED.items():
        order = [found[source][i] for i in rng.permutation(len(found[source]))]
        records += order[:whole]
        spans += [None] * len(order[:whole])
        for r in order:
            if named and (ranges := names(r, lower, upper)):
                records.append(r)
                spans.append(ranges[rng.integers(len(ranges))])
                named -= 1
    return records, spans


def vocabulary(root, pieces, full, found, size):
    """The most used pieces of full, ids ascending; with all single letters, so that every word can still be spelled,
    and the words of a lexicon that are one piece."""
    share = collections.Counter()
    train = [r for r in data.read(f"{root}/newsmtsc.jsonl.gz") if r["split"] == "train"]
    for source, records in {"newsmtsc": train, **found}.items():
        count = collections.Counter()
        for e in pieces.tokenizer.encode_batch([r["text"] for r in records[:20000]], add_special_tokens=False):
            count.update(e.ids)
        for i, n in count.items():
            share[i] += WEIGHTS[source] * n / sum(count.values())
    with open(f"{root}/lexicons/vader_lexicon.txt", encoding="utf-8") as lines:
        toned = {line.split("\t")[0] for line in lines}
    keep = {i for i, p in enumerate(full) if needed(p) or p in toned and share[i] > 0}
    for i, _ in sorted(share.items(), key=lambda x: (-x[1], x[0])):
        if len(keep) >= size:
            break
        keep.add(i)
    return sorted(keep)


def needed(piece):
    """Special pieces, letters and signs."""
    letter = piece.removeprefix("##")
    common = len(letter) == 1 and (ord(letter) < 0x250 or 0x2010 <= ord(letter) <= 0x20B0)
    return piece in ("[UNK]", data.CLS, data.SEP, data.MASK) or common
