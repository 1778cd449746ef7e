"""What may be done: the law and the house policy, over columns.

Start here: ``request`` (what must be told), ``rulebook`` (which law), ``decide`` (may they be
contacted so?), ``later`` (when instead?), ``intervals`` (at which minutes of a day?), ``explain``
(in words), ``leave`` (signed permits, slots, looking back). Each question of the law is one file
in ``rules``; readings that several rules share are in ``readings``, clocks and counts in
``counting``, the groups of facts in ``asked``, and worked examples a lawyer can write in
``cases``.
"""
