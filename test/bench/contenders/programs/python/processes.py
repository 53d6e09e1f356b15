"""A process for each page, and a dictionary that lives in a process of its own."""

from multiprocessing import Manager, Process

from scan import arguments, mentions, report


def work(line, url, found):
    found[line] = mentions(url)


if __name__ == "__main__":
    urls, _ = arguments()
    with Manager() as manager:
        found = manager.dict()
        processes = [Process(target=work, args=(line, url, found)) for line, url in enumerate(urls)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        report(found.values())
