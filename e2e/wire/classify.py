"""Tells contributors' sessions from readers' as well as it can, and says how well that is.

Reads JSON from standard input: {"features": [[...]], "isContributor": [0|1], "pairs": [...],
"settings": {...}} and writes JSON. Each session is judged by models that were trained without any
session of its pair. The upper bound is that of a bootstrap over pairs.
"""

import json
import sys

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

LEVEL = 0.95


def model_of(name, seed):
    if name == "forest":
        return RandomForestClassifier(
            n_estimators=400, min_samples_leaf=3, n_jobs=1, random_state=seed
        )
    if name == "boosting":
        return HistGradientBoostingClassifier(
            max_iter=150, learning_rate=0.05, max_leaf_nodes=15, min_samples_leaf=8, random_state=seed
        )
    if name == "logistic":
        return make_pipeline(StandardScaler(), LogisticRegression(C=0.05, max_iter=2000))
    raise ValueError(name)


def out_of_fold(name, features, classes, pairs, settings):
    """The probability that each session is a contributor's, by a model that has not seen its pair."""
    scores = numpy.zeros(len(classes))
    folds = GroupKFold(min(settings["folds"], len(set(pairs))))
    for train, test in folds.split(features, classes, pairs):
        model = model_of(name, settings["seed"]).fit(features[train], classes[train])
        scores[test] = model.predict_proba(features[test])[:, 1]
    return scores


def bootstrapped(scores, classes, pairs, settings):
    """AUCs of as many samples of whole pairs, drawn with repetition."""
    random = numpy.random.default_rng(settings["seed"])
    names = sorted(set(pairs))
    members = [numpy.flatnonzero(pairs == name) for name in names]
    found = []
    for _ in range(settings["bootstrapRounds"]):
        drawn = random.integers(0, len(names), len(names))
        sample = numpy.concatenate([members[number] for number in drawn])
        found.append(roc_auc_score(classes[sample], scores[sample]))
    return found


def within_pairs(scores, classes, pairs):
    """How often the contributor of a pair is the one that looks more like it; a draw counts half."""
    wins = []
    for name in sorted(set(pairs)):
        here = pairs == name
        difference = scores[here & (classes == 1)].mean() - scores[here & (classes == 0)].mean()
        wins.append(0.5 + numpy.sign(difference) / 2)
    return float(numpy.mean(wins))


def main():
    given = json.load(sys.stdin)
    settings = given["settings"]
    features = numpy.array(given["features"], dtype=float)
    classes = numpy.array(given["isContributor"])
    pairs = numpy.array(given["pairs"])
    results = []
    for name in settings["models"]:
        scores = out_of_fold(name, features, classes, pairs, settings)
        samples = bootstrapped(scores, classes, pairs, settings)
        results.append(
            {
                "model": name,
                "auc": float(roc_auc_score(classes, scores)),
                "upperBound": float(numpy.quantile(samples, LEVEL)),
                "lowerBound": float(numpy.quantile(samples, 1 - LEVEL)),
                "withinPairs": within_pairs(scores, classes, pairs),
                "scores": [round(float(score), 9) for score in scores],
            }
        )
    forest = model_of("forest", settings["seed"]).fit(features, classes)
    leading = numpy.argsort(forest.feature_importances_)[::-1][:8]
    json.dump({"results": results, "leading": [int(place) for place in leading]}, sys.stdout)


main()
