"""A value that an object works out when it is first asked for, and keeps.

`functools.cached_property` does the same, but up to Python 3.11 takes a lock each time, which costs as much
as most of the values here. Two threads may work a value out twice; both get the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar, overload

__all__ = ["once"]

_Owner = TypeVar("_Owner")
_Value = TypeVar("_Value")


class once(Generic[_Owner, _Value]):  # noqa: N801 - written as a decorator
    """Makes a method without arguments a value that is worked out once."""

    def __init__(self, method: Callable[[_Owner], _Value]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> once[_Owner, _Value]: ...

    @overload
    def __get__(self, instance: _Owner, owner: type) -> _Value: ...

    def __get__(self, instance: _Owner | None, owner: type) -> once[_Owner, _Value] | _Value:
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._method(instance)
        return value
