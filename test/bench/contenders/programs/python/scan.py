"""What the programs of this folder have in common: reading the list, one page, the count."""

import json
import sys

import requests

# A connection that takes longer than this, in seconds, has failed.
TIMEOUT = 30


def arguments():
    """The URLs of the list, and how many requests to make at once."""
    with open(sys.argv[1], encoding="utf-8") as file:
        return file.read().split(), int(sys.argv[2])


def mentions(url):
    """Whether the page mentions Python; None when it cannot be had."""
    try:
        response = requests.get(url, timeout=TIMEOUT)
        response.raise_for_status()
        return "python" in response.text.lower()
    except requests.RequestException:
        return None


def report(found):
    """Prints the counts, given what `mentions` said of each page."""
    found = list(found)
    failures = found.count(None)
    counts = {"responses": len(found) - failures, "mentions": found.count(True), "failures": failures}
    print(json.dumps(counts))
