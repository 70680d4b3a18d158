"""Probabilities by the network with the weights that a model file holds, for the tests of the encoder in Go.

What is multiplied is rounded as it is there. LEVELS are those of the file.

usage: golden.py STORED.npz VOCABULARY.txt DATA OUT LEVELS; writes OUT/newsmtsc.json (row ids and probabilities, no text) and
OUT/invented.json (the sentences of invented.txt, with ranges in bytes).
"""

import json
import pathlib
import re
import sys

import numpy as np

import data
import export
import train


def probabilities(model, rows, levels):
    network, tables, calibration = model
    z = train.score(network, tables, rows, ((len(network["layers"]) - 1,), (1.0,)), levels)[0]
    out = []
    for r, logits in zip(rows, z):
        c = calibration[train.MODES[r["mode"]]]
        out.append([round(float(x), 5) for x in train.softmax(c["scale"] * logits + c["shift"] + c["zero"])])
    return out


def invented(path):
    """(text, span in characters or None) of each line."""
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            text = re.sub(r"[\[\]]", "", line)
            yield text, (line.index("["), line.index("]") - 1) if "[" in line else None


def main():
    stored, words, root, out, levels = sys.argv[1:]
    levels = int(levels)
    model, pieces = export.params(dict(np.load(stored))), data.Pieces(words)
    records = [r for r in data.read(f"{root}/newsmtsc.jsonl.gz") if r["split"] != "train"][:500]
    texts = [r["text"] for r in records]
    towards = probabilities(model, pieces.rows(texts, [(r["target_from"], r["target_to"]) for r in records]), levels)
    whole = probabilities(model, pieces.rows(texts, [None] * len(texts)), levels)
    rows = [{"id": r["id"], "target": a, "sentence": b} for r, a, b in zip(records, towards, whole)]
    pathlib.Path(out, "newsmtsc.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n", encoding="utf-8")
    texts, spans = zip(*invented(pathlib.Path(__file__).parent / "invented.txt"))
    rows = []
    for text, span, p in zip(texts, spans, probabilities(model, pieces.rows(texts, spans), levels)):
        start, end = (len(text[:x].encode()) for x in span or (0, 0))
        rows.append({"text": text, "start": start, "end": end, "p": p})
    lines = (json.dumps(r, ensure_ascii=False) for r in rows)
    pathlib.Path(out, "invented.json").write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
