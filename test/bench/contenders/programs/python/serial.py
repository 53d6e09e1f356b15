"""One page after another."""

from scan import arguments, mentions, report

if __name__ == "__main__":
    urls, _ = arguments()
    report(map(mentions, urls))
