"""The description of a data package, checked: what the rest of the floor reads it can trust.

The description is a Frictionless ``datapackage.json``; under the key ``obligcheck`` each resource says
which sentences its rows state, whether it is complete, and until when it was checked. What is wrong
there is a problem, and is left out.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from obligcheck.problems import Problem
from obligcheck.sentences import Sentence, parse_sentence
from obligcheck.sources import Place
from obligcheck.temporal import NEVER, UNKNOWN, Timeline, day_after, parse_edtf
from obligcheck.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from obligcheck.sources import Source

_DAYS = ("since", "until", "through", "known")
_STATED = ("sentence", "where", *_DAYS, "not", "complete", "checked", "gaps", "fixed")


class Stated(NamedTuple):
    """A sentence that rows state, as described: which columns it takes, and of which rows it is stated.

    ``checked`` is the day until which the list of its rows was checked, where that is not the table's;
    ``gaps`` says that a row with an empty blank leaves open what it would state.
    """

    sentence: Sentence
    columns: tuple[int, ...]
    where: tuple[tuple[int, frozenset[str]], ...]
    days: dict[str, int]
    denied: bool
    silence: Timeline
    fixed: bool
    checked: date | None = None
    gaps: bool = False


class Resource(NamedTuple):
    """A table as described. ``keys`` and ``schema`` are what the package says, checked."""

    name: str
    path: str
    title: str
    columns: tuple[str, ...]
    states: tuple[Stated, ...]
    keys: dict[str, object]
    schema: dict[str, object]
    place: Place

    @property
    def complete(self) -> bool:
        """Say whether a row that is missing means no, at least up to some day."""
        return bool(self.keys.get("complete"))

    @property
    def checked(self) -> date | None:
        """Return the day until which the table was checked, where the package says so."""
        return _checked(self.keys)


def read_description(sources: Sequence[Source], problems: list[Problem]) -> tuple[str, tuple[Resource, ...]]:
    """Return the version of the package and its tables; of two of one name that of the later source stays."""
    version = ""
    resources: dict[str, Resource] = {}
    for source in sources:
        package = _json(source, problems)
        version = str(package.get("version", version))
        resources |= _resources(package, source, problems)
    columns = {resource.name: resource.columns for resource in resources.values()}
    for resource in resources.values():
        resource.schema["foreignKeys"] = list(_foreign_keys(resource, columns, problems))
    return version, tuple(resources.values())


def _resources(package: dict[str, object], source: Source, problems: list[Problem]) -> dict[str, Resource]:
    """Return the tables that ``package`` describes, by their names."""
    found: dict[str, Resource] = {}
    listed = package.get("resources", [])
    if not isinstance(listed, list):
        message = f"expected a list of `resources`, found `{_shown(listed)}`"
        problems.append(Problem("bad-description", message, Place(source.path, 1)))
        listed = []
    for given in listed:
        resource = _resource(given, source, problems)
        if resource is None:
            continue
        if any(resource.name == other.name or resource.path == other.path for other in found.values()):
            message = f"the table `{resource.name}` is described already"
            problems.append(Problem("bad-description", message, resource.place))
        else:
            found[resource.name] = resource
    return found


def _json(source: Source, problems: list[Problem]) -> dict[str, object]:
    """Return the JSON object that ``source`` holds; what is none is a problem."""
    place = Place(source.path, 1)
    try:
        package = json.loads(source.text)
    except json.JSONDecodeError as error:
        place, reason = source.place(error.pos), f"is not JSON: {error.msg.lower()}"
    except RecursionError:
        reason = "is nested too deep"
    except ValueError:
        # Python reads no number of thousands of digits.
        reason = "holds a number without end"
    else:
        if not isinstance(package, dict):
            reason = "is not a JSON object"
        elif not _is_text(package):
            reason = "holds half a character"
        else:
            return package
    problems.append(Problem("bad-json", f"the data package {reason}", place))
    return {}


def _is_text(package: object) -> bool:
    """Say whether all texts in ``package`` can be written: JSON can spell half of a pair of surrogates."""
    try:
        json.dumps(package, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(value: object) -> str:
    """Return the beginning of ``value`` as JSON."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:40] + "…"  # noqa: PLR2004 (enough to find it)


def _foreign_keys(
    resource: Resource, columns: Mapping[str, tuple[str, ...]], problems: list[Problem]
) -> Iterator[dict[str, object]]:
    """Yield the foreign keys of ``resource`` whose columns, here and there, exist."""
    keys = resource.schema.get("foreignKeys", [])
    for key in keys if isinstance(keys, list) else [keys]:
        reference = key.get("reference") if isinstance(key, dict) else None
        fields, others = (
            ([], []) if reference is None else (_listed(key, "fields"), _listed(reference, "fields"))
        )
        target = reference.get("resource", "") if isinstance(reference, dict) else ""
        there = columns.get(target or resource.name, ()) if isinstance(target, str) else ()
        if (
            fields
            and len(fields) == len(others)
            and set(fields) <= set(resource.columns)
            and set(others) <= set(there)
        ):
            yield {"fields": fields, "reference": {"resource": target, "fields": others}}
        else:
            message = (
                f"`{resource.name}` has a foreign key between columns that are not there: `{_shown(key)}`"
            )
            problems.append(Problem("bad-description", message, resource.place))


def _listed(given: object, key: str) -> list[str]:
    """Return the text, or the texts, that stand under ``key``; nothing where there is anything else."""
    found = given.get(key) if isinstance(given, dict) else None
    texts = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return [text for text in texts if isinstance(text, str)] if all(isinstance(t, str) for t in texts) else []


def _resource(given: object, source: Source, problems: list[Problem]) -> Resource | None:
    """Return the table that ``given`` describes; None, with a problem, where that cannot be told."""
    path = given.get("path") if isinstance(given, dict) else None
    if not isinstance(given, dict) or not isinstance(path, str):
        message = f"expected a table with its `path`, found `{_shown(given)}`"
        problems.append(Problem("bad-description", message, Place(source.path, 1)))
        return None
    place = Place(source.path, 1)
    position = source.text.find(json.dumps(path, ensure_ascii=False))
    if position >= 0:
        place = source.place(position)._replace(width=len(path) + 2)
    name = str(given.get("name") or path)
    schema = given.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    listed = fields if isinstance(fields, list) else []
    columns = tuple(str(f["name"]) for f in listed if isinstance(f, dict) and "name" in f)
    if not isinstance(schema, dict) or not columns or len(set(columns)) < len(listed):
        message = f"`{name}` does not describe each of its columns once, with a name"
        problems.append(Problem("bad-description", message, place))
        return None
    reader = _Reader(name, columns, place, problems)
    keys = reader.keys(given.get("obligcheck", {}))
    return Resource(
        name, path, str(given.get("title", "")), columns, tuple(reader.states(keys)), keys,
        {**schema, "primaryKey": reader.primary_key(schema)}, place,
    )  # fmt: skip


@frozen
class _Reader:
    """Reads what is said of one table: what is not as it should be is reported at it, and left out."""

    name: str
    columns: tuple[str, ...]
    place: Place
    problems: list[Problem]

    def _report(self, message: str, fix: str = "") -> None:
        self.problems.append(Problem("bad-description", f"`{self.name}`: {message}", self.place, fix))

    def primary_key(self, schema: dict[str, object]) -> list[str]:
        """Return the columns that together name a row."""
        primary = _listed(schema, "primaryKey")
        if self._are_columns(primary):
            return primary
        self._report(f"no column for its primary key `{_shown(schema['primaryKey'])}`")
        return []

    def keys(self, given: object) -> dict[str, object]:
        """Return our own keys that are as they should be."""
        if not isinstance(given, dict):
            self._report(f"expected keys of our own under `obligcheck`, found `{_shown(given)}`")
            return {}
        found: dict[str, object] = {}
        for key, value in given.items():
            expected = self._expected(key, value)
            if expected:
                self._report(f"expected {expected}, found `{_shown(value)}`")
            else:
                found[key] = value
        return found

    def _expected(self, key: str, value: object) -> str:
        """Return what ``key`` should hold where ``value`` is not that, empty where it is."""
        checks: dict[str, tuple[Callable[[object], bool], str]] = {
            "entity": (self._is_entity, "a type and the columns of id and name"),
            "names": (self._is_names, "a type and the columns of name, id and use"),
            "complete": (_is_silence, "true, false or the day up to which it is"),
            "checked": (_is_day, "a day"),
            "states": (_is_list, "a list of sentences"),
            "recompute": (self._is_recompute, "a list of columns, each with a sentence and its blank"),
            "order": (self._is_order, "a list of pairs of columns"),
            "no_overlap": (self._is_no_overlap, "columns under `by`, `since` and `until`"),
        }
        if key not in checks:
            return f"one of the keys {', '.join(checks)} and not `{key}`"
        is_right, expected = checks[key]
        return "" if is_right(value) else f"{expected} under `{key}`"

    def _is_entity(self, value: object) -> bool:
        return self._has(value, ("id",), ("name",)) and _has_text(value, "type")

    def _is_names(self, value: object) -> bool:
        return self._has(value, ("name", "id", "use")) and _has_text(value, "type")

    def _is_recompute(self, value: object) -> bool:
        return isinstance(value, list) and all(map(self._is_recomputed, value))

    def _is_recomputed(self, value: object) -> bool:
        if not isinstance(value, dict) or not self._has(value, ("column",)):
            return False
        sentence = _sentence(value.get("sentence"))
        return isinstance(sentence, Sentence) and any(b.name == value.get("blank") for b in sentence.blanks)

    def _is_order(self, value: object) -> bool:
        return isinstance(value, list) and all(self._are_columns(pair) and len(pair) == 2 for pair in value)  # noqa: PLR2004 (a pair)

    def _is_no_overlap(self, value: object) -> bool:
        return all(map(self._is_group, value if isinstance(value, list) else [value]))

    def _is_group(self, value: object) -> bool:
        has_group = isinstance(value, dict) and self._are_columns(value.get("by"))
        return has_group and self._has(value, ("since", "until"))

    def _has(self, value: object, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> bool:
        """Say whether ``value`` has columns of ours under the keys ``needed``, and perhaps ``optional``."""
        if not isinstance(value, dict):
            return False
        named = [value.get(key) for key in needed] + [value[key] for key in optional if key in value]
        return self._are_columns(named)

    def _are_columns(self, names: object) -> bool:
        return isinstance(names, list) and all(isinstance(n, str) and n in self.columns for n in names)

    def states(self, keys: dict[str, object]) -> Iterator[Stated]:
        """Yield the sentences that rows state."""
        listed = keys.get("states", [])
        for given in listed if isinstance(listed, list) else []:
            stated = self._stated(given, keys.get("complete", False))
            if stated is not None:
                yield stated

    def _stated(self, given: object, complete: object) -> Stated | None:
        """Return the sentence that ``given`` describes; None, with problems, if it is not as it should be."""
        if not isinstance(given, dict):
            self._report(f"expected a sentence with its keys, found `{_shown(given)}`")
            return None
        sentence = _sentence(given.get("sentence"))
        if isinstance(sentence, str):
            self._report(sentence)
            return None
        wrong = list(_wrong_in(given))
        for message in wrong:
            self._report(f"{message} for `{sentence}`")
        if wrong:
            return None
        # The blanks as written here name the columns.
        blanks = [blank.name.replace(" ", "_") for blank in sentence.blanks]
        where = given.get("where", {})
        days = {key: given[key] for key in _DAYS if key in given}
        lacking = [name for name in (*blanks, *where, *days.values()) if not self._are_columns([name])]
        if lacking:
            message = f"no column `{lacking[0]}`, which the sentence `{sentence}` needs"
            self._report(message, f"columns: {', '.join(self.columns)}")
            return None
        place = self.columns.index
        return Stated(
            sentence, tuple(map(place, blanks)), tuple((place(c), frozenset(v)) for c, v in where.items()),
            {key: place(column) for key, column in days.items()}, bool(given.get("not", False)),
            _silence(given.get("complete", complete)), bool(given.get("fixed", False)),
            _checked(given), bool(given.get("gaps", False)),
        )  # fmt: skip


def _wrong_in(given: dict[str, object]) -> Iterator[str]:
    """Yield what is wrong with the keys of a stated sentence."""
    for key in given:
        if key not in _STATED:
            yield f"expected one of {', '.join(_STATED)}, found `{key}`"
    where = given.get("where", {})
    if not isinstance(where, dict) or not all(map(_are_texts, where.values())):
        yield f"expected `where` with a list of texts for each column, found `{_shown(where)}`"
    for key in ("not", "fixed", "gaps"):
        if not isinstance(given.get(key, False), bool):
            yield f"expected `{key}` as true or false, found `{_shown(given[key])}`"
    if not _is_silence(given.get("complete", False)):
        yield f"expected `complete` as true, false or a day, found `{_shown(given['complete'])}`"
    if "checked" in given and not _is_day(given["checked"]):
        yield f"expected `checked` as a day, found `{_shown(given['checked'])}`"


def _sentence(given: object) -> Sentence | str:
    """Return the sentence, or what is wrong with it."""
    if not isinstance(given, str):
        return f"expected a `sentence`, found `{_shown(given)}`"
    try:
        return parse_sentence(given)
    except ValueError as error:
        return f"{error} in `{given}`"


def _has_text(given: object, key: str) -> bool:
    return isinstance(given, dict) and isinstance(given.get(key), str) and bool(given[key])


def _is_list(given: object) -> bool:
    return isinstance(given, list)


def _are_texts(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(text, str) for text in given)


def _is_day(given: object) -> bool:
    """Say whether ``given`` is one day, written as the ISO does with hyphens."""
    try:
        return isinstance(given, str) and parse_edtf(given).exact and date.fromisoformat(given) is not None
    except ValueError:
        return False


def _is_silence(complete: object) -> bool:
    return isinstance(complete, bool) or _is_day(complete)


def _checked(keys: Mapping[str, object]) -> date | None:
    """Return the day under ``checked``, where there is one."""
    return date.fromisoformat(str(keys["checked"])) if keys.get("checked") else None


def _silence(complete: object) -> Timeline:
    """Return what silence means: ``true`` is no, ``false`` unknown, a day is no until that day."""
    if isinstance(complete, str):
        return Timeline.between(day_after(parse_edtf(complete)), None) & UNKNOWN
    return NEVER if complete else UNKNOWN
