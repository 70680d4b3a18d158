"""Times leitmotif beside its rivals, in turn, in one run: only the ratios mean something on a shared machine, and those
of CPU seconds more than those of wall time.

usage: bench.py BINARY DATA BASELINES REFERENCE [ROUNDS [ARTICLES...]]

ARTICLES are the sizes of the composed corpora (generate.py), ascending; 10,000 and 100,000 are the default.
"""
import collections
import gzip
import json
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
STAGES = ("read", "texts", "spaces", "publish")
Cost = collections.namedtuple("Cost", "wall cpu peak")  # seconds, seconds, MB of resident memory
middle = statistics.median


def timed(command, log=subprocess.DEVNULL, **environment):
    """The cost of a whole process, which may write a log."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=log, env={**os.environ, **environment})
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} failed with status {status}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def text(costs):
    """Several runs of one program: medians, and the largest peak."""
    return f"{middle(c.wall for c in costs):.2f} s, CPU {middle(c.cpu for c in costs):.2f} s, {max(c.peak for c in costs):.0f} MB"


def ratio(a, b, of):
    return middle(getattr(x, of) / getattr(y, of) for x, y in zip(a, b))


def compare(name, ours, theirs):
    a, b = [], []
    for _ in range(rounds):
        a.append(timed(ours))
        b.append(timed(theirs))
    print(f"{name}: leitmotif {text(a)}; scikit-learn {text(b)}; "
          f"ratio of time {ratio(a, b, 'wall'):.2f}, of CPU {ratio(a, b, 'cpu'):.2f}", flush=True)


def cores(name, command):
    """What a second core brings."""
    one, two = [], []
    for _ in range(rounds):
        one.append(timed(command, GOMAXPROCS="1"))
        two.append(timed(command, GOMAXPROCS="2"))
    print(f"{name}: on one core {text(one)}; on two {text(two)}; two are {ratio(one, two, 'wall'):.2f} times as fast", flush=True)


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
    print(f"1,000 articles placed with the state of 20,000: {text(placed)}; all fitted anew: {text(fitted)}; "
          f"ratio of time {ratio(fitted, placed, 'wall'):.1f}, of CPU {ratio(fitted, placed, 'cpu'):.1f}", flush=True)


def stages(log):
    """What the log of a run says of each stage: seconds, and the peak in MB until its end."""
    lines = [line for line in map(json.loads, log) if line["msg"] == "stage"]
    return {line["name"]: (line["seconds"], line["peak_memory_bytes"] / 2**20) for line in lines}


def exponents(step, before, after, which):
    """How time (which = 0) or memory (1) grow with the articles: as a whole, and by stage."""
    def exponent(former, latter):
        return math.log(max(latter, .01) / max(former, .01)) / step
    (former, former_stages), (latter, latter_stages) = before, after
    of = ("wall", "peak")[which]
    parts = [f"{name} {exponent(former_stages[name][which], latter_stages[name][which]):.2f}" for name in STAGES]
    return f"{exponent(getattr(former, of), getattr(latter, of)):.2f} ({', '.join(parts)})"


def growth():
    """Composed corpora of growing size, beside scikit-learn on 20newsgroups."""
    rival = [sys.executable, f"{baselines}/pipeline_sklearn.py", f"{data}/20newsgroups.jsonl.gz", "--stop-words", f"{baselines}/stop_en.txt"]
    before = None
    with tempfile.TemporaryDirectory() as work:
        for size in sizes:
            path = f"{work}/{size}.jsonl"
            with open(path, "w", encoding="utf-8") as f:
                subprocess.run([sys.executable, str(pathlib.Path(__file__).with_name("generate.py")), str(size), data], stdout=f, check=True)
            with open(f"{work}/log", "w+", encoding="utf-8") as log:
                ours = timed([binary, "run", path, "--out", f"{work}/out", "--log", "json"], log)
                log.seek(0)
                now = ours, stages(log)
            theirs = timed(rival)
            print(f"{size:,} composed articles: {text([ours])}, {ours.wall / theirs.wall:.2f} times scikit-learn on 20newsgroups, "
                  f"by CPU {ours.cpu / theirs.cpu:.2f}; " + ", ".join(f"{name} {now[1][name][0]:.1f} s" for name in STAGES), flush=True)
            if before:
                step = math.log(size / before[0])
                print(f"  exponents since {before[0]:,}: of time {exponents(step, before[1], now, 0)}, of memory {exponents(step, before[1], now, 1)}", flush=True)
            before = size, now
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
    print(f"100 dimensions of 20newsgroups: leitmotif {middle(ours):.2f} s, scikit-learn {middle(theirs):.2f} s, "
          f"ratio of time {middle(a / b for a, b in zip(ours, theirs)):.2f}", flush=True)


def main():
    with tempfile.TemporaryDirectory() as out:
        for corpus, stop in (("20newsgroups", "en"), ("fang_covid_de", "de")):
            path = f"{data}/{corpus}.jsonl.gz"
            rival = [sys.executable, f"{baselines}/pipeline_sklearn.py", path, "--stop-words", f"{baselines}/stop_{stop}.txt"]
            compare(f"whole run on {corpus}, against TF-IDF and SVD alone", [binary, "run", path, "--out", out, "-q"], rival)
        cores("whole run on 20newsgroups", [binary, "run", f"{data}/20newsgroups.jsonl.gz", "--out", out, "-q"])
    fold_in()
    decomposition()
    growth()


main()
