"""What axe-core, the rules that screen readers' makers agree on, says of a page."""

from axe_playwright_python.base import AXE_SCRIPT


def serious(page, selector=None):
    """Rules of axe-core that the page breaks seriously or critically, or its part: rule, place, what is wrong.

    The rules run in the page's own world without being a part of it: a policy cannot refuse them.
    """
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("(part) => axe.run(part ?? document, {resultTypes: ['violations']})", selector)
    return [
        (rule["id"], node["target"][-1], node["html"][:120], node["failureSummary"][:200])
        for rule in found["violations"] if rule["impact"] in ("serious", "critical") for node in rule["nodes"]
    ]  # fmt: skip
