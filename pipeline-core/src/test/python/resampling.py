"""Metrics with bootstrap intervals by resampling rows, as a script beside a model would do it.

Reads labels.u1 and a file MODEL.f8 for each model from a folder, and prints the processor time that
one replicate takes on all rows and on the slices of one column: without and with the metrics that
rank. Arguments: folder, slices of a column, replicates.
"""

import sys
import time
from pathlib import Path

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

folder, values, replicates = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
labels = np.fromfile(folder / "labels.u1", dtype=np.uint8)
models = {file.stem: np.fromfile(file, dtype="<f8") for file in sorted(folder.glob("*.f8"))}
random = np.random.default_rng(1)


def matrix_metrics(tn, fp, fn, tp):
    """Of the counts of a two by two matrix."""
    n = tn + fp + fn + tp
    recall, specificity, precision = tp / (tp + fn), tn / (tn + fp), tp / (tp + fp)
    accuracy = (tp + tn) / n
    chance = ((tp + fp) * (tp + fn) + (tn + fn) * (tn + fp)) / n**2
    mcc = (tp * tn - fp * fn) / np.sqrt(float(tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    f1 = 2 * precision * recall / (precision + recall)
    kappa = (accuracy - chance) / (1 - chance)
    return accuracy, (recall + specificity) / 2, precision, recall, specificity, f1, mcc, kappa


class Rows:
    """What is looked up by row, made once."""

    def __init__(self, rows):
        self.size = len(rows)
        self.labels = labels[rows]
        self.scores = {name: scores[rows] for name, scores in models.items()}
        self.cells = {
            name: (2 * self.labels + (scores >= 0.5)).astype(np.intp)
            for name, scores in self.scores.items()
        }
        positive = self.labels == 1
        self.losses = {
            name: -np.log(np.where(positive, scores, 1 - scores))
            for name, scores in self.scores.items()
        }
        self.squares = {name: (s - self.labels) ** 2 for name, s in self.scores.items()}

    def replicate(self, ranked):
        drawn = random.integers(0, self.size, self.size)
        answers = []
        for name in models:
            counts = np.bincount(self.cells[name][drawn], minlength=4)
            answers.extend(matrix_metrics(*counts))
            answers.append(self.losses[name][drawn].mean())
            answers.append(self.squares[name][drawn].mean())
            if ranked:
                y, s = self.labels[drawn], self.scores[name][drawn]
                answers.append(roc_auc_score(y, s))
                answers.append(average_precision_score(y, s))
        return answers


def seconds(sets, ranked):
    began = time.process_time()
    for rows in sets:
        table = [rows.replicate(ranked) for _ in range(replicates)]
        np.percentile(table, [5, 95], axis=0)
    return (time.process_time() - began) / replicates


everything = np.arange(len(labels))
whole = [Rows(everything)]
column = [Rows(everything[value::values]) for value in range(values)]
for ranked in (False, True):
    print(seconds(whole, ranked), seconds(column, ranked))
