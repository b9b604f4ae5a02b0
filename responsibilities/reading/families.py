"""Control identifiers of NIST SP 800-53 and the names of their families."""

import re

FAMILIES = {
    "AC": "Access Control",
    "AT": "Awareness and Training",
    "AU": "Audit and Accountability",
    "CA": "Assessment, Authorization, and Monitoring",
    "CM": "Configuration Management",
    "CP": "Contingency Planning",
    "IA": "Identification and Authentication",
    "IR": "Incident Response",
    "MA": "Maintenance",
    "MP": "Media Protection",
    "PE": "Physical and Environmental Protection",
    "PL": "Planning",
    "PM": "Program Management",
    "PS": "Personnel Security",
    "PT": "PII Processing and Transparency",
    "RA": "Risk Assessment",
    "SA": "System and Services Acquisition",
    "SC": "System and Communications Protection",
    "SI": "System and Information Integrity",
    "SR": "Supply Chain Risk Management",
}
CONTROL = re.compile(r"(?P<family>[A-Za-z]{2})-(?P<number>[0-9]{1,3})(?P<rest>(?:[\s._(].*)?)")
PARTS = re.compile(r"[0-9]+|[a-z]")
NOT_PARTS = re.compile(r"smt|obj")


def is_control(identifier: str) -> bool:
    """Whether it reads like a control, or a part of one: "AC-02 (a)", "AC-2(1)(b)", "ac-2_smt.a", "ac-2.1"."""
    found = CONTROL.fullmatch(identifier.strip())
    return found is not None and found["family"].upper() in FAMILIES


def control_key(identifier: str) -> str:
    """A control's identifier in one spelling, by which two sheets are compared: "AC-02 (a)" is "AC-2(a)"."""
    found = CONTROL.fullmatch(identifier.strip())
    if found is None:
        return identifier.strip()
    rest = NOT_PARTS.sub("", found["rest"].lower())
    parts = "".join(f"({part.lstrip('0') or '0'})" for part in PARTS.findall(rest))
    return f"{found['family'].upper()}-{int(found['number'])}{parts}"


def family(identifier: str) -> str:
    """The domain of a control: "AC Access Control"; empty for what is no control."""
    letters = identifier.strip()[:2].upper()
    return f"{letters} {FAMILIES[letters]}" if is_control(identifier) else ""
