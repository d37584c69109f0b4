"""How the tables came to be, as Django's migrations. `fonds.store._database.SCHEMA` names the last one."""
