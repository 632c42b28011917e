"""Named tuples as those of ``typing``, and seven times faster to define.

Some fifty such classes stand between the start of the program and an answer. ``typing`` looks through the
annotation of every field and compiles a constructor for every class; here neither is done, and for type
checkers the two are one.
"""

import collections
import sys
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Self

_new = tuple.__new__


class _Named(tuple[Any, ...]):
    """What named tuples can do, as in ``collections.namedtuple``."""

    __slots__ = ()

    _fields: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return the name of the class, and each field with its value."""
        said = (f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({', '.join(said)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what a copy is made of: the values, and nothing that was worked out from them."""
        # Copies are read back faster than through the constructor, which is no built-in function.
        return _new, (type(self), tuple(self))

    def _replace(self, /, **changed: Any) -> Self:  # noqa: ANN401 (each field has its own type)
        """Return a copy with other values; ValueError for what is no field."""
        made = _new(type(self), map(changed.pop, self._fields, self))
        if changed:
            raise ValueError(f"expected fields of {type(self).__name__}, found {', '.join(changed)}")
        return made

    def _asdict(self) -> dict[str, Any]:
        """Return the values by their fields."""
        return dict(zip(self._fields, self, strict=True))


class _Maker(type):
    """Makes of a class with annotated fields, some with defaults, a tuple that has names for its places."""

    def __new__(cls, name: str, _: tuple[type, ...], body: dict[str, Any]) -> Any:  # noqa: ANN401 (any class)
        """Return the class ``name`` with what stands in its ``body``."""
        fields = tuple(body.get("__annotations__", ()))
        defaults = tuple([body.pop(field) for field in fields if field in body])
        # Constructors of as many fields are the same but for the names, so one of them is compiled.
        code = _constructor(len(fields)).replace(
            co_varnames=("_cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__"
        )
        body["__new__"] = FunctionType(code, globals(), "__new__", defaults)
        for place, field in enumerate(fields):
            body[field] = _getter(place, None)
        body["__slots__"] = ()
        body["_fields"] = body["__match_args__"] = fields
        return type(name, (_Named,), body)


#: What ``collections`` makes the fields of its own named tuples of.
_getter = collections._tuplegetter  # type: ignore[attr-defined]  # noqa: SLF001


@cache
def _constructor(count: int) -> CodeType:
    """Return the code of a constructor of ``count`` fields, whose names are still to be given."""
    fields = ", ".join([f"_{place}" for place in range(count)])
    constructor: FunctionType = eval(f"lambda _cls, {fields}: _new(_cls, ({fields},))")  # noqa: S307 (our own text)
    return constructor.__code__


if TYPE_CHECKING or sys.version_info >= (3, 14):
    # From 3.14 on annotations are worked out late, by a protocol that only `typing` need know.
    from typing import NamedTuple
else:
    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
