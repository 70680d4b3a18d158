"""Topic quality of finished runs beside the baselines, from the Parquet files alone.

usage: quality.py BINARY DATA BASELINES
"""
import subprocess
import sys
import tempfile

binary, data, baselines = sys.argv[1:4]
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


main()
