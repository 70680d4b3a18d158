"""Names and shapes of the arrays that the model file is written from."""

import numpy as np

from bert import WIDTH


def arrays(params, pieces, places, head, calibration):
    """The arrays by name: matrices output x input; head {w, b} of both modes; calibration by mode {scale, shift, zero} and band."""
    host = lambda x: np.asarray(x, np.float32)
    out = {
        "embedding.word": host(pieces), "embedding.position": host(places), "embedding.segment": host(params["segments"]),
        "embedding.norm.gain": host(params["norm"]["g"]), "embedding.norm.bias": host(params["norm"]["b"]),
    }
    for n, p in enumerate(params["layers"]):
        for i, name in enumerate(("query", "key", "value")):
            part = slice(i * WIDTH, (i + 1) * WIDTH)
            out[f"layer.{n}.{name}.weight"] = host(p["qkv"]["w"])[:, part].T
            out[f"layer.{n}.{name}.bias"] = host(p["qkv"]["b"])[part]
        for name, ours in (("output", "out"), ("inner", "up"), ("outer", "down")):
            out[f"layer.{n}.{name}.weight"] = host(p[ours]["w"]).T
            out[f"layer.{n}.{name}.bias"] = host(p[ours]["b"])
        for name in ("norm1", "norm2"):
            out[f"layer.{n}.{name}.gain"], out[f"layer.{n}.{name}.bias"] = host(p[name]["g"]), host(p[name]["b"])
    for i, mode in enumerate(("target", "sentence")):
        out[f"head.{mode}.weight"], out[f"head.{mode}.bias"] = host(head["w"])[i].T, host(head["b"])[i]
        for name in ("scale", "shift", "zero"):
            out[f"calibration.{mode}.{name}"] = host(calibration[mode][name])
    out["band"] = host(calibration["band"])
    return {k: np.array(v, order="C") for k, v in out.items()}


def params(arrays):
    """The other way: parameters with one head, the two tables, and the calibration of arrays."""
    t = lambda name: np.ascontiguousarray(arrays[name].T)
    norm = lambda name: {"g": arrays[name + ".gain"], "b": arrays[name + ".bias"]}
    affine = lambda name: {"w": t(name + ".weight"), "b": arrays[name + ".bias"]}
    layers = []
    while f"layer.{len(layers)}.query.weight" in arrays:
        at = f"layer.{len(layers)}."
        parts = [affine(at + x) for x in ("query", "key", "value")]
        layers.append({
            "qkv": {x: np.concatenate([p[x] for p in parts], axis=-1) for x in "wb"},
            "out": affine(at + "output"), "norm1": norm(at + "norm1"),
            "up": affine(at + "inner"), "down": affine(at + "outer"), "norm2": norm(at + "norm2"),
        })
    heads = [affine("head." + mode) for mode in ("target", "sentence")]
    head = {x: np.stack([h[x] for h in heads]) for x in "wb"}
    network = {"segments": arrays["embedding.segment"], "norm": norm("embedding.norm"), "layers": layers, "heads": [head]}
    tables = {"pieces": arrays["embedding.word"], "places": arrays["embedding.position"]}
    of = lambda mode: {x: arrays[f"calibration.{mode}.{x}"] for x in ("scale", "shift", "zero")}
    return network, tables, {"target": of("target"), "sentence": of("sentence"), "band": arrays["band"]}
