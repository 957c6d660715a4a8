from sauro.plan.path import appendix_path, join_path


def test_labels_are_joined_and_empty_ones_left_out() -> None:
    assert join_path(("II", "", "4", "b", "2")) == "II.4.b.2"


def test_rows_of_one_or_several_appendices_and_of_groups() -> None:
    assert appendix_path("3") == "PL.3"
    assert appendix_path("3", appendix="2") == "PL2.3"
    assert appendix_path("3", group="I") == "PL.I.3"
