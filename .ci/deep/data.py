"""Rows for the encoder: sentences cut into pieces, with or without a target, in batches of like length."""

import gzip
import json

import numpy as np
from tokenizers import BertWordPieceTokenizer

CLS, SEP, MASK = "[CLS]", "[SEP]", "[MASK]"
LENGTHS = (24, 32, 40, 56, 96)  # pieces a row, after padding
TARGET, SENTENCE = 0, 1  # modes


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Pieces:
    """The WordPiece tokenizer of the base model over a vocabulary, lower case and without accents."""

    def __init__(self, vocabulary):
        self.tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
        self.cls, self.sep, self.mask = (self.tokenizer.token_to_id(x) for x in (CLS, SEP, MASK))

    def rows(self, texts, spans):
        """Rows {ids, segment, target, mode}; a span is (from, to) in characters or None for the whole sentence."""
        encoded = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [self.row(e.ids, e.offsets, s) for e, s in zip(encoded, spans)]

    def row(self, ids, offsets, span):
        if span is None:
            ids = [self.cls, *ids[: LENGTHS[-1] - 2], self.sep]
            return {"ids": ids, "segment": [0] * len(ids), "target": [1] * len(ids), "mode": SENTENCE}
        inside = [i for i, (a, b) in enumerate(offsets) if a < span[1] and b > span[0]]
        if not inside:
            raise ValueError(f"no piece in the target {span}")
        first, last = inside[0], min(inside[-1], inside[0] + 15) + 1
        name = ids[first:last]
        room = LENGTHS[-1] - 3 - len(name)
        start = 0
        if len(ids) > room:  # keep what is around the target
            start = min(max(0, (first + last - room) // 2), len(ids) - room)
        marks = [int(first <= i < last) for i in range(len(ids))][start : start + room]
        return {
            "ids": [self.cls, *ids[start : start + room], self.sep, *name, self.sep],
            "segment": [0, *marks, 0, *[1] * len(name), 1],
            "target": [0, *marks, 0, *[0] * len(name), 0],
            "mode": TARGET,
        }


def batch(rows, size):
    """Pads rows to one length of LENGTHS and to size rows; weight is 0 for rows that only fill up."""
    n = next(x for x in LENGTHS if x >= max(len(r["ids"]) for r in rows))
    out = {k: np.zeros((size, n), np.int32) for k in ("ids", "segment")}
    out |= {k: np.zeros((size, n), np.float32) for k in ("target", "mask")}
    out |= {"mode": np.zeros(size, np.int32), "gold": np.zeros((size, 3), np.float32), "weight": np.zeros(size, np.float32)}
    for i, r in enumerate(rows):
        m = len(r["ids"])
        for k in ("ids", "segment", "target"):
            out[k][i, :m] = r[k]
        out["mask"][i, :m] = 1
        out["mode"][i] = r["mode"]
        if "gold" in r:
            out["gold"][i], out["weight"][i] = r["gold"], r.get("weight", 1)
    out["mask"][len(rows) :, 0] = 1
    return out


def batches(rows, size, rng=None):
    """(indices, batch) of rows of like length; with rng in random order and mixture, else by length."""
    order = np.arange(len(rows)) if rng is None else rng.permutation(len(rows))
    if rng is None:
        order = sorted(order, key=lambda i: len(rows[i]["ids"]))
        parts = [order[i : i + size] for i in range(0, len(order), size)]
    else:
        pools = {n: [] for n in LENGTHS}
        parts = []
        for i in order:
            pool = pools[next(x for x in LENGTHS if x >= len(rows[i]["ids"]))]
            pool.append(i)
            if len(pool) == size:
                parts.append(list(pool))
                pool.clear()
        parts += [p for p in pools.values() if p]
    for part in parts:
        yield part, batch([rows[i] for i in part], size)

