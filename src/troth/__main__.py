"""`python -m troth`: the same as the `troth` command."""

from troth.cli import main

if __name__ == "__main__":
    main()
