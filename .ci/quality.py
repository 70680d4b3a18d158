"""Quality beside the baselines: topics from the Parquet files of finished runs, tone from labelled sentences.

usage: quality.py BINARY DATA BASELINES
       quality.py rivals DATA BASELINES     the baselines alone, as cmd/leitmotif/testdata/quality.txt has them
"""
import gzip
import json
import re
import subprocess
import sys
import tempfile

binary, data, baselines = sys.argv[1:4]
TONE = (("newsmtsc", ["--split", "test-rw"]), ("sentfin", []), ("emobank", []), ("persent", []))
HOLDS = (("10kgnad_test", ["--holds", "--foreign", "fang_covid_de"]), ("10kgnad_test", ["--subsets", "8"]), ("20newsgroups", ["--subsets", "6"]))
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
    for corpus, options in HOLDS:
        print(f"== whether topics of {corpus} hold: {' '.join(options)}", flush=True)
        options = [f"{data}/{o}.jsonl.gz" if before == "--foreign" else o for before, o in zip([""] + options, options)]
        subprocess.run([binary, "evaluate", "topics", f"{data}/{corpus}.jsonl.gz", *options], check=True)
    for corpus, options in TONE:
        path = f"{data}/{corpus}.jsonl.gz"
        print(f"== tone of {corpus}", flush=True)
        subprocess.run([binary, "evaluate", "tone", path, *options], check=True)


def rivals():
    for corpus, topics, language in CORPORA:
        printed = subprocess.run([sys.executable, f"{baselines}/topics_sklearn.py", f"{data}/{corpus}.jsonl.gz", str(topics),
                                  "--stop-words", f"{baselines}/stop_{language}.txt"], check=True, capture_output=True, text=True).stdout
        for name, nmi, ari, npmi in re.findall(r"^(.+?) +NMI (\S+) ARI (\S+) NPMI (\S+)", printed, re.MULTILINE):
            print(f"{corpus} {topics} rival {name} nmi {nmi} ari {ari} npmi {npmi}")
    print(f"newsmtsc test-rw rival VADER macro-f1 {vader():.3f}")


def vader():
    """VADER's macro-F1 on newsmtsc test-rw with the thresholds that its authors name, -.05 and .05; evaluate tone has a twin of it."""
    from sklearn.metrics import f1_score
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    rows = [r for r in map(json.loads, gzip.open(f"{data}/newsmtsc.jsonl.gz", "rt", encoding="utf-8")) if r["split"] == "test-rw"]
    analyzer = SentimentIntensityAnalyzer()
    scores = [analyzer.polarity_scores(r["text"])["compound"] for r in rows]
    called = ["positive" if s >= 0.05 else "negative" if s <= -0.05 else "neutral" for s in scores]
    return f1_score([r["label"] for r in rows], called, average="macro")


if binary == "rivals":
    rivals()
else:
    main()
