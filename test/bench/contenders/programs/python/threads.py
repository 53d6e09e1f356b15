"""A thread for each page, and a dictionary that a lock guards."""

from threading import BoundedSemaphore, Lock, Thread

from scan import arguments, mentions, report


def main():
    urls, lanes = arguments()
    found = {}
    lock = Lock()
    # Without it a long list would start thousands of threads at once.
    free = BoundedSemaphore(lanes)

    def work(line, url):
        try:
            answer = mentions(url)
            with lock:
                found[line] = answer
        finally:
            free.release()

    threads = []
    for line, url in enumerate(urls):
        free.acquire()
        thread = Thread(target=work, args=(line, url))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    report(found.values())


if __name__ == "__main__":
    main()
