"""`python -m okrpress`."""

from okrpress.cli import main

main()
