"""How strongly two names go together, from counts of windows: pure, vectorised functions.

All take `n` windows in all, `nx` and `ny` windows with the one and the other name, `nxy` windows with both, as
numbers or arrays of one shape. The figures take the windows for independent draws, which sentences of one text are
not; they rank ties well and are too sure of themselves as probabilities (Evert 2005, The Statistics of Word
Cooccurrences, ch. 2–3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def npmi(n: ArrayLike, nx: ArrayLike, ny: ArrayLike, nxy: ArrayLike) -> Floats:
    """Normalised pointwise mutual information: ln(p_xy / (p_x p_y)) / -ln p_xy, in -1 … 1.

    1 where the names only stand together, 0 where they are independent, -1 where they never meet; 1 also where
    every window has both, for which the quotient is not defined. Source: Bouma 2009, Normalized (Pointwise) Mutual
    Information in Collocation Extraction, GSCL.

    >>> npmi(100, 10, 10, [10, 1, 0]).round(4).tolist()
    [1.0, 0.0, -1.0]
    """
    import numpy as np

    total, x, y, xy = (np.asarray(value, dtype=np.float64) for value in (n, nx, ny, nxy))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(xy * total / (x * y)) / -np.log(xy / total)
    value = np.where(xy <= 0, -1.0, np.where(xy >= total, 1.0, value))
    return np.clip(value, -1.0, 1.0)


def g2(n: ArrayLike, nx: ArrayLike, ny: ArrayLike, nxy: ArrayLike) -> Floats:
    """The log-likelihood ratio G² = 2 Σ O ln(O / E) of the 2×2 table; an empty cell adds nothing.

    It grows with repulsion as with attraction; the sign of `npmi` tells them apart. Source: Dunning 1993, Accurate
    Methods for the Statistics of Surprise and Coincidence, Computational Linguistics 19(1).

    >>> g2(100, 10, 10, [10, 1]).round(4).tolist()
    [65.0166, 0.0]
    """
    import numpy as np

    total, x, y, xy = (np.asarray(value, dtype=np.float64) for value in (n, nx, ny, nxy))
    cells = (
        (xy, x * y),
        (x - xy, x * (total - y)),
        (y - xy, (total - x) * y),
        (total - x - y + xy, (total - x) * (total - y)),
    )
    result = np.zeros(np.broadcast_shapes(total.shape, x.shape, y.shape, xy.shape))
    for observed, product in cells:
        # O/E written as O·n/(row·column); the quotient of an empty cell is set to 1, whose logarithm is 0.
        filled = observed > 0
        ratio = np.divide(observed * total, product, out=np.ones_like(result), where=filled & (product > 0))
        result = result + 2 * observed * np.log(ratio)
    return np.maximum(result, 0.0)


def survival(statistic: ArrayLike) -> Floats:
    """The p-value of G²: the chance that chi² with 1 degree of freedom exceeds it.

    >>> survival([0.0, 3.841459]).round(4).tolist()
    [1.0, 0.05]
    """
    import numpy as np
    from scipy.special import erfc

    # With 1 degree of freedom the general function of chi² comes to this, which takes a tenth of the time.
    return np.asarray(erfc(np.sqrt(np.asarray(statistic, dtype=np.float64) / 2)), dtype=np.float64)


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """The p-values adjusted so that those below q hold an expected share of at most q of false discoveries.

    One dimension in, the same order out. Source: Benjamini and Hochberg 1995, Controlling the False Discovery Rate,
    JRSS B 57(1).

    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    import numpy as np

    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values, kind="stable")[::-1]
    # in place, for there may be millions
    adjusted = values[order]
    adjusted *= len(values)
    adjusted /= np.arange(len(values), 0, -1)
    np.minimum.accumulate(adjusted, out=adjusted)
    np.minimum(adjusted, 1.0, out=adjusted)
    result = np.empty_like(values)
    result[order] = adjusted
    return result


def dice(nx: ArrayLike, ny: ArrayLike, nxy: ArrayLike) -> Floats:
    """Dice's coefficient 2 n_xy / (n_x + n_y), in 0 … 1: the share of the windows of either that have both.

    It knows no chance: two names that stand everywhere are alike. Source: Dice 1945, Measures of the Amount of Ecologic
    Association Between Species, Ecology 26(3).

    >>> dice(10, 30, [10, 0]).tolist()
    [0.5, 0.0]
    """
    import numpy as np

    x, y, xy = (np.asarray(value, dtype=np.float64) for value in (nx, ny, nxy))
    return np.divide(2 * xy, x + y, out=np.zeros(np.broadcast_shapes(x.shape, y.shape, xy.shape)), where=x + y > 0)


def log_odds(n: ArrayLike, nx: ArrayLike, ny: ArrayLike, nxy: ArrayLike) -> tuple[Floats, Floats]:
    """The logarithm of the odds ratio of the 2×2 table, and its standard error.

    The odds of one name in windows with the other over those in windows without it. 0.5 is added to every cell
    (Haldane 1956, Anscombe 1956), so that empty cells give no infinity; the error is Woolf's (1955), the root of the sum
    of the cells' reciprocals. ± 1.96 of it is a 95 % interval.

    >>> value, error = log_odds(100, 10, 10, [5, 1])
    >>> value.round(3).tolist(), error.round(3).tolist()
    ([2.744, 0.303], [0.746, 0.943])
    """
    import numpy as np

    total, x, y, xy = (np.asarray(value, dtype=np.float64) for value in (n, nx, ny, nxy))
    both, one, other, neither = (cell + 0.5 for cell in (xy, x - xy, y - xy, np.maximum(total - x - y + xy, 0)))
    return np.log(both * neither / (one * other)), np.sqrt(1 / both + 1 / one + 1 / other + 1 / neither)
