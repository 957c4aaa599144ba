"""Prints what a screen reader gets of a program's page: a line each, role, name and states, parted by tabs.

Arguments: the number of the process. Each line that comes in asks for the page once; an empty line ends the answer,
which is empty where there is no page yet. It stays running, as a screen reader does: each that begins anew costs the
bus a connection.
Source: AT-SPI 2, as Debian's gir1.2-atspi-2.0 binds it.
"""

import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

STATES = {
    Atspi.StateType.FOCUSED: "focused",
    Atspi.StateType.SELECTED: "selected",
    Atspi.StateType.CHECKED: "checked",
    Atspi.StateType.PRESSED: "pressed",
}


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def page_in(node):
    if node.get_role_name() == "document web":
        return node
    for child in children(node):
        page = page_in(child)
        if page is not None:
            return page
    return None


def tell(node):
    states = node.get_state_set()
    held = [name for state, name in STATES.items() if states.contains(state)]
    name = " ".join((node.get_name() or "").split())
    print(node.get_role_name(), name, " ".join(held), sep="\t")
    for child in children(node):
        tell(child)


def tell_page_of(process):
    desktop = Atspi.get_desktop(0)
    # Nothing of what was read before: the page is another by now.
    desktop.clear_cache()
    for program in children(desktop):
        if program.get_process_id() == process:
            page = page_in(program)
            if page is not None:
                tell(page)


# What does not answer within this many milliseconds is left out.
Atspi.set_timeout(2000, 5000)
while sys.stdin.readline():
    try:
        tell_page_of(int(sys.argv[1]))
    except GLib.Error:
        # What was there a moment ago is gone: the page changes while it is read.
        pass
    print(flush=True)
