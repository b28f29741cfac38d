"""Checks the documentation: every link leads somewhere, and every page is linked to.

    python3 tools/check_docs.py

Looks at each Markdown file of the repository. A link to another file must name one that is there,
and one to a heading (``#like-this``) a heading that is there. Every page in docs/ must be reached
from docs/index.md. Addresses elsewhere are not looked up.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INDEX = ROOT / "docs" / "index.md"
LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)>\s]+)>?[^)]*\)")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
BLOCK = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")


def pages() -> list[Path]:
    """Return every Markdown file of the repository, none from hidden or made folders."""
    inner = (folder.rglob("*.md") for folder in (ROOT / "docs", ROOT / "plugins", ROOT / "config"))
    return sorted([*ROOT.glob("*.md"), *(page for pages in inner for page in pages)])


def prose(page: Path) -> str:
    """Return what a page says, without its blocks of code."""
    return BLOCK.sub("", page.read_text(encoding="utf-8"))


def anchor(heading: str) -> str:
    """Return what a link to `heading` ends with, by the rule that code hosts follow."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    kept = (c for c in plain if c in " -_" or unicodedata.category(c)[0] in "LN")
    return "".join(kept).replace(" ", "-")


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings."""
    return {anchor(heading) for heading in HEADING.findall(prose(page))}


def links(page: Path) -> Iterator[tuple[str, Path, str]]:
    """Yield each link of `page` to this repository: as written, its file, its heading."""
    for match in LINK.finditer(CODE.sub("", prose(page))):
        written = match[1]
        if re.match(r"[a-z][a-z0-9+.-]*:", written):
            continue
        file, _, heading = written.partition("#")
        yield written, (page.parent / file).resolve() if file else page, heading


def broken(page: Path) -> Iterator[str]:
    """Yield one line for each link of `page` that leads nowhere."""
    name = page.relative_to(ROOT)
    for written, file, heading in links(page):
        if not file.exists():
            yield f"{name}: {written} leads to no file"
        elif heading and file.suffix == ".md" and heading not in headings(file):
            yield f"{name}: {written} leads to no heading"


def unreached() -> Iterator[str]:
    """Yield one line for each page in docs/ that cannot be reached from its index."""
    seen: set[Path] = set()
    waiting = [INDEX]
    while waiting:
        page = waiting.pop()
        if page not in seen and page.suffix == ".md" and page.exists():
            seen.add(page)
            waiting += [file for _, file, _ in links(page)]
    for page in pages():
        if page.is_relative_to(INDEX.parent) and page not in seen:
            yield f"{page.relative_to(ROOT)}: no link from docs/index.md leads here"


def main() -> int:
    """Print what is wrong, one line each; return 1 if anything is."""
    wrong = [line for page in pages() for line in broken(page)] + list(unreached())
    for line in wrong:
        print(f"error: {line}", file=sys.stderr)
    if not wrong:
        print(f"Documentation: {len(pages())} pages, every link leads somewhere.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
