"""`python -m tm`."""

from tm.cli import main

main()
