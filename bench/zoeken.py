"""`python -m bench.zoeken`: how well search answers the questions of `zoekvragen.yaml`.

By words alone; with `betekenis` behind it also by meaning, for which all texts are read first, as
the worker does. That takes some eight minutes.
"""

from __future__ import annotations

import sys

from bench.databases import nieuw
from bench.delen import begin, deel, toon_oordelen


def main() -> None:
    """Load the real content, ask, and print the tables and what they say about the aims."""
    database = nieuw(begin(), "zoekmaat")
    oordelen = [
        *deel("bench.zoekmaat", database, *sys.argv[1:]),
        *deel("bench.slechte_vragen", database),
    ]
    toon_oordelen(oordelen)


if __name__ == "__main__":
    main()
