"""Cuts sentences into pieces as Python's tokenizers does, for TestPiecesAreThoseOfPython.

usage: pieces.py VOCABULARY.txt OUT.jsonl SENTENCES.jsonl[.gz]... [--most 20000]

Of each line of the input it reads "text", in the last of them as many as --most allows in all.
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
    t, left = tokenizer(args.vocabulary), args.most
    with open(args.out, "w", encoding="utf-8") as out:
        for path in args.sentences:
            with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    if left == 0:
                        return
                    text, left = json.loads(line)["text"], left - 1
                    row = {"text": text, "pieces": t.encode(text, add_special_tokens=False).ids}
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
