"""Quality beside the baselines: topics from the Parquet files of finished runs, tone from labelled sentences.

usage: quality.py BINARY DATA BASELINES
"""
import gzip
import json
import subprocess
import sys
import tempfile

binary, data, baselines = sys.argv[1:4]
TONE = (("newsmtsc", ["--split", "test-rw"]), ("sentfin", []), ("persent", []))
CORPORA = (("20newsgroups", 20, "en"), ("10kgnad_test", 9, "de"))


def main():
    for corpus, topics, language in CORPORA:
        path = f"{data}/{corpus}.jsonl.gz"
        print(f"== {corpus}")
        subprocess.run([sys.executable, f"{baselines}/topics_sklearn.py", path, str(topics),
                        "--stop-words", f"{baselines}/stop_{language}.txt"], check=True)
        for choice in (str(topics), "auto"):
            with tempfile.TemporaryDirectory() as out:
                subprocess.run([binary, "run", path, "--out", out, "--topics", choice, "-q"], check=True)
                print(f"leitmotif, --topics {choice}:", flush=True)
                subprocess.run([sys.executable, f"{baselines}/score_run.py", f"{out}/latest", path], check=True)
            subprocess.run([binary, "evaluate", "topics", path, "--topics", choice, "--stability"], check=True)
    for corpus, options in TONE:
        path = f"{data}/{corpus}.jsonl.gz"
        print(f"== tone of {corpus}")
        vader(path, options[1] if options else None)
        for mode in ([], ["--target"]):
            subprocess.run([binary, "evaluate", "tone", path, *options, *mode], check=True)


def vader(path, split):
    """VADER's macro-F1 with the thresholds that its authors name, -.05 and .05."""
    from sklearn.metrics import f1_score
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    rows = [r for r in map(json.loads, gzip.open(path, "rt", encoding="utf-8")) if split is None or r.get("split") == split]
    analyzer = SentimentIntensityAnalyzer()
    scores = [analyzer.polarity_scores(r["text"])["compound"] for r in rows]
    called = ["positive" if s >= 0.05 else "negative" if s <= -0.05 else "neutral" for s in scores]
    print(f"VADER: {len(rows)} texts, macro-F1 {f1_score([r['label'] for r in rows], called, average='macro'):.3f}", flush=True)


main()
