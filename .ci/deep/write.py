"""Quantises a trained encoder and writes the file that package analysis/sentiment/deep reads; the format stands there.

usage: write.py MODEL.npz VOCABULARY.txt OUT.deep [--name NAME] [--levels 127] [--bits 4] [--floats BACK.npz]

--levels is the largest whole number of a weight: with 63 instead of 127 the file is smaller and the weights coarser.
--bits is the size of a number of the word embedding, 4 or 8. --floats writes the arrays as the file holds them, for
measuring what the rounding costs.
"""

import argparse
import hashlib
import struct

import numpy as np
import zstandard

MAGIC, VERSION, GROUP = b"leitmotif deep\n", 1, 32
LINEAR = ("query", "key", "value", "output"), ("inner", "outer")


class Writer:
    def __init__(self, arrays, levels, bits):
        self.arrays, self.levels, self.bits = arrays, levels, bits
        self.body, self.held = bytearray(), {}

    def numbers(self, *values):
        self.body += struct.pack(f"<{len(values)}I", *values)

    def floats(self, name):
        x = np.asarray(self.arrays[name], "<f4")
        if not np.isfinite(x).all():
            raise ValueError(f"{name} holds a number that is not finite")
        self.body += x.tobytes()
        self.held[name] = x

    def matrix(self, name):
        x = np.asarray(self.arrays[name], np.float32)
        scale = np.maximum(np.abs(x).max(1, keepdims=True) / np.float32(self.levels), np.float32(1e-12)).astype("<f4")
        q = np.clip(np.rint(x / scale), -self.levels, self.levels).astype(np.int8)
        self.body += scale.tobytes() + q.tobytes()
        self.held[name] = scale * q

    def embedding(self, name):
        x = np.asarray(self.arrays[name], np.float32)
        groups = x.reshape(len(x), -1, GROUP)
        most = 7 if self.bits == 4 else 127
        scale = np.maximum(np.abs(groups).max(2, keepdims=True) / np.float32(most), 1e-6).astype("<f2")
        q = np.clip(np.rint(groups / scale.astype(np.float32)), -most, most).astype(np.int8)
        self.held[name] = (scale.astype(np.float32) * q).reshape(x.shape)
        q = q.reshape(x.shape)
        self.body += scale.tobytes()
        if self.bits == 4:
            q = (q + 8).astype(np.uint8)
            q = q[:, 0::2] | q[:, 1::2] << 4
        self.body += q.tobytes()

    def norm(self, name):
        self.floats(name + ".gain")
        self.floats(name + ".bias")

    def linear(self, name):
        self.matrix(name + ".weight")
        self.floats(name + ".bias")

    def layer(self, n):
        for block, names in enumerate(LINEAR, 1):
            for name in names:
                self.linear(f"layer.{n}.{name}")
            self.norm(f"layer.{n}.norm{block}")

    def model(self, name, pieces):
        a = self.arrays
        v, h = a["embedding.word"].shape
        layers = sum(k.endswith(".query.weight") for k in a)
        if len(pieces) != v:
            raise ValueError(f"{len(pieces)} pieces of vocabulary, {v} rows of embedding")
        text, name = "\n".join(pieces).encode(), name.encode()
        self.numbers(h, h // 32, len(a["layer.0.inner.bias"]), layers, len(a["embedding.position"]), v, self.bits)
        for t in name, text:
            self.numbers(len(t))
            self.body += t
        self.embedding("embedding.word")
        self.matrix("embedding.position")
        self.floats("embedding.segment")
        self.norm("embedding.norm")
        for n in range(layers):
            self.layer(n)
        for mode in "target", "sentence":
            self.floats(f"head.{mode}.weight")
            self.floats(f"head.{mode}.bias")
            for what in "scale", "shift", "zero":
                self.floats(f"calibration.{mode}.{what}")
        self.floats("band")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model")
    parser.add_argument("vocabulary")
    parser.add_argument("out")
    parser.add_argument("--name", default="deep-en-1")
    parser.add_argument("--levels", type=int, default=127)
    parser.add_argument("--bits", type=int, choices=(4, 8), default=4)
    parser.add_argument("--floats")
    args = parser.parse_args()
    arrays = dict(np.load(args.model))
    with open(args.vocabulary, encoding="utf-8") as f:
        pieces = f.read().removesuffix("\n").split("\n")
    w = Writer(arrays, args.levels, args.bits)
    w.model(args.name, pieces)
    body = zstandard.ZstdCompressor(level=19).compress(bytes(w.body))
    data = MAGIC + struct.pack("<II", VERSION, len(w.body)) + body
    data += hashlib.sha256(data).digest()
    with open(args.out, "wb") as f:
        f.write(data)
    if args.floats:
        np.savez(args.floats, **w.held)
    print(f"{args.out}: {len(data):,} bytes, {len(w.body):,} before compression")


if __name__ == "__main__":
    main()
