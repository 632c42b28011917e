"""What all commands share: options taken apart for typer, problems drawn, one exit code."""

import inspect
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import typer

from obligcheck.cli.output import WRONG, complain
from obligcheck.problems import ProblemsError


class Bundle:
    """Options that belong together: each annotated name of a subclass is one, with its default.

    A plain class, for it is built at every start and an attrs class takes a millisecond.
    """

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 (each name has its own type)
        vars(self).update(given)

    @classmethod
    @cache
    def parameters(cls) -> tuple[inspect.Parameter, ...]:
        """Return the options as parameters of a command: a class's own, then those it inherits."""
        kind = inspect.Parameter.KEYWORD_ONLY
        return tuple(
            [
                inspect.Parameter(name, kind, default=getattr(cls, name), annotation=annotation)
                for base in cls.__mro__
                for name, annotation in vars(base).get("__annotations__", {}).items()
            ]
        )


def command(function: Callable[..., int]) -> Callable[..., None]:
    """Return ``function`` as typer reads it.

    A parameter that is a bundle of options becomes one option for each of them. Problems are drawn
    on stderr; what ``function`` returns is the exit code.
    """
    parameters: list[inspect.Parameter] = []
    bundles: dict[str, type[Bundle]] = {}
    for parameter in inspect.signature(function).parameters.values():
        if isinstance(parameter.annotation, type) and issubclass(parameter.annotation, Bundle):
            bundles[parameter.name] = parameter.annotation
        else:
            parameters.append(parameter)
    for bundle in bundles.values():
        parameters += bundle.parameters()

    @wraps(function)
    def called(**given: Any) -> None:  # noqa: ANN401 (whatever typer has parsed)
        for name, bundle in bundles.items():
            given[name] = bundle(**{p.name: given.pop(p.name) for p in bundle.parameters()})
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
