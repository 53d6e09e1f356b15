"""A pool of threads."""

from concurrent.futures import ThreadPoolExecutor

from scan import arguments, mentions, report

if __name__ == "__main__":
    urls, lanes = arguments()
    with ThreadPoolExecutor(max_workers=lanes) as pool:
        report(pool.map(mentions, urls))
