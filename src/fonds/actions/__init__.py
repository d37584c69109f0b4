"""Do this deed if the actor may, all or nothing, and write down that it was done.

Commands and pages go through here. The modules are imported one by one, because some need a database
and others do not: `fonds read` and `fonds check FILE` must start without.
"""
