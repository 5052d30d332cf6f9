"""A page on paper: set by the browser as an office prints it, pages numbered, as PDF."""

from __future__ import annotations

from playwright.sync_api import Browser, PdfMargins

MARGIN: PdfMargins = {"top": "20mm", "bottom": "20mm", "left": "30mm", "right": "15mm"}
_FOOT = '<div style="font-size:9pt;width:100%;text-align:center">{before}<span class="pageNumber"></span></div>'


def printed(page_html: str, browser: Browser, before_number: str = "") -> bytes:
    """A PDF of the page with the margins the decrees set; ``before_number`` stands before the number of each page."""
    page = browser.new_page()
    page.set_content(page_html)
    data = page.pdf(format="A4", display_header_footer=True, header_template="<i></i>", margin=MARGIN,
                    footer_template=_FOOT.format(before=before_number))
    page.close()
    return data
