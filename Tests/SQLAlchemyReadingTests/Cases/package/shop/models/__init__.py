from .customer import Customer
from .order import *
from . import item as items

__all__ = ["Customer", "CustomerOrder", "items"]
