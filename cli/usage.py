"""What is said of a command line that was not understood.

The parser's own errors are English and quote what was typed. Here they become sentences of ours,
which name options and commands and never a value.
"""

from collections.abc import Sequence
from typing import Any

from screening.errors import UsageError
from screening.law.suggest import suggestion
from screening.sentences import Said, one_of, said


def usage_error(error: Exception) -> UsageError:
    """An error of the parser as one of ours."""
    where, key, sentence = _said(error)
    return UsageError([sentence.problem(key, where)])


def commands_of(group: Any) -> list[str]:
    """The names of the commands of a group; none for a command."""
    return list(getattr(group, "commands", ()))


def command_path(words: Sequence[str], group: Any) -> str:
    """``screening rules show``: as much of the command as was written right."""
    path = ["screening"]
    for word in words:
        if word not in commands_of(group):
            break
        path.append(word)
        group = group.commands[word]
    return " ".join(path)


def _said(error: Any) -> tuple[str, str, Said]:
    """Where it is, its code, and the sentence. The parser tells its errors apart by what they hold."""
    option, parameter = getattr(error, "option_name", None), getattr(error, "param", None)
    message = getattr(error, "message", "")
    if hasattr(error, "possibilities"):
        names = [each for part in _parameters(error) for each in part.opts]
        return option or "", "usage.no_option", said("usage.no_option", guess=suggestion(option or "", names))
    if option is not None:
        key = "usage.takes_no_value" if "does not take" in message else "usage.needs_value"
        return option, key, said(key)
    if hasattr(error, "param_type"):
        return _name(parameter), "usage.missing", said("usage.missing")
    if parameter is not None:
        descriptor = getattr(parameter, "type_descriptor", None)
        choices = [str(each) for each in getattr(descriptor, "choices", None) or ()]
        if choices:
            return _name(parameter), "usage.choice", said("usage.choice", words=one_of(choices))
        limits: Any = getattr(descriptor, "parameter_info", None)
        if getattr(descriptor, "annotation", None) is int and limits.min is not None:
            key = "usage.number" if limits.max is None else "usage.number_between"
            return _name(parameter), key, said(key, least=limits.min, most=limits.max)
        return _name(parameter), "usage.not_a_value", said("usage.not_a_value")
    if message.startswith("No such command"):
        known = commands_of(error.ctx.command)
        typed = message.removeprefix("No such command '").split("'")[0]
        sentence = said("usage.no_command", guess=suggestion(typed, known), words=", ".join(known))
        return "", "usage.no_command", sentence
    if "unexpected extra argument" in message:
        return "", "usage.too_many", said("usage.too_many")
    return "", "usage.other", said("usage.other")


def _parameters(error: Any) -> list[Any]:
    return list(error.ctx.command.params) if error.ctx is not None else []


def _name(parameter: Any) -> str:
    """``--lang``, or ``CASE`` for what stands without an option."""
    option = parameter.param_type_name == "option"
    return max(parameter.opts, key=len) if option else str(parameter.name).upper()
