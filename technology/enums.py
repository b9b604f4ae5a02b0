"""What kinds of product there are."""

from enum import StrEnum


class ProductKind(StrEnum):
    """What a product is for, as a customer would say it; `term` is the field's word."""

    ENDPOINT = "endpoint"
    EMAIL = "email"
    BACKUP = "backup"
    REMOTE = "remote"
    NETWORK = "network"
    SIGN_IN = "sign_in"
    OFFICE = "office"
    TILL = "till"
    BUSINESS = "business"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _WORDS[self][0]

    @property
    def term(self) -> str:
        return _WORDS[self][1]


_WORDS = {
    ProductKind.ENDPOINT: ("Protects computers", "Endpoint protection, EDR"),
    ProductKind.EMAIL: ("Protects e-mail", "E-mail security"),
    ProductKind.BACKUP: ("Keeps copies", "Backup"),
    ProductKind.REMOTE: ("Looks after computers from afar", "Remote monitoring and management, RMM"),
    ProductKind.NETWORK: ("Guards the network", "Firewall"),
    ProductKind.SIGN_IN: ("Checks who signs in", "Identity, MFA"),
    ProductKind.OFFICE: ("Mail, documents and calls", "Office suite"),
    ProductKind.TILL: ("Tills and card payments", "EPOS"),
    ProductKind.BUSINESS: ("Runs the business", "Line-of-business software"),
    ProductKind.OTHER: ("Something else", "Other"),
}
