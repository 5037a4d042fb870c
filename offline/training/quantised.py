"""Frozen linear layers in one byte a weight, so that a large base fits beside its gradients."""

from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

INT8_MAX = 127.0
FP8 = torch.float8_e4m3fn


class OneByteLinear(nn.Module):
    """A linear layer whose weights are kept as int8 or fp8 with one scale for each output (absmax).

    Weights are widened for each pass and again on the way back, never kept wide. Gradients reach the input only: the
    layer is frozen. The method is weight-only quantisation as in Dettmers et al. 2022, without outlier columns.

    Args:
        linear: The layer to take over.
        kind: ``"int8"`` or ``"fp8"`` (e4m3).
    """

    packed: Tensor
    scale: Tensor

    def __init__(self, linear: nn.Linear, kind: Literal["fp8", "int8"]) -> None:
        super().__init__()
        self.in_features, self.out_features = linear.in_features, linear.out_features
        weight = linear.weight.detach().float()
        top = INT8_MAX if kind == "int8" else torch.finfo(FP8).max
        scale = weight.abs().amax(dim=1, keepdim=True).clamp_min(torch.finfo(torch.float32).tiny) / top
        levels = weight / scale
        self.register_buffer("packed", levels.round().to(torch.int8) if kind == "int8" else levels.to(FP8))
        self.register_buffer("scale", scale)
        self.bias = None if linear.bias is None else nn.Parameter(linear.bias.detach(), requires_grad=False)

    def forward(self, x: Tensor) -> Tensor:
        """``x W^T + b`` in the type of ``x``."""
        return _frozen_linear(x, self.packed, self.scale, self.bias)


def quantise(model: nn.Module, kind: Literal["fp8", "int8"], device: torch.device) -> int:
    """Replace every frozen linear layer by a one-byte one on the device; adapters stay. Returns how many.

    One layer is wide on the device at a time. Call it after the adapter was added: PEFT looks at ``weight`` of the
    layers that it wraps.
    """
    frozen = [
        (parent, name, layer)
        for parent in model.modules()
        for name, layer in parent.named_children()
        if type(layer) is nn.Linear and not layer.weight.requires_grad
    ]
    for parent, name, layer in frozen:
        setattr(parent, name, OneByteLinear(layer.to(device), kind))
    return len(frozen)


class _FrozenLinear(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, packed: Tensor, scale: Tensor, bias: Tensor | None) -> Tensor:
        ctx.save_for_backward(packed, scale)
        return functional.linear(x, _widened(packed, scale, x.dtype), bias)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, None, None, None]:
        packed, scale = ctx.saved_tensors
        return grads[0] @ _widened(packed, scale, grads[0].dtype), None, None, None


def _frozen_linear(x: Tensor, packed: Tensor, scale: Tensor, bias: Tensor | None) -> Tensor:
    found: Tensor = _FrozenLinear.apply(x, packed, scale, bias)  # type: ignore[no-untyped-call]
    return found


def _widened(packed: Tensor, scale: Tensor, dtype: torch.dtype) -> Tensor:
    return (packed.to(torch.float32) * scale).to(dtype)
