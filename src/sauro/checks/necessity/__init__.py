"""Whether a document is needed beside what is there already (Kết luận 226-KL/TW, Quyết định 534/QĐ-TTg).
These checks ask, and a person answers."""

from sauro.checks.necessity.every import NECESSITY_CHECKS

__all__ = ["NECESSITY_CHECKS"]
