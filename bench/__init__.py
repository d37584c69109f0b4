"""How quick is fonds, and against what? `python -m bench` measures everything side by side, in one run.

Useful for: the bounds that a change must not break, and the ratios to other engines on the same machine. Not useful
for: comparing figures of two machines; compare their ratios.
"""
