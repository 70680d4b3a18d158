"""A BERT encoder with a head for tone, in JAX.

The network is that of Devlin et al. (2019), "BERT", in the sizes of all-MiniLM-L6-v2: 384 wide, 12 heads,
feed-forward 1536, GELU by erf, layer norm after each sum. b rows, n pieces a row, h heads, d = 384.
"""

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file

HEADS, WIDTH, EPSILON = 12, 384, 1e-12
CLASSES = ("negative", "neutral", "positive")


def base(path, layers):
    """Reads the pretrained weights; matrices become input x output, query, key and value one matrix."""
    raw = load_file(path)
    get = lambda name: np.asarray(raw[name], np.float32)
    norm = lambda name: {"g": get(name + ".weight"), "b": get(name + ".bias")}
    affine = lambda name: {"w": get(name + ".weight").T.copy(), "b": get(name + ".bias")}
    params = {
        "pieces": get("embeddings.word_embeddings.weight"),
        "places": get("embeddings.position_embeddings.weight")[:128],
        "segments": get("embeddings.token_type_embeddings.weight"),
        "norm": norm("embeddings.LayerNorm"),
        "layers": [],
    }
    for i in layers:
        at = f"encoder.layer.{i}."
        parts = [affine(at + "attention.self." + x) for x in ("query", "key", "value")]
        params["layers"].append({
            "qkv": {x: np.concatenate([p[x] for p in parts], axis=-1) for x in "wb"},
            "out": affine(at + "attention.output.dense"),
            "norm1": norm(at + "attention.output.LayerNorm"),
            "up": affine(at + "intermediate.dense"),
            "down": affine(at + "output.dense"),
            "norm2": norm(at + "output.LayerNorm"),
        })
    return params


def head(seed):
    """A head: 3 x 384 values to 3 logits for each of two modes, the tone towards a target and of the sentence."""
    rng = np.random.default_rng(seed)
    return {"w": rng.normal(0, 0.02, (2, 3 * WIDTH, 3)).astype(np.float32), "b": np.zeros((2, 3), np.float32)}


def normed(x, p):
    mean = x.mean(-1, keepdims=True)
    var = jnp.square(x - mean).mean(-1, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(var + EPSILON) * p["g"] + p["b"]


def straight(x, rounded):
    """The rounded value forward, the gradient of x backward (Bengio et al. 2013)."""
    return x + jax.lax.stop_gradient(rounded - x)


def whole(x, axis, levels):
    """x as whole numbers in [-levels, levels] and their scale, one along axis, as the file and the encoder in Go do."""
    scale = jax.lax.stop_gradient(jnp.maximum(jnp.abs(x).max(axis, keepdims=True), 1e-12) / levels)
    return straight(x / scale, jnp.round(x / scale)), scale


@jax.custom_vjp
def product(x, w):
    """x @ w with factors rounded to bfloat16 and sums in float32: twice as fast where the processor has it."""
    return jnp.dot(x.astype(jnp.bfloat16), w.astype(jnp.bfloat16), preferred_element_type=jnp.float32)


def product_forward(x, w):
    x, w = x.astype(jnp.bfloat16), w.astype(jnp.bfloat16)
    return jnp.dot(x, w, preferred_element_type=jnp.float32), (x, w)


def product_backward(kept, g):
    x, w = kept
    g = g.astype(jnp.bfloat16)
    rows = lambda a: a.reshape(-1, a.shape[-1])
    return (jnp.dot(g, w.T, preferred_element_type=jnp.float32),
            jnp.dot(rows(x).T, rows(g), preferred_element_type=jnp.float32))


product.defvjp(product_forward, product_backward)


def affine(x, p, form):
    """x @ w + b: in bfloat16 ("fast"), in float32 ("exact"), or, with a number of levels for the weights, in whole numbers.

    Whole numbers up to 127 are exact in bfloat16, and so are their sums in float32 here (at most 1536 x 127 x 127 < 2^25
    in size, and far below 2^24 in practice), so that this is what the encoder in Go computes.
    """
    if form == "fast":
        return product(x, p["w"]) + p["b"]
    if form == "exact":
        return x @ p["w"] + p["b"]
    (x, a), (w, c) = whole(x, -1, 127), whole(p["w"], 0, form)
    return product(x, w) * (a * c) + p["b"]


def layer(x, bias, p, form):
    b, n, _ = x.shape
    q, k, v = jnp.split(affine(x, p["qkv"], form).reshape(b, n, 3 * HEADS, -1).transpose(0, 2, 1, 3), 3, axis=1)
    scores = q @ k.transpose(0, 1, 3, 2) / np.sqrt(WIDTH / HEADS).astype(np.float32) + bias
    seen = (jax.nn.softmax(scores) @ v).transpose(0, 2, 1, 3).reshape(b, n, WIDTH)
    x = normed(x + affine(seen, p["out"], form), p["norm1"])
    wide = jax.nn.gelu(affine(x, p["up"], form), approximate=False)
    return normed(x + affine(wide, p["down"], form), p["norm2"])


def states(params, batch, form="exact"):
    """The states after each layer, b x n x d."""
    ids, segment, mask = batch["ids"], batch["segment"], batch["mask"]
    x = params["pieces"][ids] + params["places"][: ids.shape[1]] + params["segments"][segment]
    x = normed(x, params["norm"])
    bias = (1 - mask)[:, None, None, :] * -1e9
    out = []
    for p in params["layers"]:
        x = layer(x, bias, p, form)
        out.append(x)
    return out


def logits(x, batch, p):
    """b x 3: the head on the first piece, the mean of the target's pieces and the mean of all."""
    mean = lambda m: (x * m[..., None]).sum(1) / jnp.maximum(m.sum(1), 1)[:, None]
    views = jnp.concatenate([x[:, 0], mean(batch["target"]), mean(batch["mask"])], -1)
    both = jnp.einsum("bd,mdc->bmc", views, p["w"]) + p["b"]
    return jnp.take_along_axis(both, batch["mode"][:, None, None], 1)[:, 0]
