"""The modules behind samples/Zoo, torchvision's where it has one, and four small ones for gradients."""
import torch
import torchvision.models as models
from torch import nn
from torchvision.models.resnet import BasicBlock


def networks():
    """Class in samples/Zoo, module, and a height and width to run it at besides 224 x 224."""
    yield "ResNet18", models.resnet18, (161, 192)
    yield "ResNet34", models.resnet34, (160, 129)
    yield "ResNet50", models.resnet50, (128, 193)
    yield "DenseNet121", models.densenet121, (192, 143)
    yield "MobileNetV2", models.mobilenet_v2, (131, 160)
    yield "GoogLeNet", lambda: models.googlenet(aux_logits=False, transform_input=False, init_weights=False), (150, 203)
    yield "SqueezeNet", models.squeezenet1_1, (127, 190)
    yield "Vgg16", models.vgg16_bn, (288, 192)
    yield "UNet", UNet, (120, 176)


def small_networks():
    """Class in SmallNetworks.cs, module, and the height and width of its input."""
    yield "ResNet20", ResNet20, 32
    yield "DenseNet", lambda: models.DenseNet(growth_rate=8, block_config=(2, 2), num_init_features=16, num_classes=10), 32
    yield "InvertedResiduals", lambda: models.MobileNetV2(10, inverted_residual_setting=[[1, 16, 1, 1], [6, 24, 2, 2], [6, 32, 2, 2]], dropout=0), 24
    yield "UNet", UNet, 32


class UNet(nn.Module):
    """Ronneberger et al. 2015, arXiv 1505.04597, with padding, batch norm and an eighth of the channels."""

    def __init__(self):
        super().__init__()
        self.down1, self.down2, self.down3, self.bottom = double(3, 16), double(16, 32), double(32, 64), double(64, 128)
        self.grow3, self.up3 = nn.ConvTranspose2d(128, 64, 2, stride=2), double(128, 64)
        self.grow2, self.up2 = nn.ConvTranspose2d(64, 32, 2, stride=2), double(64, 32)
        self.grow1, self.up1 = nn.ConvTranspose2d(32, 16, 2, stride=2), double(32, 16)
        self.classify, self.pool = nn.Conv2d(16, 2, 1), nn.MaxPool2d(2)

    def forward(self, x):
        down1 = self.down1(x)
        down2 = self.down2(self.pool(down1))
        down3 = self.down3(self.pool(down2))
        x = self.bottom(self.pool(down3))
        x = self.up3(torch.cat([down3, self.grow3(x)], 1))
        x = self.up2(torch.cat([down2, self.grow2(x)], 1))
        x = self.up1(torch.cat([down1, self.grow1(x)], 1))
        return self.classify(x)


def double(channels, width):
    layers = []
    for entering in (channels, width):
        layers += [nn.Conv2d(entering, width, 3, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU()]
    return nn.Sequential(*layers)


class ResNet20(nn.Module):
    """The form for CIFAR: He et al. 2015, arXiv 1512.03385, section 4.2; shortcuts are torchvision's."""

    def __init__(self):
        super().__init__()
        self.conv1, self.bn1, self.relu = nn.Conv2d(3, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU()
        self.layer1, self.layer2, self.layer3 = stage(16, 16, 1), stage(16, 32, 2), stage(32, 64, 2)
        self.fc = nn.Linear(64, 10)

    def forward(self, x):
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(x.mean(dim=(2, 3)))


def stage(channels, width, stride):
    downsample = nn.Sequential(nn.Conv2d(channels, width, 1, stride, bias=False), nn.BatchNorm2d(width)) if stride > 1 else None
    return nn.Sequential(BasicBlock(channels, width, stride, downsample), BasicBlock(width, width), BasicBlock(width, width))
