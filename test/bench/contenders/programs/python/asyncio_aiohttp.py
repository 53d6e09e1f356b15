"""One thread, many connections: asyncio with aiohttp."""

import asyncio
import json
import sys

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

# As in scan.py, which needs another package.
TIMEOUT = 30


async def mentions(session, url):
    """Whether the page mentions Python; None when it cannot be had."""
    try:
        async with session.get(url) as response:
            response.raise_for_status()
            return "python" in (await response.text(errors="replace")).lower()
    except (ClientError, asyncio.TimeoutError):
        return None


async def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        urls = file.read().split()
    lanes = int(sys.argv[2])
    found = []
    left = iter(urls)

    async def work(session):
        for url in left:
            found.append(await mentions(session, url))

    connector = TCPConnector(limit=lanes)
    async with ClientSession(connector=connector, timeout=ClientTimeout(total=TIMEOUT)) as session:
        await asyncio.gather(*(work(session) for _ in range(lanes)))
    failures = found.count(None)
    counts = {"responses": len(found) - failures, "mentions": found.count(True), "failures": failures}
    print(json.dumps(counts))


asyncio.run(main())
