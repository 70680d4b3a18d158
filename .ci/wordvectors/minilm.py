"""Sentence embeddings of all-MiniLM-L6-v2 (Reimers and Gurevych 2019, "Sentence-BERT") in numpy.

Texts of equal length go through together, so that no padding is needed. b rows, n pieces a row, d = 384 wide.
"""

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

HEADS, WIDTH, EPSILON, PIECES = 12, 384, np.float32(1e-12), 2048


def normed(x, p):
    x = x - x.mean(-1, keepdims=True)
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + EPSILON) * p[0] + p[1]


def gelu(x):
    return x * 0.5 * (1 + np.tanh(np.float32(0.7978846) * (x + np.float32(0.044715) * x * x * x)))


class MiniLM:
    def __init__(self, folder):
        raw = load_file(f"{folder}/model.safetensors")
        affine = lambda name: (np.ascontiguousarray(raw[name + ".weight"].T), raw[name + ".bias"])
        norm = lambda name: (raw[name + ".weight"], raw[name + ".bias"])
        self.pieces = raw["embeddings.word_embeddings.weight"]
        self.places = raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0]
        self.norm, self.layers = norm("embeddings.LayerNorm"), []
        for i in range(6):
            at = f"encoder.layer.{i}."
            parts = [affine(f"{at}attention.self.{x}") for x in ("query", "key", "value")]
            self.layers.append((
                [np.concatenate(p, -1) for p in zip(*parts)], affine(at + "attention.output.dense"), norm(at + "attention.output.LayerNorm"),
                affine(at + "intermediate.dense"), affine(at + "output.dense"), norm(at + "output.LayerNorm"),
            ))
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def whole_words(self):
        """The entries of the vocabulary that begin a word."""
        return sorted(w for w in self.tokenizer.get_vocab() if w.isascii() and w.isalpha() and w.islower() and len(w) > 2)

    def states(self, ids):
        b, n = ids.shape
        x = normed(self.pieces[ids] + self.places[:n], self.norm).reshape(-1, WIDTH)
        for qkv, out, norm1, up, down, norm2 in self.layers:
            q, k, v = (x @ qkv[0] + qkv[1]).reshape(b, n, 3, HEADS, -1).transpose(2, 0, 3, 1, 4)
            a = np.exp(q @ k.transpose(0, 1, 3, 2) / np.sqrt(np.float32(WIDTH / HEADS)))
            seen = (a / a.sum(-1, keepdims=True) @ v).transpose(0, 2, 1, 3).reshape(-1, WIDTH)
            x = normed(x + seen @ out[0] + out[1], norm1)
            x = normed(x + gelu(x @ up[0] + up[1]) @ down[0] + down[1], norm2)
        return x.reshape(b, n, WIDTH)

    def encode(self, texts):
        """texts x d: the means of the states."""
        ids = [e.ids for e in self.tokenizer.encode_batch(texts)]
        order, out, at = sorted(range(len(ids)), key=lambda i: len(ids[i])), np.zeros((len(ids), WIDTH), np.float32), 0
        while at < len(order):
            n = len(ids[order[at]])
            rows = [i for i in order[at : at + max(1, PIECES // n)] if len(ids[i]) == n]
            out[rows] = self.states(np.array([ids[i] for i in rows])).mean(1)
            at += len(rows)
        return out
