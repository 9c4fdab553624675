"""The soak runs where it is asked for by its marker, never with the suite."""


def pytest_collection_modifyitems(config, items):
    """Leave out what takes many minutes, unless ``-m soak`` asks for it."""
    if config.getoption("-m") == "soak":
        return
    soaking = [item for item in items if item.get_closest_marker("soak")]
    config.hook.pytest_deselected(items=soaking)
    items[:] = [item for item in items if item not in soaking]
