"""What all commands share: options taken apart for typer, problems drawn, one exit code."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import attrs
import typer

from obligcheck.cli.output import WRONG, complain
from obligcheck.problems import ProblemsError


def command(function: Callable[..., int]) -> Callable[..., None]:
    """Return ``function`` as typer reads it.

    A parameter whose type is a class of options becomes one option for each field of the class.
    Problems are drawn on stderr; what ``function`` returns is the exit code.
    """
    signature = inspect.signature(function)
    parameters, bundles = [], {}
    for parameter in signature.parameters.values():
        if attrs.has(parameter.annotation):
            bundles[parameter.name] = parameter.annotation
        else:
            parameters.append(parameter)
    for bundle in bundles.values():
        parameters += map(_parameter, attrs.fields(bundle))

    @wraps(function)
    def called(**given: Any) -> None:  # noqa: ANN401 (whatever typer has parsed)
        for name, bundle in bundles.items():
            given[name] = bundle(**{f.name: given.pop(f.name) for f in attrs.fields(bundle)})
        try:
            code = function(**given)
        except ProblemsError as error:
            # Only a call that went wrong needs the drawer.
            from obligcheck.presentation.problems import draw_problems  # noqa: PLC0415

            complain(draw_problems(error.problems))
            code = WRONG
        raise typer.Exit(code)

    called.__annotations__ = {p.name: p.annotation for p in parameters}
    vars(called)["__signature__"] = inspect.Signature(parameters)
    return called


def _parameter(field: "attrs.Attribute[Any]") -> inspect.Parameter:
    """Return the parameter of a command for one field of a class of options."""
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(field.name, kind, default=field.default, annotation=field.type)
