"""Small files of each format, made by hand for the tests."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from kg.config import load
from kg.errors import InputError
from kg.read import documents, sources
from kg.records import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = "在全县春耕工作会议上的讲话\n（2021年3月5日）\n同志们：\n各村要抓好“三清一改”，做到“户户参与”。"


def read(*paths, **limits) -> list[Document | InputError]:
    config = load(read=limits)
    return [found for source in sources(paths, config) for found in documents(source, config)]


def one(path, **limits) -> Document:
    (found,) = read(path, **limits)
    assert isinstance(found, Document), found
    return found


def refused(path, **limits) -> str:
    (found,) = read(path, **limits)
    assert isinstance(found, InputError), found
    return found.reason


def zipped(files: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def docx(text: str = TEXT, body: str = "", **parts: str) -> bytes:
    """A Word document; `parts` are `header`, `footer`, `footnotes`, `endnotes` or `comments`, in its markup."""
    body = body or "".join(map(paragraph, text.split("\n")))
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/{name}" Target="{name}.xml"/>' for n, name in enumerate(parts)
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{rels}"><Relationship Id="r" Type="{kind}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{rels}">{links}</Relationships>',
    }
    files |= {f"word/{name}.xml": f'<w:part xmlns:w="{W}">{content}</w:part>' for name, content in parts.items()}
    return zipped(files)


def rtf(text: str = TEXT) -> bytes:
    """Rich Text as Chinese Word wrote it: bytes of GBK as hex, curly quotes by name."""
    pieces = []
    for character in text:
        if character == "\n":
            pieces.append("\\par\n")
        elif character.isascii():
            pieces.append(character)
        else:
            pieces += [f"\\'{byte:02x}" for byte in character.encode("gbk")]
    font = "{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}"
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0" + font + "\\f0 " + "".join(pieces) + "}").encode("ascii")


def epub(*chapters: str, title: str = "春耕讲话集") -> bytes:
    opf = "http://www.idpf.org/2007/opf"
    pages = {f"OEBPS/c{n}.xhtml": _page(chapter) for n, chapter in enumerate(chapters)}
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": f'<package xmlns="{opf}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title><dc:date>2021-03-05</dc:date></metadata><manifest>"
            f'<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>{items}</manifest>'
            f'<spine><itemref idref="nav"/>{spine}</spine></package>',
            "OEBPS/nav.xhtml": _page("目录"),
            **pages,
        }
    )


def _page(text: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>题</title></head><body>{lines}</body></html>'


def pdf(pages: Iterable[Iterable[tuple[float, float, str]] | None], size: float = 10) -> bytes:
    """A PDF; each page is lines of (x, y from the foot, text), or None for a picture that fills it.

    The font is not embedded: characters are numbered by their code, and a table says so, which is all a reader needs.
    """
    made = list(pages)
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
        "endcmap end end"
    )
    objects += [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 >>",
        b"<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800"
        b" /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(cmap.encode()),
        _stream(
            b"\xff" * 100,
            b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray",
        ),
    ]
    kids = []
    for page in made:
        kids.append(len(objects) + 1)
        content = b"q 595 0 0 842 0 0 cm /I Do Q" if page is None else b"\n".join(_shown(*line, size) for line in page)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> /XObject << /I 7 0 R >> >>"
            b" /Contents %d 0 R >>" % (len(objects) + 2)
        )
        objects.append(_stream(content))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _file(objects)


def _shown(x: float, y: float, text: str, size: float) -> bytes:
    return f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()


def _stream(data: bytes, about: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), about, packed)


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (count, table, count, len(out))


def page_of(
    text: str, *, header: str = "", footer: str = "", width: int = 40, start: float = 740
) -> list[tuple[float, float, str]]:
    """Lines of a page of text, wrapped at `width` characters, paragraphs without indent."""
    lines = [piece[at : at + width] for piece in text.split("\n") for at in range(0, max(len(piece), 1), width)]
    page = [(80.0, start - 16 * number, line) for number, line in enumerate(lines) if line]
    page += [(80.0, 800.0, header)] if header else []
    return page + ([(280.0, 40.0, footer)] if footer else [])


def eml(body: str = TEXT, *, charset: str = "gb2312", attachments: dict[str, bytes] | None = None) -> bytes:
    from email.message import EmailMessage

    letter = EmailMessage()
    letter["Subject"] = "转发讲话稿"
    letter["From"] = "王某 <a@example.org>"
    letter["Date"] = "Fri, 05 Mar 2021 09:00:00 +0800"
    letter.set_content(body, charset=charset, cte="base64")
    for name, data in (attachments or {}).items():
        main = "image" if name.endswith(".png") else "application"
        letter.add_attachment(data, maintype=main, subtype="png" if main == "image" else "octet-stream", filename=name)
    return bytes(letter)


def mhtml(page: str, charset: str = "gb2312") -> bytes:
    from email.mime.multipart import MIMEMultipart
    from email.mime.text import MIMEText

    whole = MIMEMultipart("related")
    whole.attach(MIMEText(page, "html", charset))
    return bytes(whole)
