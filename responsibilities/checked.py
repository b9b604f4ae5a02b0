"""What findings asks this app: its checks, and who answers them."""

from core.checks import Source
from responsibilities import check_words
from responsibilities.queries.conditions import findings_of_conditions
from responsibilities.queries.found import matrix_findings, proof_findings

SOURCES = (
    Source("matrix", check_words.MATRIX, matrix_findings),
    Source("proof", check_words.PROOF, proof_findings),
    Source("conditions", check_words.CONDITIONS, findings_of_conditions),
)
