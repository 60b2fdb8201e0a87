"""`python -m bench.zoeken`: how well search answers the questions of `zoekvragen.yaml`."""

from __future__ import annotations

from bench.databases import nieuw
from bench.delen import begin, deel, toon_oordelen


def main() -> None:
    """Load the real content, ask, and print the tables and what they say about the aims."""
    database = nieuw(begin(), "zoekmaat")
    oordelen = [*deel("bench.zoekmaat", database), *deel("bench.slechte_vragen", database)]
    toon_oordelen(oordelen)


if __name__ == "__main__":
    main()
