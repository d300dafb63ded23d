"""Makes the pictures of the README from the full demonstration: `python -m docs.pictures` at the root of the project.

Needs Chromium (`make browser`) and the test tools. BAROMETRE_TEST_HOME names a folder with published data to show.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench import demonstration
from tests.browser import harness

IMAGES = Path(__file__).with_name("images")
PICTURES = {
    "vue-ensemble": ("", 1366, 1040),
    "sites": ("sites?service=tribunaux-judiciaires&indicateur=accueil-courtois", 1366, 1040),
}


def main() -> None:
    """Write each picture, in the light theme, on a laptop."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=harness.chromium(), args=["--no-sandbox"])
        with harness.running_server(demonstration.folder(), Path(folder) / "server.log") as server:
            for name, (address, width, height) in PICTURES.items():
                with harness.context(browser, width=width) as context:
                    page = context.new_page()
                    page.set_viewport_size({"width": width, "height": height})
                    page.goto(f"{server.origin}/{address}")
                    harness.ready(page)
                    page.wait_for_timeout(1000)
                    page.screenshot(path=IMAGES / f"{name}.png")
                    print(IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
