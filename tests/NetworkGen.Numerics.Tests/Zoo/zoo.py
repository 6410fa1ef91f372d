#!/usr/bin/env python3
"""PyTorch's numbers for the networks of samples/Zoo, whose state dicts are torchvision's.

    python3 tests/NetworkGen.Numerics.Tests/Zoo/zoo.py golden         # PyTorch 1.13 and torchvision 0.14, or newer: zoo.json, gradients.json
    python3 tests/NetworkGen.Numerics.Tests/Zoo/zoo.py weights DIR    # state dicts, inputs and outputs in full, as safetensors: 950 MB
    dotnet run -c Release --project tests/NetworkGen.Numerics.Tests -- zoo DIR    # loads the latter by name, runs, and compares all of it

zoo.json holds per network of networks.py:

    tensors    the state dict in its order: [name, shape, centre, scale]. A value is centre + scale * u, rounded to float32, with u as values() says.
    sha256     of the tensors' bytes, little-endian, in that order
    outputs    by size (height x width): inference on the recipe's first image, in float64; of a map of outputs those at POSITIONS positions

gradients.json holds per small network: its tensors likewise; which input of the recipe was taken; and what a training pass of BATCH images gives,
in float64: the output, and the gradients of <output, output_gradient> with respect to the input and to each parameter, as in ../Golden/golden.json.
"""
import hashlib, json, pathlib, struct, sys

import numpy as np
import torch
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Golden"))
import golden
from networks import networks, small_networks

POSITIONS = 100
BATCH = 4
golden.SAMPLE = 8


# The recipe. The scales make the networks behave like trained ones: a weight's keeps the variance through the ReLU behind it (He et al. 2015), and
# running statistics fit what arrives at their layer, so that deep activations neither vanish nor grow, and still depend on the image.

def values(network, key, shape, centre, scale):
    """centre + scale * u. In filters, each second input channel (where there is only one: each second tap) is the negative of the one before: they
    answer to differences, not to what all images have in common."""
    u = golden.uniform(f"{network}/{key}", shape)
    if len(shape) > 1:
        filters = u.reshape(shape[0], shape[1], -1) if shape[1] > 1 else u.reshape(shape[0], -1, 1)
        pairs = filters.shape[1] // 2
        filters[:, 1:2 * pairs:2] = -filters[:, 0:2 * pairs:2]
    return (centre + scale * u).float()


def image(network, height, width, which=1):
    """A colour, patches of 112 x 112 pixels, and noise; float32."""
    draw = lambda what, *shape: golden.uniform(f"{network}/image.{which}/{what}", (1, 3, *shape))
    patches = draw("patches", -(-height // 112), -(-width // 112)).repeat_interleave(112, 2).repeat_interleave(112, 3)
    return (draw("colour", 1, 1) + 2 * patches[:, :, :height, :width] + draw("noise", height, width) / 2).float()


class State:
    """Fills a module's tensors by the recipe, and notes [name, shape, centre, scale] of each."""

    def __init__(self, network, module):
        self.network, self.module, self.rows = network, module, {}
        for path, layer in module.named_modules():
            for key, tensor in [*layer.named_parameters(recurse=False), *layer.named_buffers(recurse=False)]:
                self.set(f"{path}.{key}", tensor, *self.place(layer, key, tensor))

    @staticmethod
    def place(layer, key, tensor):
        """Centre and scale of a tensor."""
        if key == "num_batches_tracked":
            return 100, 0
        if isinstance(layer, nn.BatchNorm2d):
            return {"weight": (1, 0.25), "bias": (0, 0.25), "running_mean": (0, 0.5), "running_var": (1, 0.5)}[key]
        if key == "bias":
            return 0, 0.125
        terms = tensor.shape[0] if isinstance(layer, nn.ConvTranspose2d) else int(np.prod(tensor.shape[1:]))    # kernel = stride: windows don't overlap
        return 0, float("%.4g" % np.sqrt(6 / terms))

    def set(self, key, tensor, centre, scale):
        self.rows[key] = [key, list(tensor.shape), centre, scale]
        with torch.no_grad():
            tensor.copy_(torch.tensor(centre) if key.endswith("num_batches_tracked") else values(self.network, key, tuple(tensor.shape), centre, scale))

    def fit(self, images):
        """Sets each batch norm's running statistics, first to last, to what arrives at it: two numbers per layer, around which the recipe draws."""
        def fit_to(path, layer):
            def hook(_, arriving):
                x, short = arriving[0].double(), lambda value: float("%.3g" % value)
                variance = short(x.var(dim=(0, 2, 3)).mean())
                self.set(path + ".running_mean", layer.running_mean, short(x.mean()), short(x.mean(dim=(0, 2, 3)).std()))
                self.set(path + ".running_var", layer.running_var, variance, variance / 2)
            return hook

        norms = [(path, layer) for path, layer in self.module.named_modules() if isinstance(layer, nn.BatchNorm2d)]
        hooks = [layer.register_forward_pre_hook(fit_to(path, layer)) for path, layer in norms]
        with torch.no_grad():
            self.module(images)
        for hook in hooks:
            hook.remove()

    def tensors(self):
        """The rows as JSON, in the state dict's order."""
        return ",\n  ".join(json.dumps(self.rows[key], separators=(",", ":")) for key in self.module.state_dict())

    def sha256(self):
        digest = hashlib.sha256()
        for tensor in self.module.state_dict().values():
            digest.update(tensor.contiguous().numpy().tobytes())
        return digest.hexdigest()


def build(network, make):
    state = State(network, make().eval())
    state.fit(torch.cat([image(network, 224, 224, which) for which in (1, 2, 3, 4)]))
    return state


# Inference.

def at_positions(network, output):
    """Classes x positions: the one of a classifier, a sample of a map's."""
    flat = output.reshape(output.shape[1], -1)
    count = flat.shape[1]
    return flat if count == 1 else flat[:, torch.from_numpy((golden.bits(f"{network}/positions", POSITIONS) % np.uint32(count)).astype(np.int64))]


def check(network, first, second):
    """Outputs depend on the image, and the largest is clearly the largest."""
    largest = first.abs().max()
    depends = ((first - second).pow(2).mean() / first.var()).sqrt()
    two = first.sort(dim=0, descending=True).values[:2]
    margin = ((two[0] - two[1]) / largest).min()
    print(f"{network:12} largest {largest:7.3f}, another image moves outputs by {depends:5.1%} of their deviation, least margin of the largest {margin:.2g}")
    assert depends > 0.1 and margin > 1e-5 and largest > 0.1, network


def infer(network, make, size):
    state = build(network, make)
    digest, tensors = state.sha256(), state.tensors()
    module, outputs = state.module.double(), []
    with torch.no_grad():
        for height, width in ((224, 224), size):
            first, second = (at_positions(network, module(image(network, height, width, which).double())) for which in (1, 2))
            check(network, first, second)
            decimals = int(np.ceil(-np.log10(1e-5 * first.abs().max())))     # a tenth of the error that is allowed
            outputs.append(f'"{height}x{width}":[{",".join(f"{value:.{decimals}f}" for value in first.reshape(-1).tolist())}]')
    joined = ",\n  ".join(outputs)
    return f'"{network}":{{\n "sha256":"{digest}",\n "tensors":[\n  {tensors}],\n "outputs":{{\n  {joined}}}}}'


# Gradients.

def margin(module, x):
    """The least distance of an activation from a kink, or of a pool's largest value from the next: where float32 may take the other side."""
    least, hooks = [], []
    def kinks(at):
        return lambda _, arriving, __: least.append(min((arriving[0] - kink).abs().min().item() for kink in at))
    def pool(layer, arriving, _):
        windows = nn.functional.unfold(arriving[0].flatten(0, 1)[:, None], layer.kernel_size, padding=layer.padding, stride=layer.stride)
        two = windows.topk(2, dim=1).values
        least.append((two[:, 0] - two[:, 1])[two[:, 0] > 0].min().item())     # behind a ReLU, a window of zeros has no gradient on either side
    for layer in module.modules():
        hook = kinks((0, 6)) if isinstance(layer, nn.ReLU6) else kinks((0,)) if isinstance(layer, nn.ReLU) else pool if isinstance(layer, nn.MaxPool2d) else None
        if hook:
            hooks.append(layer.register_forward_hook(hook))
    with torch.no_grad():
        module(x)
    for hook in hooks:
        hook.remove()
    return min(least)


def gradients(network, make, size, tries=60):
    state = State(network, make())
    tensors = state.tensors()
    module = state.module.double().train()
    for layer in module.modules():
        if hasattr(layer, "inplace"):
            layer.inplace = False       # the hooks see what arrives
    draw = lambda which: 2 * golden.uniform(f"{network}/input.{which}", (BATCH, 3, size, size))
    distance, which = max((margin(module, draw(which)), which) for which in range(1, tries + 1))
    print(f"{network:18} input {which}: no activation or pool is nearer than {distance:.2g} to taking the other side")
    assert distance > 2e-6, network

    x = draw(which).requires_grad_()
    output = module(x)
    (output * golden.uniform(f"{network}/output_gradient", tuple(output.shape))).sum().backward()
    numbers = [golden.summary(network, "train.output", output), golden.summary(network, "input.gradient", x.grad)]
    numbers += [golden.summary(network, key + ".gradient", parameter.grad) for key, parameter in module.named_parameters()]
    joined = ",\n  ".join(numbers)
    return f'"{network}":{{\n "input":{which},\n "tensors":[\n  {tensors}],\n "numbers":{{\n  {joined}}}}}'


# Files.

def save(path, tensors):
    """The safetensors format: the header's length, the header, the bytes."""
    kinds = {torch.float32: "F32", torch.int64: "I64"}
    header, offset = {}, 0
    for key, tensor in tensors.items():
        end = offset + tensor.numel() * tensor.element_size()
        header[key] = {"dtype": kinds[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.contiguous().numpy().tobytes())


def write_weights(folder):
    folder.mkdir(parents=True, exist_ok=True)
    known = json.loads((HERE / "zoo.json").read_text())
    for network, make, size in networks():
        state = State(network, make().eval())
        for key, _, centre, scale in known[network]["tensors"]:
            state.set(key, state.module.state_dict()[key], centre, scale)
        assert state.sha256() == known[network]["sha256"], network
        module = state.module
        save(folder / f"{network}.safetensors", module.state_dict())
        for height, width in ((224, 224), size):
            x = image(network, height, width)
            with torch.no_grad():
                save(folder / f"{network}.{height}x{width}.safetensors", {"input": x, "output": module(x)})
        print(folder / f"{network}.safetensors")


def write(name, parts):
    text = "{\n" + ",\n".join(parts) + "\n}\n"
    (HERE / name).write_text(text)
    print(f"{name}: {len(text) / 1024:.0f} KiB, PyTorch {torch.__version__}")


if __name__ == "__main__":
    if sys.argv[1:] == ["golden"]:
        write("gradients.json", [gradients(*network) for network in small_networks()])
        write("zoo.json", [infer(*network) for network in networks()])
    elif len(sys.argv) == 3 and sys.argv[1] == "weights":
        write_weights(pathlib.Path(sys.argv[2]))
    else:
        sys.exit("usage: zoo.py golden | zoo.py weights DIR")
