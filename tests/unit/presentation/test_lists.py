"""Lists and tables: lined up, never cut off."""

from obligcheck.presentation.lists import draw_sections, draw_table


def test_columns_line_up_whatever_the_letters() -> None:
    assert draw_table([("日本", 1), ("Norland", 22)], ("name", "rows")).splitlines() == [
        "name     rows",
        "日本     1",
        "Norland  22",
    ]


def test_a_table_without_rows_is_nothing() -> None:
    assert draw_table([]) == ""


def test_sections_stand_apart_and_empty_ones_are_left_out() -> None:
    text = draw_sections([("One", "a\n\nb\n"), ("Two", ""), ("Three", "c\n")])
    assert text == "One\n  a\n\n  b\n\nThree\n  c\n"
