"""What a badly written command is answered, in French: the sentences of the library are English."""

from typing import Any

import typer


def sentence(misuse: typer.TyperException) -> str:
    """One sentence: what is wrong in the command, then where its help is. Without any command: the help itself."""
    kind = type(misuse).__name__
    if kind == "NoArgsIsHelpError":
        return misuse.format_message()
    context: Any = getattr(misuse, "ctx", None)
    path = context.command_path if context else "python -m dashboard"
    return f"Commande mal écrite\u00a0: {_fault(kind, misuse, context)}. Aide\u00a0: {path} --help"


def _fault(kind: str, misuse: Any, context: Any) -> str:
    parameter = getattr(misuse, "param", None)
    match kind:
        case "MissingParameter":
            return f"il manque {_name(parameter)}"
        case "NoSuchOption":
            near = ", ".join(sorted(misuse.possibilities or ()))
            return f"l’option {misuse.option_name} n’existe pas" + (f" (proche\u00a0: {near})" if near else "")
        case "BadOptionUsage":
            return f"l’option {misuse.option_name} ne s’emploie pas ainsi (valeur absente ou en trop)"
        case "FrenchBadParameter":
            return str(misuse.message).rstrip(".")
        case "BadParameter":
            return f"la valeur donnée à {_name(parameter)} n’est pas acceptée{_expected(parameter)}"
    commands = getattr(getattr(context, "command", None), "commands", {})
    if commands:
        return f"cette commande n’existe pas\u00a0; commandes\u00a0: {', '.join(commands)}"
    return "un argument est en trop"


class FrenchBadParameter(typer.BadParameter):
    """A refusal of ours, whose message is French already."""


def _name(parameter: Any) -> str:
    if parameter is None:
        return "un argument"
    if parameter.param_type_name == "argument":
        return f"l’argument «\u00a0{parameter.name}\u00a0»"
    return f"l’option {max(parameter.opts, key=len)}"


def _expected(parameter: Any) -> str:
    """The words or the bounds that the library knows of a parameter."""
    described: Any = getattr(parameter, "type_descriptor", None)
    if choices := getattr(described, "choices", None):
        return f"\u00a0; choisir parmi {', '.join(str(getattr(choice, 'value', choice)) for choice in choices)}"
    if getattr(described, "is_ranged", False):
        info = described.parameter_info
        return f"\u00a0; attendu un nombre de {info.min} à {info.max}"
    return ""
