"""A part of a case as YAML that a person can go on with."""

import re
from typing import Any

import yaml

_READ_OTHERWISE = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


class _Dumper(yaml.SafeDumper):
    """YAML with quotes around text that could be read as anything else; small maps on a line."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write what is there twice twice."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    plain = (
        re.fullmatch(r"[^\W\d_][\w.]*( [^\W\d_]\w*)*", text) and text.lower() not in _READ_OTHERWISE
    )
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if plain else '"')


_Dumper.add_representer(str, _text)


def as_yaml(part: dict[str, Any], comment: str) -> str:
    """A part of a case below a comment of one line."""
    body = yaml.dump(
        part,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=None,
    )
    return f"# {comment}\n{body}"


def safe(text: str) -> str:
    """A file's name that cannot upset YAML, a comment, a table or a template."""
    return re.sub(r"[^\w.\- ]", "_", text)
