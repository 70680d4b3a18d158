"""Inputs at the bounds that the README states, one after another.

Each is written by rule, run in a process of its own, and must end with the exit code
given and within the memory given; its seconds are printed, not held, since they depend
on the machine. Usage: limits.py BINARY SCRATCH_DIRECTORY
"""

import json
import os
import shutil
import subprocess
import sys
import time

MARGIN = 1.25  # between what was measured and what fails


def words(number, count):
    """The number-th text of so many words that no other text has."""
    return " ".join(f"wort{number * count + i}x" for i in range(count))


def lines(path, records):
    with open(path, "w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record) + "\n")
    return path


def tree(path, count):
    for i in range(count):
        folder = os.path.join(path, str(i // 1000))
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, f"{i}.txt"), "w", encoding="utf-8") as out:
            out.write(f"Bericht {i}\n\nDas ist der kurze Bericht Nummer {i} aus Altbrück.\n")
    return path


def names(path, count):
    with open(path, "w", encoding="utf-8") as out:
        for i in range(count):
            out.write(f"- name: Vorname{i} Nachname{i % 977}\n  aliases: [Firma{i} AG]\n")
    return path


STORY = " ".join(f"Satz {i} der Meldung steht hier." for i in range(26))
BIG = ["--max-record-bytes", str(1 << 28)]

# Name, exit code, peak in MB, and the arguments that a function of a path gives.
CASES = [
    ("20,000 articles that are one, without an id", 0, 250,
     lambda p: [lines(p, ({"text": STORY} for _ in range(20_000)))]),
    ("100,000 copies in one story", 0, 550,
     lambda p: [lines(p, ({"id": i, "text": f"{STORY} Ausgabe {i}."} for i in range(100_000)))]),
    ("one article of 50 MB", 0, 800,
     lambda p: [lines(p, [{"text": "Das ist ein Satz von vielen hier. " * (50_000_000 // 34)}]), *BIG]),
    ("one sentence of 20 MB", 0, 400,
     lambda p: [lines(p, [{"text": "wort und noch eines " * 1_000_000}]), *BIG]),
    ("3 million different words in 10,000 articles", 0, 1000,
     lambda p: [lines(p, ({"id": i, "text": words(i, 300)} for i in range(10_000)))]),
    ("100,000 files", 0, 500, lambda p: [tree(p, 100_000)]),
    ("a watch list of 100,000 names and 1,000 articles", 0, 400,
     lambda p: [lines(p, ({"id": i, "text": f"{STORY} Nachname{i} lobt Firma{i} AG."} for i in range(1_000))),
                "--watchlist", names(p + ".yaml", 100_000)]),
    ("5,000 languages", 0, 300,
     lambda p: [lines(p, ({"id": i, "language": f"x{i % 5_000}", "text": words(i, 20)} for i in range(10_000)))]),
]


def main(binary, scratch):
    failed = False
    for number, (name, code, most, arguments) in enumerate(CASES):
        shutil.rmtree(scratch, ignore_errors=True)
        os.makedirs(scratch)
        command = [binary, "run", "--quiet", "--out", os.path.join(scratch, "out"), *arguments(os.path.join(scratch, f"in{number}"))]
        if os.path.isfile(command[5]):
            os.rename(command[5], command[5] + ".jsonl")
            command[5] += ".jsonl"
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=scratch)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = usage.ru_maxrss / 1024
        fault = "" if process.returncode == code and peak <= most * MARGIN else "  FAILED"
        failed = failed or fault != ""
        print(f"{name}: {time.monotonic() - start:.1f} s, {peak:.0f} MB of {most} MB, exit code {process.returncode}{fault}", flush=True)
    shutil.rmtree(scratch, ignore_errors=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])))
