"""What two texts share, and how much of one stands in another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sauro.text.passages import shared_passages
from sauro.text.shingles import contained, likeness, sampled, shingles, short_runs

PARENT = """Các thôn rà soát hồ sơ của từng hộ, đối chiếu với sổ theo dõi của xã và lập danh sách.
Bộ phận một cửa tổng hợp danh sách, niêm yết trong mười ngày tại nhà văn hóa để bà con góp ý.
Hết thời gian niêm yết, thôn lập biên bản và gửi về văn phòng cùng với danh sách đã sửa."""


def test_a_passage_is_told_side_by_side():
    own = f"Theo đề nghị của các thôn, xã thống nhất như sau. {PARENT.splitlines()[1]} Xin cảm ơn."
    (one,) = shared_passages(own, PARENT).found
    assert own[one.start : one.end] == PARENT.splitlines()[1].rstrip(".")
    assert PARENT[one.other_start : one.other_end] == PARENT.splitlines()[1].rstrip(".")
    assert one.words == 22


def test_what_lies_between_two_runs_is_part_of_the_passage():
    own = PARENT.splitlines()[1].replace("niêm yết", "dán bảng")
    (one,) = shared_passages(own, PARENT).found
    assert one.words == 20
    assert "dán bảng" in own[one.start : one.end]


def test_changed_words_do_not_end_a_passage():
    line = PARENT.splitlines()[1]
    own = line.replace("mười ngày", "bảy ngày").replace("bà con", "người dân")
    found = shared_passages(own, PARENT)
    assert len(found.found) == 1
    assert found.found[0].words == 17
    assert found.words == 22


def test_accents_capitals_and_figures_do_not_count():
    assert shared_passages("RÀ SOÁT 15 HỒ SƠ " * 8, "ra soat 30 ho so " * 8).share == 1.0
    assert likeness(shingles("Rà soát 15 hồ sơ của xã"), shingles("ra soat ho so cua xa 2026")) == 1.0


def test_a_manner_of_speaking_is_no_passage():
    own = "Đề nghị các đơn vị nghiêm túc triển khai thực hiện kế hoạch này."
    assert shared_passages(own, f"Yêu cầu các đơn vị nghiêm túc triển khai thực hiện. {PARENT}").found == ()


def test_other_order_makes_other_passages():
    lines = PARENT.splitlines()
    found = shared_passages("\n".join(reversed(lines)), PARENT)
    assert len(found.found) == 3
    assert found.share == 1.0


def test_nothing_and_little():
    assert shared_passages("", PARENT).share == 0.0
    assert shared_passages(PARENT, "").found == ()
    assert len(shingles("")) == 0
    assert len(shingles("một hai")) == 1
    assert contained(shingles(""), shingles(PARENT)) == 0.0
    assert likeness(shingles(""), shingles("")) == 0.0


def test_a_short_text_in_a_long_one_is_contained():
    line = PARENT.splitlines()[1]
    assert contained(shingles(line), shingles(PARENT)) == 1.0
    assert likeness(shingles(line), shingles(PARENT)) < 0.5
    assert contained(short_runs("lập danh sách"), short_runs(PARENT)) == 1.0


words = st.lists(
    st.sampled_from(
        ["an", "ba", "ca", "da", "em", "ga", "ho", "in", "la", "ma", "na", "oi", "pa", "qua", "ra"]
    ),
    max_size=400,
)


@given(words, words)
def test_what_is_sampled_of_both_is_shared(one, other):
    first, second = shingles(" ".join(one)), shingles(" ".join(other))
    assert set(sampled(first)) & set(sampled(second)) <= set(first) & set(second)
    both = sampled(shingles(" ".join([*one, *other])))
    if sampled(first) and len(first) >= 16:
        assert set(sampled(first)) & set(both)


@given(words)
def test_a_text_is_all_in_itself(one):
    text = " ".join(one)
    found = shared_passages(text, text)
    assert found.shared <= found.words == len(one)
    if len(one) >= 15:
        assert found.share == 1.0
    assert list(shingles(text)) == sorted(set(shingles(text)))
