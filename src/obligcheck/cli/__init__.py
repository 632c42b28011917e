"""The command line: arguments in, text and an exit code out; no law is decided here."""

import gc

#: What shells expect of a program that Ctrl-C has ended.
INTERRUPTED = 130


def main() -> int:
    """Run ``obligcheck`` with the arguments of the process, and return its exit code."""
    # One answer per process: what it builds is in use until the end, and looking for garbage finds none.
    gc.disable()
    try:
        # Importing takes longest, so it must be interruptible too.
        from obligcheck.cli.app import app  # noqa: PLC0415

        app(prog_name="obligcheck")
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        # Help and completions are not ours to write; an error that names a file is no matter of stdout.
        if error.filename is not None:
            raise
        from obligcheck.cli.output import WRONG, tell_unwritten  # noqa: PLC0415 (rarely needed)

        tell_unwritten(error)
        return WRONG
    finally:
        # Nor is there garbage to find at the end, when the interpreter looks through all that is left.
        gc.freeze()
    return 0


__all__ = ["INTERRUPTED", "main"]
