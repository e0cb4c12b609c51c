from enum import Enum


class State(str, Enum):
    OPEN = "open"
    CLOSED = "closed"

    @classmethod
    def labels(cls):
        return [state.value for state in cls]


LIMITS = (10, 20)
