"""PyTorch's numbers for the losses: python3 losses.py > losses.json (made with PyTorch 1.13.0)."""
import json
import torch

torch.manual_seed(2)


def numbers(tensor):
    return [float("%.9g" % value) for value in tensor.flatten().tolist()]


def case(name, outputs, targets, loss):
    outputs.requires_grad_(True)
    value = loss(outputs, targets)
    value.backward()
    return dict(name=name, outputs=numbers(outputs), targets=targets.flatten().tolist(), loss=float("%.9g" % value), gradient=numbers(outputs.grad))


cross_entropy = torch.nn.CrossEntropyLoss()
cases = [
    case("CrossEntropy", torch.randn(3, 5) * 3, torch.tensor([4, 0, 2]), cross_entropy),
    # beyond exp's range
    case("CrossEntropy", torch.tensor([[1000.0, 990.0, -1000.0], [-500.0, -501.0, -502.0]]), torch.tensor([1, 2]), cross_entropy),
    case("MeanSquaredError", torch.randn(4, 3), torch.tensor([[0.5, -1.0, 2.0]] * 4), torch.nn.MSELoss()),
]
print("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]")
