"""Workers that take pages from one queue and put what they found into another: messages instead of a lock."""

from queue import Queue
from threading import Thread

from scan import arguments, mentions, report


def main():
    urls, lanes = arguments()
    todo = Queue()
    done = Queue()

    def work():
        for url in iter(todo.get, None):
            done.put(mentions(url))

    workers = [Thread(target=work) for _ in range(lanes)]
    for worker in workers:
        worker.start()
    for url in urls:
        todo.put(url)
    for _ in workers:
        todo.put(None)
    report([done.get() for _ in urls])
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
