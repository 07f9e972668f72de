"""The bytes of a Word and a rich-text file, by hand: the smallest ones that hold what an export of one holds."""

import io
import zipfile


def word(body: str) -> bytes:
    """A Word document of a body in its XML, with a page head in another part."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/header1.xml", f"<w:hdr {space}><w:p><w:r><w:t>Page 3 of 12</w:t></w:r></w:p></w:hdr>")
    return file.getvalue()


def rtf(lines: list[str]) -> bytes:
    """A rich-text file with a paragraph for each line."""
    def coded(line: str) -> str:
        line = line.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in line)

    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;}\f0\fs20 "
    return (head + "".join(rf"{{\b {coded(line)}}}\par" "\n" for line in lines) + "}").encode("ascii")
