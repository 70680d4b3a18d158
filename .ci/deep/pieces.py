"""Cuts sentences into pieces as Python's tokenizers does, for TestPiecesAreThoseOfPython.

usage: pieces.py VOCABULARY.txt OUT.jsonl SENTENCES.jsonl[.gz]... [--most 20000]

Of each line of the input it reads "text". OUT may be one of those that it reads.
"""

import argparse
import gzip
import json

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers


def tokenizer(path):
    with open(path, encoding="utf-8") as f:
        pieces = f.read().removesuffix("\n").split("\n")
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    t = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    t.normalizer, t.pre_tokenizer = normalizers.BertNormalizer(), pre_tokenizers.BertPreTokenizer()
    return t


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vocabulary")
    parser.add_argument("out")
    parser.add_argument("sentences", nargs="+")
    parser.add_argument("--most", type=int, default=20000)
    args = parser.parse_args()
    t, texts = tokenizer(args.vocabulary), []
    for path in args.sentences:
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in lines]
    with open(args.out, "w", encoding="utf-8") as out:
        for text in texts[: args.most]:
            row = {"text": text, "pieces": t.encode(text, add_special_tokens=False).ids}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
