#!/usr/bin/env python3
"""PyTorch's numbers for the networks of samples/Zoo, whose state dicts are torchvision's.

    python3 tests/NetworkGen.Numerics.Tests/Zoo/zoo.py golden         # PyTorch 1.13, torchvision 0.14, or newer: writes zoo.json beside this script
    python3 tests/NetworkGen.Numerics.Tests/Zoo/zoo.py weights DIR    # the state dicts as safetensors, and inputs and outputs in full: 900 MB
    dotnet run -c Release --project tests/NetworkGen.Numerics.Tests -- zoo DIR    # loads and compares what the line before wrote

zoo.json holds per network:

    tensors    the state dict in its order: [name, shape, centre, scale]. A value is centre + scale * u, rounded to float32, where u in [-1, 1) is drawn
               from "Network/name" by the recipe of ../Golden/golden.py; a num_batches_tracked is the whole number centre.
    sha256     of all tensors' bytes, little-endian, in that order
    outputs    per input size: the outputs of inference on the recipe's image, in float64; of a map of outputs those at POSITIONS positions

The scales are chosen so that the networks behave like trained ones: a weight's keeps the variance through the ReLU behind it (He et al. 2015), and
running statistics fit what arrives at their layer. check() makes sure that outputs depend on the image and that the largest is clearly so.
"""
import hashlib, json, pathlib, sys, warnings

import numpy as np
import torch
import torchvision.models as models
from torch import nn

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Golden"))
from golden import bits, uniform

POSITIONS = 250


def networks():
    """Class in samples/Zoo, module, and the other size (height, width) beside 224."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")     # of GoogLeNet's initialization, which is replaced
        google = lambda: models.googlenet(weights=None, aux_logits=False, transform_input=False, init_weights=False)
        yield "ResNet18", models.resnet18, (161, 192)
        yield "ResNet34", models.resnet34, (160, 129)
        yield "ResNet50", models.resnet50, (128, 193)
        yield "DenseNet121", models.densenet121, (192, 143)
        yield "MobileNetV2", models.mobilenet_v2, (131, 160)
        yield "GoogLeNet", google, (150, 203)
        yield "SqueezeNet", models.squeezenet1_1, (127, 190)
        yield "Vgg16", models.vgg16_bn, (288, 192)


# The state.

def he(fan_in):
    """The bound of a uniform distribution that keeps the variance through a convolution and a ReLU; four digits are enough."""
    return float("%.4g" % np.sqrt(6 / fan_in))


class State:
    """The recipe of a module's state dict: fills the module tensor by tensor and notes [name, shape, centre, scale]."""

    def __init__(self, name, module):
        self.name, self.module, self.rows = name, module, {}
        for path, layer in module.named_modules():
            for key, tensor in [*layer.named_parameters(recurse=False), *layer.named_buffers(recurse=False)]:
                full = f"{path}.{key}" if path else key
                if isinstance(layer, nn.BatchNorm2d):
                    self.set(full, tensor, 100 if key == "num_batches_tracked" else 1 if key in ("weight", "running_var") else 0, 0 if key == "num_batches_tracked" else 0.5)
                else:
                    self.set(full, tensor, 0, he(self.fan_in(layer, tensor)) if key == "weight" else 0.125)

    @staticmethod
    def fan_in(layer, weight):
        """Weights that add up to one output: of a transposed convolution those of a window's share."""
        if isinstance(layer, nn.ConvTranspose2d):
            return weight.shape[0] * int(np.prod(weight.shape[2:])) // int(np.prod(layer.stride))
        return int(np.prod(weight.shape[1:]))

    def set(self, key, tensor, centre, scale):
        self.rows[key] = [key, list(tensor.shape), centre, scale]
        with torch.no_grad():
            tensor.copy_(self.values(key, tuple(tensor.shape), centre, scale))

    def values(self, key, shape, centre, scale):
        if key.endswith("num_batches_tracked"):
            return torch.tensor(centre, dtype=torch.int64)
        return (centre + scale * uniform(f"{self.name}/{key}", shape)).float()

    def fit(self, image):
        """Gives each batch norm the running statistics of what arrives at it, one number per layer for the recipe to spread around."""
        def arrives(path, layer):
            def hook(_, arriving):
                x = arriving[0].double()
                variance = float("%.3g" % x.var(dim=(0, 2, 3)).mean())
                self.set(path + ".running_var", layer.running_var, variance, variance / 2)
                self.set(path + ".running_mean", layer.running_mean, float("%.3g" % x.mean()), float("%.3g" % x.mean(dim=(0, 2, 3)).std()))
            return hook
        handles = [layer.register_forward_pre_hook(arrives(path, layer)) for path, layer in self.module.named_modules() if isinstance(layer, nn.BatchNorm2d)]
        with torch.no_grad():
            self.module(image)
        for handle in handles:
            handle.remove()

    def sha256(self):
        digest = hashlib.sha256()
        for tensor in self.module.state_dict().values():
            digest.update(memoryview(tensor.contiguous().numpy()).cast("B"))
        return digest.hexdigest()


def image(name, height, width, which=1):
    """Patches of 32 x 32 pixels with noise on them; float32."""
    patches = uniform(f"{name}/image.{which}/patches", (1, 3, -(-height // 32), -(-width // 32)))
    noise = uniform(f"{name}/image.{which}/noise", (1, 3, height, width))
    return (2 * patches.repeat_interleave(32, 2).repeat_interleave(32, 3)[:, :, :height, :width] + noise / 2).float()

if __name__ == "__main__":
    for name, make, size in networks():
        module = make().eval()
        state = State(name, module)
        state.fit(torch.cat([image(name, 224, 224, w) for w in (1,2,3,4)]))
        with torch.no_grad():
            out = module(torch.cat([image(name, 224, 224, w) for w in (1,2)])).double()
        a, b = out
        top = a.sort(descending=True).values
        print(name, "max", a.abs().max().item(), "std", a.std().item(), "diff rms", (a-b).pow(2).mean().sqrt().item(), "rel", ((a-b).pow(2).mean().sqrt()/a.std()).item(), "margin", ((top[0]-top[1])/a.abs().max()).item(), int(a.argmax()), int(b.argmax()), flush=True)
