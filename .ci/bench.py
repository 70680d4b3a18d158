"""Times leitmotif beside its rivals, in turn, in one run: only the ratios mean something on a shared machine.

usage: bench.py BINARY DATA BASELINES REFERENCE [ROUNDS [ARTICLES...]]

ARTICLES are the sizes of the composed corpora (generate.py), ascending; 10,000 and 100,000 are the default.
"""
import gzip
import math
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

binary, data, baselines, reference = sys.argv[1:5]
rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 5
sizes = [int(size) for size in sys.argv[6:]] or [10_000, 100_000]


def timed(command):
    """Wall seconds and peak resident memory in MB of a whole process."""
    start = time.perf_counter()
    pid = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(pid.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed with status {status}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def compare(name, ours, theirs):
    a, b = [], []
    for _ in range(rounds):
        a.append(timed(ours))
        b.append(timed(theirs))
    middle = statistics.median
    print(f"{name}: leitmotif {middle(x[0] for x in a):.2f} s, {max(x[1] for x in a):.0f} MB; "
          f"scikit-learn {middle(x[0] for x in b):.2f} s, {max(x[1] for x in b):.0f} MB; "
          f"ratio of time {middle(x[0] / y[0] for x, y in zip(a, b)):.2f}", flush=True)


def fold_in():
    """1,000 new articles placed with the state of 20,000, against a fit of all 21,000 anew."""
    lines = []
    for corpus in ("20newsgroups", "10kgnad_test"):
        with gzip.open(f"{data}/{corpus}.jsonl.gz", "rt", encoding="utf-8") as f:
            lines += f
    random.Random(1).shuffle(lines)
    placed, fitted = [], []
    with tempfile.TemporaryDirectory() as work:
        files = {}
        for name, rows in (("known", lines[:20000]), ("new", lines[20000:21000]), ("all", lines[:21000])):
            files[name] = f"{work}/{name}.jsonl"
            with open(files[name], "w", encoding="utf-8") as f:
                f.writelines(rows)
        state, copy, out = (f"{work}/{name}" for name in ("state", "copy", "out"))
        timed([binary, "run", files["known"], "--state", state, "--out", out, "-q"])
        for _ in range(rounds):
            for articles, refit, times in (("new", "never", placed), ("all", "always", fitted)):
                shutil.copytree(state, copy)
                times.append(timed([binary, "run", files[articles], "--state", copy, "--refit", refit, "--out", f"{work}/out-{articles}", "-q"]))
                shutil.rmtree(copy)
    middle = statistics.median
    print(f"1,000 articles placed with the state of 20,000: {middle(x[0] for x in placed):.2f} s, {max(x[1] for x in placed):.0f} MB; "
          f"all fitted anew: {middle(x[0] for x in fitted):.2f} s, {max(x[1] for x in fitted):.0f} MB; "
          f"ratio of time {middle(y[0] / x[0] for x, y in zip(placed, fitted)):.1f}", flush=True)


def growth():
    """Composed corpora of growing size, beside scikit-learn on 20newsgroups."""
    rival = [sys.executable, f"{baselines}/pipeline_sklearn.py", f"{data}/20newsgroups.jsonl.gz", "--stop-words", f"{baselines}/stop_en.txt"]
    before = None
    with tempfile.TemporaryDirectory() as work:
        for size in sizes:
            path = f"{work}/{size}.jsonl"
            with open(path, "w", encoding="utf-8") as f:
                subprocess.run([sys.executable, str(pathlib.Path(__file__).with_name("generate.py")), str(size), data], stdout=f, check=True)
            ours, theirs = timed([binary, "run", path, "--out", f"{work}/out", "-q"]), timed(rival)
            text = f"{size:,} composed articles: {ours[0]:.1f} s, {ours[1]:.0f} MB, {ours[0] / theirs[0]:.2f} times scikit-learn on 20newsgroups"
            if before:
                step = math.log(size / before[0])
                text += f"; exponents since {before[0]:,}: time {math.log(ours[0] / before[1]) / step:.2f}, memory {math.log(ours[1] / before[2]) / step:.2f}"
            print(text, flush=True)
            before = size, *ours
            os.remove(path)


def decomposition():
    """The SVD alone: ours by its benchmark, scikit-learn's on the same matrix."""
    from scipy.io import mmread
    from sklearn.decomposition import TruncatedSVD
    matrix = mmread(f"{reference}/20newsgroups.mtx.gz").tocsr()
    ours, theirs = [], []
    for _ in range(rounds):
        out = subprocess.run(["go", "test", "./analysis/svd", "-run", "xxx", "-bench", "Truncated100Of20newsgroups", "-benchtime", "1x"],
                             capture_output=True, text=True, check=True).stdout
        ours.append(float(re.search(r"(\d+) ns/op", out).group(1)) / 1e9)
        start = time.perf_counter()
        TruncatedSVD(100, n_iter=5, random_state=0).fit(matrix)
        theirs.append(time.perf_counter() - start)
    print(f"100 dimensions of 20newsgroups: leitmotif {statistics.median(ours):.2f} s, scikit-learn {statistics.median(theirs):.2f} s, "
          f"ratio of time {statistics.median(a / b for a, b in zip(ours, theirs)):.2f}", flush=True)


def main():
    with tempfile.TemporaryDirectory() as out:
        for corpus, stop in (("20newsgroups", "en"), ("fang_covid_de", "de")):
            path = f"{data}/{corpus}.jsonl.gz"
            rival = [sys.executable, f"{baselines}/pipeline_sklearn.py", path, "--stop-words", f"{baselines}/stop_{stop}.txt"]
            compare(f"whole run on {corpus}, against TF-IDF and SVD alone", [binary, "run", path, "--out", out, "-q"], rival)
    fold_in()
    decomposition()
    growth()


main()
