"""A page on paper: set by the browser as an office prints it, pages numbered, as PDF; and as a scanner gives it."""

from __future__ import annotations

import random
import zlib

import pypdfium2 as pdfium
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


def scanned(printed_pdf: bytes, dots: int = 200, specks: float = 0.001, seed: int = 1) -> bytes:
    """The pages of a PDF as a scanner gives them: grey pictures with so many dots an inch and a share of specks."""
    dice, document = random.Random(seed), pdfium.PdfDocument(printed_pdf)
    pictures = []
    for page in document:
        bitmap = page.render(scale=dots / 72, grayscale=True)
        rows = bytearray(b"".join(bytes(bitmap.buffer)[at:at + bitmap.width]
                                  for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)))
        for _ in range(int(len(rows) * specks)):
            rows[dice.randrange(len(rows))] = dice.choice((0, 60, 200))
        pictures.append((bitmap.width, bitmap.height, zlib.compress(bytes(rows))))
    document.close()
    return _pdf_of_pictures(pictures, dots)


def _pdf_of_pictures(pictures: list[tuple[int, int, bytes]], dots: int) -> bytes:
    """A PDF whose pages are pictures and nothing else."""
    kids = " ".join(f"{3 + 3 * at} 0 R" for at in range(len(pictures)))
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Kids [{kids}] /Count {len(pictures)} >>".encode()]
    for at, (width, height, data) in enumerate(pictures):
        across, up = width * 72 / dots, height * 72 / dots
        draw = f"q {across:.2f} 0 0 {up:.2f} 0 0 cm /P Do Q".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across:.2f} {up:.2f}] /Contents {4 + 3 * at} 0 R "
            f"/Resources << /XObject << /P {5 + 3 * at} 0 R >> >> >>".encode(),
            f"<< /Length {len(draw)} >>\nstream\n".encode() + draw + b"\nendstream",
            f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
            f"/BitsPerComponent 8 /Filter /FlateDecode /Length {len(data)} >>\nstream\n".encode() + data
            + b"\nendstream"]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(places) + 1
    out += (f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n"
            f"{len(out)}\n%%EOF\n").encode()
    return bytes(out)
