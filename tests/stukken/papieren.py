"""Documents as people have them, made in the test; the same report in each of the four kinds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
import pikepdf
import typst

ODT = "application/vnd.oasis.opendocument.text"
_NAMEN = " ".join(
    f'xmlns:{kort}="urn:oasis:names:tc:opendocument:xmlns:{kort}:1.0"'
    for kort in ("office", "text", "table")
)


def als_docx() -> bytes:
    word = docx.Document()
    word.add_heading("Jaarverslag", 0)
    word.add_heading("Aanleiding", 1)
    word.add_paragraph("Mensen wachtten lang op een plek.")
    word.add_heading("Werkwijze", 2)
    word.add_paragraph("Wij bellen.", style="List Bullet")
    word.add_paragraph("Wij komen langs.", style="List Bullet")
    tabel = word.add_table(2, 2)
    for plek, woord in enumerate(("Wat", "Wie", "Bellen", "Het team")):
        tabel.cell(plek // 2, plek % 2).text = woord
    uit = io.BytesIO()
    word.save(uit)
    return uit.getvalue()


def als_odt(tekst: str = "", meer: Mapping[str, str] | None = None) -> bytes:
    """An ODT file with `tekst` as its body, or the report; `meer` are further parts."""
    tekst = tekst or (
        '<text:h text:outline-level="1">Jaarverslag</text:h>'
        '<text:h text:outline-level="1">Aanleiding</text:h>'
        "<text:p>Mensen <text:span>wachtten</text:span><text:s/>lang op een plek.</text:p>"
        '<text:h text:outline-level="2">Werkwijze</text:h><text:list>'
        "<text:list-item><text:p>Wij bellen.</text:p></text:list-item>"
        "<text:list-item><text:p>Wij komen langs.</text:p></text:list-item></text:list>"
        "<table:table>" + _rij("Wat", "Wie") + _rij("Bellen", "Het team") + "</table:table>"
    )
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pak:
        pak.writestr("mimetype", ODT)
        delen = {"META-INF/manifest.xml": "<manifest/>", **(meer or {})}
        for naam, inhoud in delen.items():
            pak.writestr(naam, inhoud)
        pak.writestr(
            "content.xml",
            f"<office:document-content {_NAMEN}><office:body><office:text>{tekst}</office:text>"
            "</office:body></office:document-content>",
        )
    return uit.getvalue()


def _rij(*cellen: str) -> str:
    gevuld = (f"<table:table-cell><text:p>{cel}</text:p></table:table-cell>" for cel in cellen)
    return f"<table:table-row>{''.join(gevuld)}</table:table-row>"


def als_pdf(tekst: str = "") -> bytes:
    """The PDF, with tags, that typst makes of `tekst`, or of the report."""
    tekst = tekst or (
        "#outline(title: none)\n#pagebreak()\n= Jaarverslag\n= Aanleiding\n"
        "Mensen wachtten lang op een plek.\n== Werkwijze\n"
        "- Wij bellen.\n- Wij komen langs.\n\n"
        "#table(columns: 2, [Wat], [Wie], [Bellen], [Het team])\n"
    )
    return typst.compile(f'#set document(title: "x")\n{tekst}'.encode(), format="pdf")


HTML = """<!doctype html><html><head><title>Niet dit</title><style>p {}</style></head><body>
<nav><p>Menu</p></nav><main><h1>Jaarverslag</h1><h1>Aanleiding</h1>
<p>Mensen <em>wachtten</em>
 lang op een plek.</p><p style="display: none">Niet dit</p><script>alert("niet dit")</script>
<h2>Werkwijze</h2><ul><li>Wij bellen.</li><li><p>Wij komen langs.</p></li></ul>
<table><tr><th>Wat</th><th>Wie</th></tr><tr><td>Bellen</td><td>Het <b>team</b></td></tr></table>
</main><footer>Niet dit</footer></body></html>"""


def als_html() -> bytes:
    return HTML.encode()


def als_mhtml() -> bytes:
    """What Edge and Chrome save as one file."""
    return (
        b"From: <Saved by Blink>\r\nSubject: =?utf-8?Q?Jaarverslag?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related;\r\n\tboundary="grens"\r\n\r\n--grens\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + HTML.encode()
        + b"\r\n--grens--\r\n"
    )


def oude_pdf(*paginas: list[tuple[int, int, int, str]]) -> bytes:
    """A PDF without tags: of each page its words, with where they stand and how large."""
    pdf = pikepdf.new()
    letter = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for woorden in paginas:
        pagina = pdf.add_blank_page(page_size=(595, 842))
        pagina.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=letter))
        regels = (
            f"BT /F1 {grootte} Tf {links} {onder} Td ({tekst}) Tj ET"
            for links, onder, grootte, tekst in woorden
        )
        pagina.Contents = pdf.make_stream("\n".join(regels).encode("latin-1"))
    return bewaard(pdf)


def bewaard(pdf: pikepdf.Pdf, wachtwoord: str = "") -> bytes:
    uit = io.BytesIO()
    pdf.save(
        uit, encryption=pikepdf.Encryption(user=wachtwoord, owner="o") if wachtwoord else False
    )
    return uit.getvalue()
