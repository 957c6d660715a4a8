"""Who manages the connections of an office, and which of them hold."""

from __future__ import annotations

from datetime import date

from sauro_web.accounts.models import Membership, Role, Unit, User
from sauro_web.accounts.rules import holds, in_force, own_house
from sauro_web.exchange.models import Client, Scope

__all__ = ["covers", "fault_of", "may_agree", "may_manage_clients", "may_revoke", "works_for"]


def may_manage_clients(user: User | None, office: Unit, *, on: date) -> bool:
    """Connect other systems to an office: its administrators."""
    return holds(user, (Role.ADMINISTRATOR,), office, on=on)


def may_revoke(user: User, client: Client, *, on: date) -> bool:
    """Cut a connection: administrators of the office, and the person in whose name it acts."""
    return user.pk == client.person_id or may_manage_clients(user, client.office, on=on)


def may_agree(user: User, client: Client) -> bool:
    """Agree to a system's acting in one's name: nobody but oneself."""
    return user.pk == client.person_id


def works_for(person: User, office: Unit, *, on: date) -> bool:
    """Whether the person has a position of his own in the house of the office that day."""
    held = Membership.objects.filter(own_house(office), in_force(on), user=person)
    return person.is_active and held.exists()


def covers(client: Client, scope: Scope) -> bool:
    """Whether a system may do what needs `scope`."""
    return Scope(client.scope).rank >= scope.rank


def fault_of(client: Client, *, on: date) -> str:
    """Why a connection does not hold; "" where it does. One query."""
    if client.revoked_at is not None:
        return "Mã truy cập đã bị thu hồi; hãy đề nghị quản trị của cơ quan cấp mã mới."
    if client.expires_on < on:
        return f"Mã truy cập đã hết hạn ngày {client.expires_on:%d/%m/%Y}; hãy đề nghị quản trị cấp mã mới."
    if client.agreed_at is None:
        return f"{client.person} chưa đồng ý cho hệ thống này làm thay; mã truy cập chưa dùng được."
    if not works_for(client.person, client.office, on=on):
        return (
            f"{client.person} không còn công tác tại {client.office.label} nên mã truy cập không dùng được."
        )
    return ""
