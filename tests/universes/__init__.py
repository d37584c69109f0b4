"""Two archives that differ only in what is closed must look the same from outside, byte for byte (DESIGN 8)."""
