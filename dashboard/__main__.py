"""`python -m dashboard`: the command line."""

from dashboard.cli.main import run

if __name__ == "__main__":
    run()
