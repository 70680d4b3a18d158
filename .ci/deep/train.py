"""Trains the deep model of the tone of English news."""

import argparse
import functools
import json
import pathlib
import time

import jax
import jax.numpy as jnp
import numpy as np

import bert
import data
import export
import lexicon
import news

FROZEN = ("pieces", "places")  # tables of the base model that are not trained
LEVELS = 63  # the largest whole number of a weight
TEACHER = ((5, 2), (1.0, 0.6))  # after which layers heads stand, and the weights of their losses
STUDENT = ((3,), (1.0,))
# The passes of the student: layers, rate, form of the products. Weights are in whole numbers at last, as in the file.
PASSES = ((3, 8e-5, "fast"), (3, 4e-5, LEVELS), (4, 1e-4, "fast"), (4, 6e-5, LEVELS))
BAND = 0.25  # that of the linear model: what the program calls is what the two say together
MODES = ("target", "sentence")


def log(*words):
    print(f"[{time.strftime('%H:%M:%S')}]", *words, flush=True)


def labelled(root, pieces, held=0.08):
    """Rows of newsmtsc by part: fit and held (parts of train with no sentence in common), test."""
    out = {"fit": [], "held": [], "test": []}
    records = data.read(f"{root}/newsmtsc.jsonl.gz")
    texts = sorted({r["text"] for r in records if r["split"] == "train"})
    apart = set(np.random.default_rng(1).permutation(texts)[: int(held * len(texts))])
    for mode in (data.TARGET, data.SENTENCE):
        spans = [(r["target_from"], r["target_to"]) if mode == data.TARGET else None for r in records]
        for r, row in zip(records, pieces.rows([r["text"] for r in records], spans)):
            part = "test" if r["split"] != "train" else "held" if r["text"] in apart else "fit"
            row["gold"] = np.eye(3, dtype=np.float32)[bert.CLASSES.index(r["label"])]
            row["id"] = r["id"]
            out[part].append(row)
    return out


def hidden(row, rng, mask, name=0.15, word=0.03):
    """A copy of row with its target (at a chance of name) or single pieces (of word) hidden."""
    ids = np.array(row["ids"])
    marks = np.array(row["segment"], bool)
    if row["mode"] == data.TARGET and rng.random() < name:
        marks[-1] = False
        ids[marks] = mask
    else:
        hit = (rng.random(len(ids)) < word) & ~marks
        hit[0] = hit[-1] = False
        ids[hit & (ids != ids[-1])] = mask
    return {**row, "ids": ids}


def loss(params, frozen, batch, exits, form):
    states = bert.states({**frozen, **params}, batch, form)
    total = 0
    for at, (weight, p) in zip(exits[0], zip(exits[1], params["heads"])):
        logp = jax.nn.log_softmax(bert.logits(states[at], batch, p))
        total += weight * -(logp * batch["gold"]).sum(-1)
    return (total * batch["weight"]).sum() / batch["weight"].shape[0]


@functools.partial(jax.jit, static_argnames=("exits", "form"), donate_argnums=(0, 1))
def step(params, moments, frozen, batch, rate, t, exits, form):
    """AdamW (Loshchilov and Hutter 2019); the heads learn ten times as fast."""
    value, grads = jax.value_and_grad(loss)(params, frozen, batch, exits, form)
    norm = jnp.sqrt(sum(jnp.vdot(g, g) for g in jax.tree.leaves(grads)))
    grads = jax.tree.map(lambda g: g * jnp.minimum(1, 1 / (norm + 1e-9)), grads)
    m, v = moments
    m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, grads)
    v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, grads)

    def moved(path, p, m, v):
        r = rate * (10 if path[0].key == "heads" else 1)
        decay = 0.01 if p.ndim > 1 else 0
        return p - r * (m / (1 - 0.9**t) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8) + decay * p)

    return jax.tree_util.tree_map_with_path(moved, params, m, v), (m, v), value


def fit(params, frozen, rows_of, epochs, rate, exits, seed, mask, form="fast", size=32, smooth=0.05):
    """Trains params on rows_of(epoch, rng) with a linear warm-up of a tenth and a linear end."""
    rng = np.random.default_rng(seed)
    epochs_rows = [rows_of(e, rng) for e in range(epochs)]
    total = sum(len(r) // size + len(data.LENGTHS) for r in epochs_rows)
    params = jax.tree.map(jnp.array, params)
    moments = tuple(jax.tree.map(jnp.zeros_like, params) for _ in range(2))
    t, mean, start = 0, 0.0, time.time()
    for rows in epochs_rows:
        for part, b in data.batches([hidden(r, rng, mask) for r in rows], size, rng):
            t += 1
            b["gold"] = (1 - smooth) * b["gold"] + smooth / 3
            now = rate * min(t / (0.1 * total), max(0.0, (total - t) / (0.9 * total)))
            params, moments, value = step(params, moments, frozen, b, now, float(t), exits, form)
            mean = 0.98 * mean + 0.02 * float(value)
            if t % 50 == 0:
                log(f"step {t} of {total}, loss {mean / (1 - 0.98**t):.4f}, {(time.time() - start) / t:.2f} s a step")
    return params


@functools.partial(jax.jit, static_argnames=("exits", "form"))
def forward(params, frozen, batch, exits, form="fast"):
    states = bert.states({**frozen, **params}, batch, form)
    return jnp.stack([bert.logits(states[at], batch, p) for at, p in zip(exits[0], params["heads"])])


def score(params, frozen, rows, exits, form="fast", size=64):
    """Logits, exits x rows x 3."""
    out = np.zeros((len(exits[0]), len(rows), 3), np.float32)
    for part, b in data.batches(rows, size):
        out[:, part] = np.asarray(forward(params, frozen, b, exits, form))[:, : len(part)]
    return out


def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def macro_f1(gold, called):
    f = []
    for c in range(3):
        hit = ((gold == c) & (called == c)).sum()
        f.append(2 * hit / max(1, (gold == c).sum() + (called == c).sum()))
    return float(np.mean(f))


def ece(gold, p, bins=10):
    """Expected calibration error of the most probable class, bins of like width."""
    sure, right = p.max(-1), p.argmax(-1) == gold
    at = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[at == b].sum() - right[at == b].sum()) for b in range(bins)) / len(gold))


def figures(gold, p):
    return {
        "macro_f1": macro_f1(gold, p.argmax(-1)),
        "log_loss": float(-np.log(p[np.arange(len(gold)), gold] + 1e-12).mean()),
        "ece": ece(gold, p),
    }


def calibrate(z, gold):
    """Scale and shift of logits that give the least log loss, with a mild pull to 1 and 0 (Platt 1999, three classes)."""

    def value(x):
        logp = jax.nn.log_softmax(jnp.exp(x[0]) * z + x[1:])
        return -logp[jnp.arange(len(gold)), gold].mean() + 0.01 * (x**2).sum()

    x = jnp.zeros(4)
    for _ in range(30):  # Newton; the problem is convex but for the exponential
        x = x - jnp.linalg.solve(jax.hessian(value)(x) + 1e-6 * jnp.eye(4), jax.grad(value)(x))
    return float(jnp.exp(x[0])), np.asarray(x[1:] - x[1:].mean())


def tone(p):
    """The score of package analysis/tone: positive less negative, each sharpened by its cube."""
    q = p**3
    return (q[:, 2] - q[:, 0]) / q.sum(-1)


def zero(z, scale, shift):
    """The shift of the log-odds of positive to negative by which the mean tone over z is 0."""
    low, high = -2.0, 2.0
    for _ in range(40):
        t = (low + high) / 2
        p = softmax(scale * z + shift + np.array([-t / 2, 0, t / 2]))
        low, high = (low, t) if tone(p).mean() > 0 else (t, high)
    return np.array([-t / 2, 0, t / 2], np.float32)


def ruled(gold, p, band):
    """Macro-F1 where the class follows from the tone and a band of neutral around 0."""
    s = tone(p)
    return macro_f1(gold, np.where(s > band, 2, np.where(s < -band, 0, 1)))


def teach(params, tables, rows, pieces, seed):
    """Six layers with a head after the last and one after the third, from which the student starts."""
    towards, whole = ([r for r in rows if r["mode"] == mode] for mode in (data.TARGET, data.SENTENCE))
    order = np.random.default_rng(seed).permutation(len(whole))

    def epoch(e, rng):  # half of the sentences in turn
        return towards + [whole[i] for i in order[e % 2 :: 2]]

    return fit(params, tables, epoch, 3, 1e-4, TEACHER, seed, pieces.mask)


def int4(table, group=32):
    """The rows of a table as the file holds them: 15 levels and a scale in half precision for each group of numbers."""
    parts = np.asarray(table).reshape(len(table), -1, group)
    scale = np.maximum(abs(parts).max(2, keepdims=True) / 7, 1e-6).astype(np.float16).astype(np.float32)
    return (np.clip(np.rint(parts / scale), -7, 7) * scale).reshape(table.shape)


def study(teacher, tables, rows, soft, pieces, seed):
    """The first layers of the teacher, taught by labels and by its scores: three of them first, then a fourth."""
    params = {**teacher, "layers": [], "heads": teacher["heads"][1:]}
    towards, whole = ([r for r in rows if r["mode"] == mode] for mode in (data.TARGET, data.SENTENCE))
    order = np.random.default_rng(seed).permutation(len(soft))
    for e, (layers, rate, form) in enumerate(PASSES):
        params["layers"] = params["layers"] + teacher["layers"][len(params["layers"]) : layers]
        part = towards + whole[e % 2 :: 2] + [soft[i] for i in order[e :: len(PASSES)]]
        exits = ((layers - 1,), (1.0,))
        params = fit(params, tables, lambda *_: part, 1, rate, exits, 10 * seed + e, pieces.mask, form, smooth=0.0)
    return params


def scored(params, tables, rows, mode, form):
    """Gold classes and logits of the rows of a mode."""
    part = [r for r in rows if r["mode"] == mode]
    return np.array([r["gold"].argmax() for r in part]), score(params, tables, part, STUDENT, form)[0]


def measured(params, tables, rows, calibration, form):
    """Figures of labelled rows by mode: of the calibrated classes, and of those by the rule of score and band."""
    out = {}
    for mode, name in enumerate(MODES):
        gold, z = scored(params, tables, rows, mode, form)
        c = calibration[name]
        p, moved = (softmax(c["scale"] * z + c["shift"] + x) for x in (0, c["zero"]))
        rule = ruled(gold, moved, calibration["band"])
        out[name] = {**figures(gold, p), "rule_f1": rule, "rule_ece": ece(gold, moved)}
    return out


def calibrated(params, tables, held, soft, form):
    """By mode: scale and shift from held rows, zero from unlabelled news; and the band of both."""
    out = {"band": BAND}
    for mode, name in enumerate(MODES):
        gold, z = scored(params, tables, held, mode, form)
        scale, shift = calibrate(z, gold)
        free = score(params, tables, [r for r in soft if r["mode"] == mode], STUDENT, form)[0]
        p = softmax(scale * free + shift)
        c = {"scale": scale, "shift": shift, "zero": zero(free, scale, shift), "lean": float(tone(p).mean())}
        out[name] = c
    return out


def save(path, params):
    leaves, _ = jax.tree_util.tree_flatten_with_path(params)
    np.savez(path, **{jax.tree_util.keystr(k, simple=True, separator="."): np.asarray(v) for k, v in leaves})


def load(path, like):
    stored = np.load(path)
    name = lambda k: jax.tree_util.keystr(k, simple=True, separator=".")
    return jax.tree_util.tree_map_with_path(lambda k, _: jnp.asarray(stored[name(k)]), like)


def teacher_of(args, rows, pieces, seed):
    """The teacher of a seed, from the cache where it was trained before, and the tables of the base model."""
    like = bert.base(args.base, range(6))
    tables = {k: jnp.asarray(like.pop(k)) for k in FROZEN}
    like["heads"] = [bert.head(seed), bert.head(seed + 100)]
    path = args.cache / f"teacher-{seed}.npz"
    if not path.exists():
        save(path, teach(like, tables, rows, pieces, seed))
    return load(path, like), tables


def soften(z, rows, calibration):
    """Probabilities of a teacher's logits, calibrated by mode."""
    scale = np.array([calibration[r["mode"]][0] for r in rows])
    shift = np.stack([calibration[r["mode"]][1] for r in rows])
    return softmax(scale[:, None] * z + shift).astype(np.float32)


def scores_of(teacher, tables, rows, unlabelled):
    """The teacher's probabilities of the rows it was fitted to and of unlabelled ones, calibrated on those held out."""
    last = {**teacher, "heads": teacher["heads"][:1]}
    logits = lambda part: score(last, tables, part, ((5,), (1.0,)))[0]
    calibration = []
    for mode in range(len(MODES)):
        part = [r for r in rows["held"] if r["mode"] == mode]
        calibration.append(calibrate(logits(part), np.array([r["gold"].argmax() for r in part])))
    return [soften(logits(part), part, calibration) for part in (rows["fit"], unlabelled)]


def mixed(rows, taught, smooth=0.05):
    """Rows whose labels are half their own, smoothed, and half the teacher's."""
    return [{**r, "gold": 0.5 * ((1 - smooth) * r["gold"] + smooth / 3) + 0.5 * p} for r, p in zip(rows, taught)]


def run(args, seed):
    """Trains a teacher and a student; returns what export needs, and the figures of held-out and test rows."""
    full = (args.base.parent / "vocab.txt").read_text(encoding="utf-8").splitlines()
    large = data.Pieces(args.base.parent / "vocab.txt")
    rows = labelled(args.data, large)
    teacher, tables = teacher_of(args, rows["fit"], large, seed)
    found = news.pools(args.data)
    keep = news.vocabulary(args.data, large, full, found, args.pieces)
    words = args.cache / "vocab.txt"
    words.write_text("".join(full[i] + "\n" for i in keep), encoding="utf-8")
    records, spans = news.sample(found)
    texts = [r["text"] for r in records]
    taught, free = scores_of(teacher, tables, rows, large.rows(texts, spans))
    log("the teacher has scored", len(texts), "unlabelled rows")
    small = data.Pieces(words)
    free = lexicon.blended(free, records, spans, lexicon.values(args.data, args.markets))
    soft = [{**r, "gold": p} for r, p in zip(small.rows(texts, spans), free)]
    cut = labelled(args.data, small)
    tables = {"pieces": jnp.asarray(int4(np.asarray(tables["pieces"])[keep])), "places": tables["places"]}
    params = study(teacher, tables, mixed(cut["fit"], taught), soft, small, seed)
    calibration = calibrated(params, tables, cut["held"], soft[::6], LEVELS)
    figures = {part: measured(params, tables, cut[part], calibration, LEVELS) for part in ("held", "test")}
    return params, tables, calibration, figures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="directory of the corpora")
    parser.add_argument("--base", required=True, type=pathlib.Path, help="model.safetensors of all-MiniLM-L6-v2, beside vocab.txt")
    parser.add_argument("--markets", required=True, help="the list of words of markets, a value and its words a line")
    parser.add_argument("--cache", required=True, type=pathlib.Path, help="where teachers, vocabulary and arrays go")
    parser.add_argument("--seeds", type=int, default=1, help="how many seeds; the first makes the model")
    parser.add_argument("--pieces", type=int, default=10000, help="size of the vocabulary")
    args = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    jax.config.update("jax_compilation_cache_dir", str(args.cache / "xla"))
    results = []
    for seed in range(1, args.seeds + 1):
        params, tables, calibration, found = run(args, seed)
        log("seed", seed, json.dumps(found), json.dumps(calibration, default=np.ndarray.tolist))
        results.append(found["test"])
        if seed == 1:
            arrays = export.arrays(params, tables["pieces"], tables["places"], params["heads"][0], calibration)
            np.savez(args.cache / "model.npz", **arrays)
    for mode in MODES:
        for figure in results[0][mode]:
            values = [r[mode][figure] for r in results]
            print(f"{mode:9} {figure:10} mean {np.mean(values):.4f}, each {' '.join(f'{v:.4f}' for v in values)}")


if __name__ == "__main__":
    main()
