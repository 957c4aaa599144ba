#!/usr/bin/python3
"""A small window from which files can be dragged with the mouse, as from a file manager.

usage: drag_source.py LEFT TOP WIDTH HEIGHT PATH...

Says on standard output, a line each, what becomes of it: shown, begun, asked, ended.
"""

import pathlib
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("Gdk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

left, top, width, height = (int(number) for number in sys.argv[1:5])
uris = [pathlib.Path(path).absolute().as_uri() for path in sys.argv[5:]]


def say(word):
    print(word, flush=True)


def give(_widget, _context, data, _kind, _time):
    data.set_uris(uris)
    say("asked")


button = Gtk.Button(label="Drag")
button.drag_source_set(
    Gdk.ModifierType.BUTTON1_MASK,
    [Gtk.TargetEntry.new("text/uri-list", 0, 0)],
    Gdk.DragAction.COPY,
)
button.connect("drag-begin", lambda *_: say("begun"))
button.connect("drag-data-get", give)
button.connect("drag-end", lambda *_: say("ended"))

# Without a window manager a plain window sits where it is put, on top of what was there before.
window = Gtk.Window(title="drag source", default_width=width, default_height=height)
window.set_decorated(False)
window.add(button)
window.connect("map-event", lambda *_: say("shown"))
window.move(left, top)
window.show_all()
Gtk.main()
