"""`python -m fonds` is `fonds`."""

from fonds.cli import main

if __name__ == "__main__":
    main()
