"""Thủ tục hành chính: figures of dossiers per unit and month, and the shares that are made of them."""
