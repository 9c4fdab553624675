"""A reader without a mouse: Tab until the wanted thing has the focus, and see where the focus is all the way."""

# What has the focus, and whether a reader sees that it has: an outline, inside the window.
FOCUSED = r"""() => {
  const one = document.activeElement, is_same = window.hadFocus === one;
  window.hadFocus = one;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return {
    name: (one.ariaLabel || one.labels?.[0]?.innerText || one.innerText || one.value || "").replace(/\s/g, ""),
    tag: one.localName,
    is_nothing: one === document.body,
    // The parts of a date (year, month, day, calendar) are one field; where in it one is, the browser shows.
    is_same: is_same && one.type === "date",
    is_seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
    in_main: one.closest("main") !== null,
  };
}"""
MOST = 150


def tab(page) -> dict:
    """Press Tab once; what has the focus then is seen to have it."""
    page.keyboard.press("Tab")
    focused = page.evaluate(FOCUSED)
    assert focused["is_nothing"] or focused["is_same"] or focused["is_seen"], focused["name"]
    return focused


def tab_to(page, name: str, tag: str = "") -> None:
    """Go on to what is called ``name``, or begins so, and is a ``tag`` where one is given."""
    passed = []
    for _ in range(MOST):
        focused = tab(page)
        if focused["name"].startswith(name) and tag in ("", focused["tag"]):
            return
        passed.append(focused["name"])
    raise AssertionError(f"Tab never reaches {name}: {passed}")


def tab_onto(page, selector: str) -> None:
    """Go on to the first thing that matches ``selector``."""
    for _ in range(MOST):
        tab(page)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def follow(page, name: str) -> None:
    """Go on to the link or button of that name and press Enter; the next page is there."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
