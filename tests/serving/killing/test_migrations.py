"""``kill -9`` in the middle of ``migrate``: the same command finishes it; until then no process is ready."""

# Made anew by ``rebuild_search`` after such an upgrade; nobody typed it.
MADE_ANEW = {"showcase_searchgram", "showcase_searchphrase"}


def test_killed_in_the_middle_migrations_are_finished_by_the_same_command_and_nothing_is_lost(untouched):
    whole = untouched.shape()
    untouched.done("migrate", "awards", "0004")
    old = untouched.place.contents()

    undone = []
    for step in ("CREATE honor_entry_standing", "before commit"):
        assert untouched.let("migrate", dies_at=step)["was_killed"]
        undone.append(untouched.place.contents() == old)
    assert untouched.let("migrate", dies_at="committed")["was_killed"]
    between = untouched.done("ready")["said"]
    untouched.done("migrate")
    shape = untouched.shape()

    assert undone == [True, True]
    assert (between, untouched.done("ready")["said"]) == ("503 pending", "200 ok")
    assert {table for table in whole if shape.get(table) != whole[table]} - MADE_ANEW == set()
    assert untouched.place.is_sound()
