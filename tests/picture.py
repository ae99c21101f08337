"""Make data/dashboard.png, the picture of README: `python tests/picture.py`, with Chromium on the PATH."""

from __future__ import annotations

import conftest
from playwright.sync_api import sync_playwright

QUERY = "?country=MEX&country=USA&measure=detention&measure=aid"


def main() -> None:
    """Open the dashboard on the sample corpus and take the top of its page."""
    process, address = conftest.started(conftest.ROOT / "dashboard.py", conftest.ROOT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=conftest.CHROMIUM, args=list(conftest.FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 1150})
        page.goto(f"{address}/{QUERY}")
        page.locator(".js-plotly-plot .point").first.wait_for(timeout=60_000)
        page.wait_for_function("document.fonts.status === 'loaded'")
        page.locator(".claim blockquote").first.wait_for()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=conftest.ROOT / "data" / "dashboard.png")
        browser.close()
    process.terminate()


if __name__ == "__main__":
    main()
