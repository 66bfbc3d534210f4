"""The door: the command line, `python run.py key=value …` or `cxsim key=value …`."""

from __future__ import annotations

import io
import os
import sys

DONE, WRONG, INTERRUPTED = 0, 2, 130
"""Exit statuses: all went well; a mistake in the command or in a file; Ctrl-C."""


def main(argv: list[str] | None = None) -> int:
    """Do what a command says.

    Parameters
    ----------
    argv : list of str, optional
        Its words; those of this process by default.

    Returns
    -------
    int
        Exit status: 0 done; 2 when the command or a file has mistakes, all of which are then
        told on the error stream and nothing is written; 130 when interrupted.
    """
    words = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a ?
    try:
        status = _answer(words)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return INTERRUPTED
    return status


def _answer(words: list[str]) -> int:
    from .speech import isolated, spoken

    language = spoken(words)
    if {"--help", "-h"} & set(words):
        from .help import text

        print(isolated(text(language)))
        return DONE
    if "--version" in words:
        import cxsim

        print(f"cxsim {cxsim.__version__}")
        return DONE
    return _run(words, language)


def _run(words: list[str], language: str) -> int:
    from cxsim.scenario import Problems

    from . import jobs, verbs
    from .speech import isolated
    from .words import Refused

    flags = {"-m", "--multirun"}
    try:
        todo = jobs.read([word for word in words if word not in flags], bool(flags & set(words)))
        for job in todo:
            if job.varied:
                print(job.varied)
            verbs.run(job)
    except (Refused, Problems) as found:
        refused = found if isinstance(found, Refused) else Refused(found.problems)
        print(isolated(refused.text(language)), file=sys.stderr)
        return WRONG
    return DONE
