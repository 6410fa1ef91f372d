#!/usr/bin/env python3
"""PyTorch's numbers for every case of tests/NetworkGen.TestCases, in float64.

    dotnet run --project tests/NetworkGen.Numerics.Tests -- cases > tests/NetworkGen.Numerics.Tests/Golden/cases.json
    python3 tests/NetworkGen.Numerics.Tests/Golden/golden.py       # PyTorch 1.13 or newer

Reads cases.json, writes golden.json, both beside this script. Per case:

    eval.output             inference on input.1, with the statistics the case starts with
    train.output            training mode on input.1; batch statistics
    input.gradient          of the loss <output, output_gradient.1> with respect to input.1
    NAME.gradient           of the same loss with respect to each parameter
    loss.1, loss.2          of two steps of plain SGD (rate 1/64) on input.1, input.2 with output_gradient.1, output_gradient.2
    NAME.after              each parameter and each running statistic after those two steps
    eval.output.after       inference on input.1 after them

A tensor is {"length", "norm" (L2, of all entries), "values"}; of one with more than SAMPLE entries only SAMPLE are kept, at indices drawn by the recipe.
All state and data come from the recipe below, which ../Recipe.cs repeats bit for bit: nothing is stored but results.
"""
import json, pathlib

import numpy as np
import torch
from torch import nn

SAMPLE = 48
RATE = 1 / 64
HERE = pathlib.Path(__file__).resolve().parent


# The recipe: a 32-bit hash of (name, index), so that every entry of every tensor is the same number in any language.

def bits(name, count):
    """32 random bits per index: FNV-1a of the name as the seed, murmur3's finalizer over seed + index * golden ratio."""
    seed = 2166136261
    for byte in name.encode("ascii"):
        seed = (seed ^ byte) * 16777619 & 0xFFFFFFFF
    h = np.uint32(seed) + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x85EBCA6B)
    h ^= h >> np.uint32(13)
    h *= np.uint32(0xC2B2AE35)
    h ^= h >> np.uint32(16)
    return h


def uniform(name, shape):
    """In [-1, 1), 24 bits: exact in float32."""
    count = int(np.prod(shape))
    return torch.from_numpy(((bits(name, count) >> np.uint32(8)) * 2.0**-23 - 1).reshape(shape))


def inputs(case, name):
    shape = (case["batch"], *case["input"])
    key = f"{case['name']}/{name}"
    if case["values"] == "Uniform":
        return 2 * uniform(key, shape)
    if case["values"] == "Wide":
        return 8 * uniform(key, shape)
    whole = bits(key, int(np.prod(shape))).reshape(shape)
    if case["values"] == "Bytes":
        return torch.from_numpy((whole >> np.uint32(24)).astype(np.float64))
    if case["values"] == "Ties":
        return torch.from_numpy((whole >> np.uint32(8)).astype(np.float64) % 3 - 1)
    raise ValueError(f"{case['name']}: no input values called {case['values']}")


def weight_scale(fan_in):
    """The largest power of two up to sqrt(3 / fan_in): keeps the variance near one, and the product exact."""
    scale = 1.0
    while scale * scale * fan_in > 3:
        scale /= 2
    return scale


def fill(case_name, module):
    """Sets all parameters and running statistics by the recipe. Names are the state dict's."""
    for path, layer in module.named_modules():
        for name, tensor in [*layer.named_parameters(recurse=False), *layer.named_buffers(recurse=False)]:
            if name == "num_batches_tracked":
                continue
            u = uniform(f"{case_name}/{path}.{name}", tuple(tensor.shape))
            if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d, nn.GroupNorm, nn.LayerNorm)):
                value = 1 + u / 2 if name in ("weight", "running_var") else u / 2
            elif name == "weight":
                value = u * weight_scale(int(np.prod(tensor.shape[1:])))
            else:
                value = u / 4
            with torch.no_grad():
                tensor.copy_(value)


# The layers that torch.nn lacks, or spells otherwise.

class Rescale(nn.Module):
    def __init__(self, scale, offset):
        super().__init__()
        self.scale, self.offset = scale, offset

    def forward(self, x):
        return x * self.scale + self.offset


class Normalize(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean, self.std = (torch.tensor(v, dtype=torch.float64).reshape(1, -1, 1, 1) for v in (mean, std))

    def forward(self, x):
        return (x - self.mean) / self.std


class Convolution(nn.Conv2d):
    """nn.Conv2d with "Same" at any stride: ceil(size / stride) outputs, the smaller half of the padding first."""

    def __init__(self, channels, out_channels, kernel, layer, groups):
        self.same = layer["Padding"] == "Same"
        super().__init__(channels, out_channels, kernel, layer["Stride"], 0 if self.same else layer["Padding"],
                         layer["Dilation"], groups, layer["Bias"])

    def forward(self, x):
        if self.same:
            sides = []
            for axis in (3, 2):     # functional.pad counts from the last axis
                size, kernel, stride, dilation = x.shape[axis], self.kernel_size[axis - 2], self.stride[axis - 2], self.dilation[axis - 2]
                total = max((-(-size // stride) - 1) * stride + dilation * (kernel - 1) + 1 - size, 0)
                sides += [total // 2, total - total // 2]
            x = nn.functional.pad(x, sides)
        return super().forward(x)


ACTIVATIONS = {"ReLU": nn.ReLU, "ReLU6": nn.ReLU6, "SiLU": nn.SiLU, "GELU": nn.GELU, "Sigmoid": nn.Sigmoid, "Tanh": nn.Tanh,
               "Hardsigmoid": nn.Hardsigmoid, "Hardswish": nn.Hardswish}


def build_layer(layer, shape):
    """The module of one layer, given the shape of one image that enters it."""
    kind, channels = layer["kind"], shape[0]
    if kind == "Rescale":
        return Rescale(layer["Scale"], layer["Offset"])
    if kind == "Normalize":
        return Normalize(layer["Mean"], layer["Std"])
    if kind == "Conv2d":
        kernel = (layer["KernelSize"],) * 2 if "KernelSize" in layer else (layer["KernelHeight"], layer["KernelWidth"])
        return Convolution(channels, layer["OutChannels"], kernel, layer, layer["Groups"])
    if kind == "DepthwiseConv2d":
        return Convolution(channels, channels * layer["Multiplier"], (layer["KernelSize"],) * 2, layer, channels)
    if kind == "ConvTranspose2d":
        return nn.ConvTranspose2d(channels, layer["OutChannels"], layer["KernelSize"], layer["Stride"], layer["Padding"],
                                  layer["OutputPadding"], layer["Groups"], layer["Bias"], layer["Dilation"])
    if kind == "Upsample":
        if layer["Mode"] == "Bilinear":
            return nn.Upsample(scale_factor=layer["Scale"], mode="bilinear", align_corners=False)
        return nn.Upsample(scale_factor=layer["Scale"], mode="nearest")
    if kind == "MaxPool2d":
        return nn.MaxPool2d(layer["KernelSize"], layer["Stride"], layer["Padding"], ceil_mode=layer["CeilMode"])
    if kind == "AvgPool2d":
        return nn.AvgPool2d(layer["KernelSize"], layer["Stride"], layer["Padding"], layer["CeilMode"], layer["CountIncludePad"])
    if kind == "AdaptiveAvgPool2d":
        return nn.AdaptiveAvgPool2d(layer["OutputSize"])
    if kind == "BatchNorm2d":
        norm = nn.BatchNorm1d if len(shape) == 1 else nn.BatchNorm2d
        return norm(channels, layer["Eps"], layer["Momentum"], layer["Affine"])
    if kind == "AdaptiveMaxPool2d":
        return nn.AdaptiveMaxPool2d(layer["OutputSize"])
    if kind == "GroupNorm":
        return nn.GroupNorm(layer["Groups"], channels, layer["Eps"], layer["Affine"])
    if kind == "LayerNorm":
        return nn.LayerNorm(shape, layer["Eps"], layer["Affine"])
    if kind in ACTIVATIONS:
        return ACTIVATIONS[kind]()
    if kind == "LeakyReLU":
        return nn.LeakyReLU(layer["Slope"])
    if kind == "PReLU":
        return nn.PReLU(layer["NumParameters"])
    if kind == "ELU":
        return nn.ELU(layer["Alpha"])
    if kind == "Dropout":
        return nn.Dropout(layer["P"])
    if kind == "Flatten":
        return nn.Flatten()
    if kind == "Linear":
        return nn.Linear(channels, layer["OutFeatures"], layer["Bias"])
    if kind == "Softmax":
        return nn.Softmax(dim=1)
    if kind == "LogSoftmax":
        return nn.LogSoftmax(dim=1)
    raise ValueError(f"no layer of kind {kind}")


class Graph(nn.Module):
    """A case's layers, unfolded: its submodules have the names that the state dict of a hand-written module would give them."""

    def __init__(self, case):
        super().__init__()
        self.blocks = case.get("blocks", {})
        self.steps = []                                     # what is called, and which values with; value 0 is the input
        self.values = [torch.zeros(2, *case["input"], dtype=torch.float64)]
        self.output = self.stack(case["layers"], "", 0, {})
        self.shape = tuple(self.values[self.output].shape[1:])
        del self.values
        self.live = {self.output}
        for step in range(len(self.steps), 0, -1):
            if step in self.live:
                self.live.update(self.steps[step - 1][1])

    def forward(self, x):
        """Only what the output depends on is computed."""
        values = [x]
        for step, (function, inputs) in enumerate(self.steps, 1):
            values.append(function(*(values[i] for i in inputs)) if step in self.live else None)
        return values[self.output]

    def call(self, function, *inputs):
        self.steps.append((function, inputs))
        with torch.no_grad():
            self.values.append(function(*(self.values[i] for i in inputs)))
        return len(self.steps)

    def layer(self, name, layer, x):
        """A module at its dotted path, called on x."""
        *path, last = name.split(".")
        parent = self
        for part in path:
            if part not in parent._modules:
                parent.add_module(part, nn.Module())
            parent = parent._modules[part]
        module = build_layer(layer, tuple(self.values[x].shape[1:])).double()
        parent.add_module(last, module)
        return self.call(module, x)

    def stack(self, layers, prefix, x, symbols):
        """All layers of a stack whose input is value x; returns its output."""
        names, current = {"input": x}, x
        for layer in layers:
            layer = {key: symbols[value[0]] * value[1] // value[2] if isinstance(value, list) and value and value[0] in symbols else value
                     for key, value in layer.items()}
            kind, name = layer["kind"], layer["name"]
            if kind == "From":
                current = names[layer["Tensor"]]
            elif kind == "Add":
                current = self.call(lambda a, b: a + b, current, names[layer["Tensor"]])
            elif kind == "Mul":
                current = self.call(lambda a, b: a * b, current, names[layer["Tensor"]])
            elif kind == "Concat":
                current = self.call(lambda *tensors: torch.cat(tensors, dim=1), *(names[tensor] for tensor in layer["Tensors"]), current)
            elif kind == "Shortcut":
                current = self.shortcut(layer, prefix + name, x, current, symbols.get("Stride", 1))
            elif kind in ("Use", "Stage"):
                for i in range(layer.get("Repeat", 1)):
                    number = layer.get("FirstIndex", 0) + i
                    use = name if kind == "Use" else name.format(i=number, n=number + 1) if "{" in name else f"{name}.{number}"
                    inner = {"Width": layer.get("Width"), "In": self.values[current].shape[1], "Stride": layer["Stride"] if i == 0 else 1}
                    current = names[use] = self.stack(self.blocks[layer["Block"]], prefix + use + ".", current, inner)
            else:
                current = self.layer(prefix + name, layer, current)
            names[name] = current
        return current

    def shortcut(self, layer, name, x, current, stride):
        """As torchvision's BasicBlock has it: the identity, or a strided 1x1 convolution and a batch norm where the block changes the shape."""
        before, after = self.values[x].shape, self.values[current].shape
        if stride > 1 or before != after:
            if not layer["Projection"]:
                return current
            if stride == 1:
                stride = next(s for s in range(1, max(before[2:]) + 1) if all(-(-b // s) == a for b, a in zip(before[2:], after[2:])))
            x = self.layer(name + ".0", {"kind": "Conv2d", "OutChannels": after[1], "KernelSize": 1, "Stride": stride, "Padding": 0,
                                         "Dilation": 1, "Groups": 1, "Bias": False}, x)
            x = self.layer(name + ".1", {"kind": "BatchNorm2d", "Eps": 1e-5, "Momentum": 0.1, "Affine": True}, x)
        return self.call(lambda a, b: a + b, current, x)


def build(case):
    network = Graph(case)
    fill(case["name"], network)
    return network, network.shape


def summary(case_name, name, tensor):
    """Length, norm, and all entries or a sample of them, rounded to float32."""
    flat = tensor.detach().reshape(-1).numpy()
    index = np.arange(flat.size) if flat.size <= SAMPLE else bits(f"{case_name}/{name}/sample", SAMPLE) % np.uint32(flat.size)
    values = ",".join("%.9g" % np.float32(value) for value in flat[index])
    return f'"{name}":{{"length":{flat.size},"norm":{np.linalg.norm(flat):.12g},"values":[{values}]}}'


def run(case):
    network, output_shape = build(case)
    name = case["name"]
    lines = []
    keep = lambda key, tensor: lines.append("  " + summary(name, key, tensor))

    x = inputs(case, "input.1")
    with torch.no_grad():
        keep("eval.output", network.eval()(x))

    network.train()
    for step in (1, 2):
        batch = inputs(case, f"input.{step}").requires_grad_()
        gradient = uniform(f"{name}/output_gradient.{step}", (case["batch"], *output_shape))
        network.zero_grad()
        output = network(batch)
        loss = (output * gradient).sum()
        loss.backward()
        if step == 1:
            keep("train.output", output)
            keep("input.gradient", batch.grad)
            for key, parameter in network.named_parameters():
                keep(key + ".gradient", torch.zeros_like(parameter) if parameter.grad is None else parameter.grad)
        keep(f"loss.{step}", loss)
        with torch.no_grad():
            for parameter in network.parameters():
                if parameter.grad is not None:      # None where the output doesn't depend on it
                    parameter -= RATE * parameter.grad

    for key, tensor in network.state_dict().items():
        if not key.endswith("num_batches_tracked"):
            keep(key + ".after", tensor)
    with torch.no_grad():
        keep("eval.output.after", network.eval()(x))
    return f'"{name}":{{\n' + ",\n".join(lines) + "}"


def main():
    cases = json.loads((HERE / "cases.json").read_text())
    text = "{\n" + ",\n".join(run(case) for case in cases) + "\n}\n"
    (HERE / "golden.json").write_text(text)
    print(f"{len(cases)} cases, {len(text) / 1024:.0f} KiB, PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
