"""The beta distribution's share below a point and its inverse, by continued fraction (DLMF 8.17.22). No numpy."""

from math import exp, lgamma, log

TINY = 1e-300
EXACT = 1e-15
MOST_TERMS = 500
HALVINGS = 60  # of the interval 0 to 1: finer than a float tells apart


def below(x: float, alpha: float, beta: float) -> float:
    """The chance that a beta variable is at most `x`."""
    if x <= 0 or x >= 1:
        return float(x > 0)
    if x > (alpha + 1) / (alpha + beta + 2):
        return 1 - below(1 - x, beta, alpha)
    constant = lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta)
    return exp(constant + alpha * log(x) + beta * log(1 - x)) / alpha / _fraction(x, alpha, beta)


def quantile(chance: float, alpha: float, beta: float) -> float:
    """The point with this chance below it, found by halving."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, alpha, beta) < chance else (low, middle)
    return (low + high) / 2


def _fraction(x: float, alpha: float, beta: float) -> float:
    """1 + d₁/(1 + d₂/(1 + …)), by Lentz's method."""
    value, upper, lower = 1.0, 1.0, 0.0
    for n in range(1, MOST_TERMS):
        part = _part(n, x, alpha, beta)
        lower = 1 / (1 + part * lower or TINY)
        upper = 1 + part / upper or TINY
        value *= upper * lower
        if abs(upper * lower - 1) < EXACT:
            break
    return value


def _part(n: int, x: float, alpha: float, beta: float) -> float:
    m = n // 2
    if n % 2:
        return -(alpha + m) * (alpha + beta + m) * x / ((alpha + 2 * m) * (alpha + 2 * m + 1))
    return m * (beta - m) * x / ((alpha + 2 * m - 1) * (alpha + 2 * m))
