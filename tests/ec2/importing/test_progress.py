"""How far a file has been read, on a terminal."""

import io

from portal.ec2.importing.progress import Bar, line


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_line_tells_the_share_and_the_bytes():
    assert line(225_000_000, 450_000_000) == "[###############               ]  50%     225.0 MB"
    assert line(3_000_000, None) == "      3.0 MB"
    assert "100%" in line(7, 5)


def test_a_terminal_sees_the_bar_and_is_left_clean():
    terminal = Terminal()
    bar = Bar(terminal)

    bar(1, 2)
    bar.clear()

    assert terminal.getvalue().startswith("\r[###############")
    assert terminal.getvalue().endswith(" \r")


def test_a_file_or_a_pipe_sees_nothing():
    out = io.StringIO()
    bar = Bar(out)

    bar(1, 2)
    bar.clear()

    assert out.getvalue() == ""
