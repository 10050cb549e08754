#!/usr/bin/env python3
"""Tables of sweep.md from the JSON files of sweep_rows.sh: a row a file, then a line a kind over all its rows.

    sweep_table.py OUT_DIR

A kind's line pools hits of all its rows; its interval comes from 2,000 draws of calendar quarters (for cities seen within
one year: of folds), because rows of one city share their incidents and one quarter's folds are no independent ones.
"""
import json
import pathlib
import random
import sys

DRAWS = 2000


def models(entry):
    return {m["model"]: m for m in entry["models"]}


def interval(x, digits):
    form = f"{{:+.{digits}f}}"
    if x["low"] is None:
        return form.format(x["value"])
    return f"{form.format(x['value'])} ({form.format(x['low'])} to {form.format(x['high'])})"


def row(name, j):
    m = models(j)
    a, n, k, i = m["auto"], m["naive"], m["kernel"], m["auto"]["intervals"]
    d = 1 if a["pai"] < 100 else 0
    hits = [sum(models(f)[q]["hits"] for f in j["folds"]) for q in ("naive", "kernel", "auto")]
    pair = lambda q: f"{q['pai']:.{d}f} / {q['pei']:.3f}"
    print(f"| {name} | {len(j['folds'])} | {hits[0]:.0f} / {hits[1]:.0f} / {hits[2]:.0f} | {pair(n)} | {pair(k)} | {pair(a)} "
          f"| {interval(i['pai_minus_naive'], d)} | {interval(i['pei_minus_naive'], 3)} | {interval(i['pai_minus_kernel'], d)} "
          f"| {interval(i['pei_minus_kernel'], 3)} | {a['pei_placed']:.3f} | {j['calibration']['slope']:.2f} |")


def pooled(kind, files):
    """Hits of auto against naive and kernel, with what each fold's best boxes held, by quarter of the year."""
    blocks = {}
    for j in files:
        short = int(j["folds"][-1]["to"][:4]) == int(j["folds"][0]["from"][:4])
        for f in j["folds"]:
            year, month, _ = f["from"].split("-")
            key = f["from"] if short else (year, (int(month) - 1) // 3)
            m = models(f)
            b = blocks.setdefault(key, [0.0] * 4)
            for c, q in enumerate(("auto", "naive", "kernel")):
                b[c] += m[q]["hits"]
            b[3] += f["best_possible_hits"]
    blocks = list(blocks.values())
    total = lambda bs: [sum(b[c] for b in bs) for c in range(4)]
    auto, naive, kernel, best = total(blocks)
    chance = random.Random(1)
    draws = [total(chance.choices(blocks, k=len(blocks))) for _ in range(DRAWS)]

    def figures(of, digits):
        low, high = (sorted(of(d) for d in draws)[q] for q in (DRAWS // 40, DRAWS - DRAWS // 40 - 1))
        return f"{of([auto, naive, kernel, best]):+.{digits}f} ({low:+.{digits}f} to {high:+.{digits}f})"

    print(f"| {kind} | {len(files)} | {len(blocks)} | {naive:.0f} / {kernel:.0f} / {auto:.0f} "
          f"| {figures(lambda d: 100 * (d[0] / max(1, d[1]) - 1), 0)} % | {figures(lambda d: (d[0] - d[1]) / d[3], 3)} "
          f"| {figures(lambda d: 100 * (d[0] / max(1, d[2]) - 1), 0)} % | {figures(lambda d: (d[0] - d[2]) / d[3], 3)} |")


def main():
    files = {p.stem: json.loads(p.read_text()) for p in sorted(pathlib.Path(sys.argv[1]).glob("*.json"))}
    for name, j in files.items():
        row(name, j)
    kinds = {"burglaries": "b", "thefts": "m", "burglaries, all folds of 91 days": "all_b", "thefts, all folds of 91 days": "all_m",
             "Chicago": "chicago", "Houston": "houston", "San Francisco": "sf"}
    print("\n| kind | rows | blocks | hits naive / kernel / auto | hits (and PAI) above naive | PEI above naive | hits above kernel | PEI above kernel |")
    for kind, begin in kinds.items():
        chosen = [j for n, j in files.items() if n.startswith(begin) and (len(begin) > 1 or n[1].isdigit())]
        if chosen:
            pooled(kind, chosen)


main()
