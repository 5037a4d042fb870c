"""The objects of the bank, a module for each handful of one kind."""

import importlib
import pkgutil
from collections.abc import Collection

from offline.bank_renderer.bank_object import BankObject


def load_objects(modules: Collection[str] = ()) -> tuple[BankObject, ...]:
    """The objects of the modules beside this one, in alphabetical order of modules; of some only, when named."""
    found: list[BankObject] = []
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        if not modules or module in modules:
            found += getattr(importlib.import_module(f"{__name__}.{module}"), "OBJECTS", ())
    return tuple(found)
