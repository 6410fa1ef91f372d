"""PyTorch's numbers for the optimizers: python3 optimizers.py > optimizers.json (made with PyTorch 1.13.0)."""
import json
import torch

LENGTH = 19  # more than a vector, and no multiple of one
STEPS = 6
CASES = [
    ("Sgd", dict(learningRate=0.1)),
    ("Sgd", dict(learningRate=0.1, weightDecay=0.05)),
    ("Sgd", dict(learningRate=0.05, momentum=0.9)),
    ("Sgd", dict(learningRate=0.05, momentum=0.9, dampening=0.3, weightDecay=0.01)),
    ("Sgd", dict(learningRate=0.05, momentum=0.9, nesterov=True, weightDecay=0.01)),
    ("AdamW", dict(learningRate=0.001)),
    ("AdamW", dict(learningRate=0.02, beta1=0.8, beta2=0.95, epsilon=1e-4, weightDecay=0.1)),
]
torch.manual_seed(1)


def numbers(tensor):
    return [float("%.9g" % value) for value in tensor.tolist()]


def make(name, parameter, learningRate, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=None, **rest):
    if name == "Sgd":
        return torch.optim.SGD([parameter], lr=learningRate, weight_decay=weightDecay or 0, **rest)
    weight_decay = 0.01 if weightDecay is None else weightDecay
    return torch.optim.AdamW([parameter], lr=learningRate, betas=(beta1, beta2), eps=epsilon, weight_decay=weight_decay)


cases = []
for name, arguments in CASES:
    start = torch.randn(LENGTH)
    parameter = torch.nn.Parameter(start.clone())
    optimizer = make(name, parameter, **arguments)
    gradients, values = [], []
    for step in range(STEPS):
        if step == 4:  # the learning rate may change between steps
            optimizer.param_groups[0]["lr"] *= 0.5
        # small and large gradients, and a zero
        parameter.grad = torch.randn(LENGTH) * torch.logspace(-3, 2, LENGTH)
        parameter.grad[3] = 0
        optimizer.step()
        gradients.append(numbers(parameter.grad))
        values.append(numbers(parameter.data))
    cases.append(dict(name=name, arguments=arguments, start=numbers(start), gradients=gradients, values=values))

print("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]")
