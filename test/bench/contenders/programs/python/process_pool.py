"""A pool of processes; more of them than lanes would help nobody, and 64 are many."""

from concurrent.futures import ProcessPoolExecutor

from scan import arguments, mentions, report

if __name__ == "__main__":
    urls, lanes = arguments()
    workers = min(lanes, 64)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        report(pool.map(mentions, urls, chunksize=max(1, min(16, len(urls) // workers))))
