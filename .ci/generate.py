"""Composes a corpus of any size for benchmarks: articles of about 1.8 kB in German and English, each of sentences of
one section of real news, with dates over two years, forty outlets, and every tenth a copy, exact or with an edit.
The same arguments give the same bytes.

usage: generate.py ARTICLES DATA >corpus.jsonl
"""
import gzip
import json
import random
import re
import sys

count, data = int(sys.argv[1]), sys.argv[2]
SOURCES = (("de", "fang_covid_de", 0.5), ("en", "20newsgroups", 0.5))  # language, corpus, share of the articles
BYTES, NOISE = 1800, 0.1  # of an article; the share of its sentences that come from other sections
DAYS = 730
random.seed(20261101)


def sections(corpus):
    """Sentences by section, of those with enough of them."""
    found = {}
    with gzip.open(f"{data}/{corpus}.jsonl.gz", "rt", encoding="utf-8") as f:
        for line in f:
            article = json.loads(line)
            if not article.get("label"):
                continue
            for sentence in re.split(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])", article["text"]):
                sentence = " ".join(sentence.split())
                if 40 <= len(sentence) <= 300 and sentence[-1] in ".!?" and ">" not in sentence:
                    found.setdefault(article["label"], []).append(sentence)
    return [found[name] for name in sorted(found) if len(found[name]) > 2000]


def compose(pools):
    own, sentences, size = random.choice(pools), [], 0
    while size < BYTES:
        pool = random.choice(pools) if random.random() < NOISE else own
        sentences.append(random.choice(pool))
        size += len(sentences[-1]) + 1
    return sentences


pools = [sections(corpus) for _, corpus, _ in SOURCES]
shares = [share for _, _, share in SOURCES]
recent = []
for number in range(count):
    day = random.randrange(DAYS)
    language = random.choices(range(len(SOURCES)), shares)[0]
    sentences = compose(pools[language])
    if recent and number % 10 == 9:
        language, sentences, day = random.choice(recent)
        sentences, day = list(sentences), min(DAYS - 1, day + random.randrange(3))
        if random.random() < 0.5:
            sentences[-1] = random.choice(random.choice(pools[language]))
    recent = (recent + [(language, sentences, day)])[-500:]
    title = " ".join(sentences[0].split()[:10])
    print(json.dumps({
        "id": str(number), "title": title, "text": "\n".join(" ".join(sentences[i:i + 3]) for i in range(0, len(sentences), 3)),
        "date": f"{2024 + day // 365}-{day % 365 // 31 + 1:02d}-{day % 365 % 31 % 28 + 1:02d}T{number % 24:02d}:00:00Z",
        "source": f"outlet{random.randrange(40):02d}.example", "url": f"https://example.org/{number}",
    }, ensure_ascii=False))
