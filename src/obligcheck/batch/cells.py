"""Columns of any type to what rows are asked by: days, and texts, each of which stands once or often.

Days are those of the calendar as Arrow counts them, also where they were times; what is neither day nor
text is the text that Arrow writes for it; lists and objects, which have none, stay what they are.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from obligcheck.problems import problem

if TYPE_CHECKING:
    from obligcheck.batch.spans import Days as Numbers

#: What stands for no day at all, and for one that is not in the calendar.
EMPTY, OUTSIDE = -3, -4

#: The ordinal of the day from which Arrow counts days.
EPOCH = 719_163

#: The ordinals of the first and the last day of the calendar.
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()

#: How many of a unit a day has; of smaller ones 64 bits hold no more days than 32 bits.
_A_DAY = {"s": 86_400, "ms": 86_400_000}

#: What Arrow and Python say of values that they cannot turn into something else.
_UNREADABLE = (pa.ArrowException, ValueError, OverflowError)


def plain(name: str, column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """Return the column called ``name`` as one array: of days, of texts, or of a dictionary.

    A dictionary is of texts, or of lists and objects. Raises ProblemsError for what cannot be read.
    """
    try:
        return _plain(column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column)
    except _UNREADABLE:
        message = f"the column `{name}` has values of {column.type}, which cannot be read"
        raise problem("bad-column", message, "expected texts or days") from None


def holds_days(kind: pa.DataType) -> bool:
    """Say whether an array that ``plain`` returned holds days."""
    return bool(pa.types.is_date32(kind))


def ordinals(days: pa.Array) -> Numbers:
    """Return the ordinals of ``days``: ``EMPTY`` for none, ``OUTSIDE`` for those not in the calendar."""
    counted = days.view(pa.int32())
    lacking = counted.is_null().to_numpy(zero_copy_only=False) if counted.null_count else None
    # Days that are too late for 32 bits begin again before all others.
    found: Numbers = np.asarray(counted.fill_null(0) if counted.null_count else counted) + np.int32(EPOCH)
    if found.size and (found.min() < _FIRST or found.max() > _LAST):
        found[(found < _FIRST) | (found > _LAST)] = OUTSIDE
    if lacking is not None:
        found[lacking] = EMPTY
    return found


def listed(array: pa.Array) -> list[Any]:
    """Return the cells of what ``plain`` returned: texts, lists and objects; None for nothing."""
    # Arrow writes days that Python has not.
    found: list[Any] = (array.cast(pa.string()) if holds_days(array.type) else array).to_pylist()
    return found


def _plain(array: pa.Array) -> pa.Array:
    kind = array.type
    if isinstance(kind, pa.BaseExtensionType):
        return _plain(array.storage)
    if pa.types.is_run_end_encoded(kind):
        return _plain(pc.run_end_decode(array))
    if pa.types.is_dictionary(kind):
        return _dictionary(array)
    if pa.types.is_date64(kind):
        return _days(array.view(pa.timestamp("ms")))
    if pa.types.is_timestamp(kind) and kind.tz is None:
        return _days(array)
    # Nothing can be taken from texts that are views, as polars hands them over.
    return array if pa.types.is_date32(kind) or _is_text(kind) else _texts(array)


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _dictionary(array: pa.DictionaryArray) -> pa.Array:
    """Return a dictionary of texts with numbers that have room for one more; what else it holds, without."""
    values = _plain(array.dictionary)
    if not _is_text(values.type):
        return values.take(array.indices)
    indices = array.indices.cast(pa.int32())
    same = values is array.dictionary and indices.type == array.indices.type
    return array if same else pa.DictionaryArray.from_arrays(indices, values)


def _days(times: pa.TimestampArray) -> pa.Array:
    """Return the days on which ``times`` of no zone lie; of those far off as near to them as days come."""
    a_day = _A_DAY.get(times.type.unit)
    if a_day is None:
        return times.cast(pa.date32())
    counted = times.view(pa.int64())
    least, most = pc.min_max(counted).as_py().values()
    if least is None or (least // a_day >= _FIRST - EPOCH and most // a_day <= _LAST - EPOCH):
        return times.cast(pa.date32())
    # Arrow would begin again where 32 bits end.
    whole = np.asarray(counted.fill_null(0)) // a_day
    bounds = np.iinfo(np.int32)
    days = np.clip(whole, bounds.min, bounds.max).astype(np.int32)
    lacking = counted.is_null().to_numpy(zero_copy_only=False)
    return pa.array(days, pa.int32(), mask=lacking).view(pa.date32())


def _texts(array: pa.Array) -> pa.Array:
    """Return values as texts; those that have none, such as lists, as what they are in a dictionary."""
    try:
        return array.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        # Bytes that are no UTF-8, or a type that has no texts.
        values = array.to_pylist()
    if any(isinstance(value, bytes) for value in values):
        shown = [None if value is None else value.decode(errors="replace") for value in values]
        return pa.array(shown, pa.string())
    numbers: dict[str, int] = {}
    places = [None if value is None else numbers.setdefault(repr(value), len(numbers)) for value in values]
    firsts = dict(zip(reversed(places), reversed(range(len(places))), strict=True))
    chosen = [firsts[number] for number in numbers.values()]
    try:
        each = array.take(pa.array(chosen, pa.int64()))
    except pa.ArrowNotImplementedError:
        # Nor from lists of views.
        each = pa.array([values[place] for place in chosen])
    return pa.DictionaryArray.from_arrays(pa.array(places, pa.int32()), each)
