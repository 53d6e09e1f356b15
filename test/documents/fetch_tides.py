"""Fetches the tides, see https://tides.example.com/help!

.. _station: https://tides.example.com/stations/
"""
URL = "https://tides.example.com/api?station=%s&from=%s" % (station, day)  # or http://localhost:5000/api
HEADERS = {"Referer": 'https://tides.example.com/', "User-Agent": "tides (+https://bot.example.net/about)"}
print(f"done: https://tides.example.com/{station}/today", end="\n")
# 说明：请看“https://tides.example.com/zh/说明”，或者（https://tides.example.com/zh/b）。还有《https://tides.example.com/zh/c》！
# 見 https://tides.example.com/ja/d、https://tides.example.com/ja/e。「https://tides.example.com/ja/f」
